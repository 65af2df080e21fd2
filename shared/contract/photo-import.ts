import * as z from "zod";
import { Id, Instant } from "../model/primitives.ts";
import { PhotoFile } from "../model/photo.ts";

/** Why a file did not become a photo; the window has a sentence for each. */
export const PhotoFailure = z.enum([
  "empty",
  "notAPicture",
  "unsupportedFormat",
  "broken",
  "tooManyPixels",
  "missing",
  "noPermission",
  "diskFull",
  "unexpected",
]);
export type PhotoFailure = z.infer<typeof PhotoFailure>;

/**
 * One file of an import. `photoId` is fixed when the file is queued, so that writing the photo document twice is writing
 * it once.
 */
export const ImportItem = z.object({
  photoId: Id,
  name: z.string(),
  state: z.enum(["waiting", "working", "done", "failed", "cancelled"]),
  file: PhotoFile.nullable(),
  failure: PhotoFailure.nullable(),
});
export type ImportItem = z.infer<typeof ImportItem>;

/** `interrupted` is an import that the last run of the app did not finish; it waits for resume or discard. */
const ImportState = z.enum(["running", "interrupted", "cancelled", "finished"]);
export const Import = z.object({
  importId: Id,
  vehicleId: Id,
  startedAt: Instant,
  state: ImportState,
  items: z.array(ImportItem),
});
export type Import = z.infer<typeof Import>;

/**
 * What the import stream says: first every open import whole, then each item and state as it changes. Items that are
 * `done` come again after a restart until the window acknowledges that their photo documents are in the replica.
 */
export const ImportEvent = z.discriminatedUnion("type", [
  z.object({ type: z.literal("import"), import: Import }),
  z.object({ type: z.literal("item"), importId: Id, item: ImportItem }),
  z.object({ type: z.literal("state"), importId: Id, state: ImportState }),
  z.object({ type: z.literal("closed"), importId: Id }),
]);
export type ImportEvent = z.infer<typeof ImportEvent>;
