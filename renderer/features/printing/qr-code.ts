import { encode } from "uqr";
import type { QrCode } from "#shared/rules/print-blocks.ts";

/** Survives a scratch (level M, more where it costs nothing), and is drawn as one path: no image, no HTML. */
export function qrCode(text: string): QrCode {
  const { size, data } = encode(text, { ecc: "M", boostEcc: true, border: 0 });
  return { text, modules: size, path: data.flatMap(rowPath).join("") };
}

/** Dark modules beside each other are one piece, so that no hairline comes between them. */
function rowPath(row: readonly boolean[], y: number): string[] {
  const pieces: string[] = [];
  for (let x = 0; x < row.length; x++) {
    if (!row[x] || row[x - 1]) continue;
    const end = row.indexOf(false, x);
    const width = (end === -1 ? row.length : end) - x;
    pieces.push(`M${x} ${y}h${width}v1h-${width}z`);
  }
  return pieces;
}
