import { writeDurably } from "../desk/durable-file.ts";
import { codeOf } from "../renditions/picture-problem.ts";
import type { DesktopAbilities } from "../renditions/desktop-abilities.ts";
import type { PageSize, Printing } from "./printing.ts";

export type SavedPdf =
  | { readonly kind: "saved"; readonly path: string }
  | { readonly kind: "cancelled" | "diskFull" | "notWritable" };

const diskFailures: Readonly<Record<string, "diskFull" | "notWritable">> = {
  ENOSPC: "diskFull",
  EDQUOT: "diskFull",
  EACCES: "notWritable",
  EPERM: "notWritable",
  EROFS: "notWritable",
  EBUSY: "notWritable",
  ENOENT: "notWritable",
  ENOTDIR: "notWritable",
  EISDIR: "notWritable",
};

/** Asks where to, prints into a PDF there, and never leaves half a file. */
export async function savePdf(
  abilities: { readonly printing: Printing; readonly desktop: Pick<DesktopAbilities, "choosePlace"> },
  page: PageSize,
  suggestedName: string,
): Promise<SavedPdf> {
  const path = await abilities.desktop.choosePlace("printPdf", suggestedName);
  if (path === null) return { kind: "cancelled" };
  const pdf = await abilities.printing.toPdf(page);
  try {
    await writeDurably(path, pdf);
    return { kind: "saved", path };
  } catch (error) {
    const kind = diskFailures[codeOf(error)];
    if (kind === undefined) throw error;
    return { kind };
  }
}
