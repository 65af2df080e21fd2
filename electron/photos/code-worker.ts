/** A worker thread that finds bar and QR codes. */
import { readFile } from "node:fs/promises";
import { fileURLToPath } from "node:url";
import { parentPort } from "node:worker_threads";
import { prepareZXingModule, type ReaderOptions, readBarcodes } from "zxing-wasm/reader";
import { putThisThreadBehindMain } from "./thread-priority.ts";

export interface CodeTask {
  /** Luma, one byte a pixel. */
  readonly grey: Uint8Array;
  readonly width: number;
  readonly height: number;
}

/** What the codes say, each once. */
export type CodeAnswer = readonly string[];

const shared: ReaderOptions = {
  tryHarder: true,
  tryRotate: true,
  tryInvert: false,
  tryDownscale: false,
  maxNumberOfSymbols: 8,
};
/** What is printed on stock tags and window stickers; bars need every pixel that there is. */
const tags: ReaderOptions = {
  ...shared,
  formats: ["Code39", "Code128", "EAN13", "EAN8", "UPCA", "ITF", "QRCode"],
};
/** What is on door labels and papers. To look for these takes long, so it is done in half the size. */
const labels: ReaderOptions = { ...shared, formats: ["DataMatrix", "PDF417"] };

putThisThreadBehindMain();
// By itself the library would fetch its WebAssembly from the internet.
const wasm = await readFile(fileURLToPath(import.meta.resolve("zxing-wasm/reader/zxing_reader.wasm")));
const ready = prepareZXingModule({
  overrides: { wasmBinary: new Uint8Array(wasm).buffer },
  fireImmediately: true,
});

async function codesIn(task: CodeTask): Promise<CodeAnswer> {
  await ready;
  const found = await readBarcodes(picture(task), tags);
  if (found.length === 0) found.push(...(await readBarcodes(picture(halved(task)), labels)));
  return [...new Set(found.filter(({ isValid }) => isValid).map(({ text }) => text.trim().slice(0, 500)))];
}

/** What browsers call `ImageData`, which Node has no name for. */
type PictureData = Exclude<Parameters<typeof readBarcodes>[0], Blob | ArrayBuffer | Uint8Array>;

function picture({ grey, width, height }: CodeTask): PictureData {
  const pixels = new Uint32Array(width * height);
  for (let pixel = 0; pixel < pixels.length; pixel++)
    pixels[pixel] = 0xff_00_00_00 | (grey[pixel]! * 0x01_01_01);
  return { data: new Uint8ClampedArray(pixels.buffer), width, height, colorSpace: "srgb" } as PictureData;
}

function halved({ grey, width, height }: CodeTask): CodeTask {
  const [across, down] = [width >> 1, height >> 1];
  const half = new Uint8Array(across * down);
  for (let y = 0; y < down; y++)
    for (let x = 0; x < across; x++) {
      const at = y * 2 * width + x * 2;
      half[y * across + x] = (grey[at]! + grey[at + 1]! + grey[at + width]! + grey[at + width + 1]!) >> 2;
    }
  return { grey: half, width: across, height: down };
}

parentPort?.on("message", (task: CodeTask) => {
  void codesIn(task)
    .catch((): CodeAnswer => [])
    .then((answer) => parentPort?.postMessage(answer, []));
});
