import { eventIterator, oc } from "@orpc/contract";
import * as z from "zod";
import { PhotoFile } from "../model/photo.ts";
import { Id, Instant, Sha256 } from "../model/primitives.ts";

/** Why a file did not become a photo; the window has a sentence for each. */
export const PhotoFailure = z.enum([
  "empty",
  "notAPicture",
  "unsupportedFormat",
  "video",
  "rawWithoutPreview",
  "broken",
  "tooManyPixels",
  "missing",
  "noPermission",
  "nameTooLong",
  "diskFull",
  "changedWhileRead",
  "unexpected",
]);
export type PhotoFailure = z.infer<typeof PhotoFailure>;

/**
 * Whether the original may be deleted at its source: `safe` once it was copied, flushed and read back with the same checksum,
 * at the second place too where one is set; `storeOnly` where only the second place could not take it.
 */
export const ImportSafety = z.enum(["pending", "safe", "storeOnly"]);
export type ImportSafety = z.infer<typeof ImportSafety>;

/**
 * One file of an import. `photoId` is fixed when the file is queued, so that writing the photo document twice is writing
 * it once.
 */
export const ImportItem = z.object({
  photoId: Id,
  name: z.string(),
  /** The folders from the one that was dropped down to the file, joined by `/`; '' for a file that was dropped itself. */
  folder: z.string(),
  /** The RAW that belongs to it; null where there is none. */
  companionName: z.string().nullable(),
  /** The car it goes to; null until that is said. */
  vehicleId: Id.nullable(),
  state: z.enum(["waiting", "working", "done", "failed", "cancelled"]),
  safety: ImportSafety,
  /** A small picture to show until there are renditions, at `<photoBase><sha256>`; it lives as long as the import. */
  preview: Sha256.nullable(),
  /** As in `PhotoFile`, read ahead of the rest. */
  capturedAt: z.string().nullable(),
  /** What bar and QR codes in the picture say; looked for only where the car is not known. */
  codes: z.array(z.string()),
  file: PhotoFile.nullable(),
  failure: PhotoFailure.nullable(),
});
export type ImportItem = z.infer<typeof ImportItem>;

/** `interrupted` is an import that the last run of the app did not finish; it waits for resume or discard. */
const ImportState = z.enum(["running", "interrupted", "cancelled", "finished"]);
export type ImportState = z.infer<typeof ImportState>;

export const Import = z.object({
  importId: Id,
  /** The car of all its files; null for a card, whose files are sorted in a review. */
  vehicleId: Id.nullable(),
  /** The card, folder or file that was dropped, as a person calls it. */
  source: z.string(),
  startedAt: Instant,
  state: ImportState,
  /** Photos are filed on their cars once this is true; an import for one car begins with it. */
  confirmed: z.boolean(),
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
  z.object({ type: z.literal("state"), importId: Id, state: ImportState, confirmed: z.boolean() }),
  z.object({ type: z.literal("closed"), importId: Id }),
]);
export type ImportEvent = z.infer<typeof ImportEvent>;

/** A file that did not become a photo, of an import that is over; it is listed until it is tried again or dismissed. */
export const RefusedFile = ImportItem.pick({
  photoId: true,
  name: true,
  folder: true,
  companionName: true,
  vehicleId: true,
}).extend({
  /** As in `Import`. */
  source: z.string(),
  startedAt: Instant,
  failure: PhotoFailure,
  /** The copy that was made of it before it was refused, at `<photoBase><sha256>`; null where there is none. */
  copy: Sha256.nullable(),
});
export type RefusedFile = z.infer<typeof RefusedFile>;

/** Where this desk takes photos from and copies them to; folders of this computer, null for none. */
export const Intake = z.object({
  /** Whatever is put here is imported as a card. */
  watchedFolder: z.string().min(1).max(1000).nullable(),
  /** Every original is copied here as well. */
  secondPlace: z.string().min(1).max(1000).nullable(),
});
export type Intake = z.infer<typeof Intake>;

/** The window's door to how photos come in. */
export const photos = {
  /** Asks with the system's dialog; an empty list means the user thought better of it. */
  choose: oc
    .input(z.object({ what: z.enum(["files", "folder", "watermark"]) }))
    .output(z.object({ paths: z.array(z.string()) })),
  /**
   * Queues files, and the pictures of folders, for a car, or for a review where `vehicleId` is null. Originals are copied
   * and never touched.
   */
  import: oc
    .input(z.object({ vehicleId: Id.nullable(), paths: z.array(z.string().min(1)).min(1).max(10_000) }))
    .errors({ nothingFound: { message: "There are no files there" } })
    .output(z.object({ importId: Id })),
  /** Says which car files of an unconfirmed import are of; kept over a restart. */
  place: oc
    .input(
      z.object({
        importId: Id,
        placements: z.array(z.object({ photoId: Id, vehicleId: Id.nullable() })).max(10_000),
      }),
    )
    .output(z.object({})),
  /** The review is done: what has a car is filed on it, and what has none is given up. */
  confirm: oc.input(z.object({ importId: Id })).output(z.object({})),
  /** What is on the screen now, most wanted first: it is rendered before the rest. */
  lookAt: oc.input(z.object({ photoIds: z.array(Id).max(500) })).output(z.object({})),
  intake: oc.output(Intake),
  setIntake: oc
    .input(Intake)
    .errors({
      /** `which` cannot be used: there is no such folder, or it cannot be read or written. */
      folderUnusable: {
        message: "That folder cannot be used",
        data: z.object({
          which: z.enum(["watchedFolder", "secondPlace"]),
          reason: z.enum(["missing", "noPermission", "ownFolder"]),
        }),
      },
    })
    .output(Intake),
  /** Draws and imports the pictures of one car of the sample lot. */
  importSample: oc
    .input(z.object({ vehicleId: Id, stockNumber: z.string() }))
    .output(z.object({ importId: Id.nullable() })),
  imports: oc.output(eventIterator(ImportEvent)),
  cancel: oc.input(z.object({ importId: Id })).output(z.object({})),
  resume: oc.input(z.object({ importId: Id })).output(z.object({})),
  /** Forgets an import; its finished photos stay, what was refused is listed on, the rest of its files are left alone. */
  discard: oc.input(z.object({ importId: Id })).output(z.object({})),
  /** Newest import first; all of them, again whenever one comes or goes. */
  refused: oc.output(eventIterator(z.object({ files: z.array(RefusedFile) }))),
  /** Which of them are still where they came from, and of which there is still the copy. */
  refusedPlaces: oc.output(z.object({ atSource: z.array(Id), copied: z.array(Id) })),
  /** Imports them again, for their cars, and those that had none for a review; those that are nowhere any more stay. */
  retryRefused: oc
    .input(z.object({ photoIds: z.array(Id).min(1).max(10_000) }))
    .output(z.object({ imports: z.array(z.object({ importId: Id, vehicleId: Id.nullable() })) })),
  /** Shows one where it came from, in the system's file manager. */
  revealRefused: oc.input(z.object({ photoId: Id })).output(z.object({})),
  dismissRefused: oc.input(z.object({ photoIds: z.array(Id).min(1).max(10_000) })).output(z.object({})),
  /** The photo documents of these items are in the replica and its journal. */
  acknowledge: oc.input(z.object({ importId: Id, photoIds: z.array(Id).max(10_000) })).output(z.object({})),
};
