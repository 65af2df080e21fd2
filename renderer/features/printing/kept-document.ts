import * as z from "zod";
import type { PrintedDocument } from "./print-plan.ts";

const Kept = z.enum(["sticker", "label"]).catch("sticker");

/** What this desk printed last, which is what it is asked for next. */
export function keptDocument(storage: Pick<Storage, "getItem">, key: string): PrintedDocument {
  return Kept.parse(storage.getItem(key));
}

/** A choice that cannot be kept (storage full or forbidden) is still made. */
export function keepDocument(
  storage: Pick<Storage, "setItem">,
  key: string,
  document: PrintedDocument,
): void {
  try {
    storage.setItem(key, document);
  } catch {
    // Nothing is lost but a preference.
  }
}
