import { eventIterator, oc } from "@orpc/contract";
import * as z from "zod";
import { PhotoEdits } from "../model/photo-edits.ts";
import { PhotoRecipe } from "../model/photo-preset.ts";
import { EditedRenditions } from "../model/photo.ts";
import { Id, Instant, Sha256 } from "../model/primitives.ts";

/** A picture to be made of a photo. */
export const PictureOrder = z.object({
  original: Sha256,
  /** The largest stored rendition, used where the original is neither here nor to be had. */
  fallback: Sha256,
  edits: PhotoEdits.nullable(),
  /** The banner's words, with its placeholders filled in; null where the recipe has no banner. */
  bannerText: z.string().max(400).nullable(),
});
export type PictureOrder = z.infer<typeof PictureOrder>;

/** `name` is a file's name without its ending; main makes it safe for any disk and unique within the job. */
export const NamedPictureOrder = PictureOrder.extend({ name: z.string().min(1).max(200) });
export type NamedPictureOrder = z.infer<typeof NamedPictureOrder>;

/** `path` null is a zip that the window downloads (browser host). */
const PictureTarget = z.discriminatedUnion("type", [
  z.object({ type: z.literal("folder"), path: z.string().min(1).max(1000) }),
  z.object({ type: z.literal("zip"), path: z.string().min(1).max(1000).nullable() }),
]);

/**
 * Long work on many pictures: `export` writes files for people, `prepare` makes a preset's pictures ahead of time, so that
 * publishing finds them, and drops those that an earlier version of the preset made.
 */
export const PictureWork = z.discriminatedUnion("type", [
  z.object({ type: z.literal("export"), target: PictureTarget }),
  z.object({ type: z.literal("prepare"), presetId: Id }),
]);
export type PictureWork = z.infer<typeof PictureWork>;

/** Why one picture of a job was not made; the rest goes on. */
export const PictureFailure = z.enum(["notHere", "broken", "diskFull", "noPermission", "unexpected"]);
export type PictureFailure = z.infer<typeof PictureFailure>;

export const PictureJob = z.object({
  jobId: Id,
  work: PictureWork,
  startedAt: Instant,
  state: z.enum(["running", "finished", "cancelled", "failed"]),
  total: z.int(),
  done: z.int(),
  /** The first hundred of those that failed. */
  failures: z.array(z.object({ name: z.string(), failure: PictureFailure })),
  failed: z.int(),
  /** Why the whole of it ended: the target is gone, full or closed to us. Null otherwise. */
  failure: PictureFailure.nullable(),
  /** Where the files lie; `download` is what a browser fetches a zip from. */
  result: z.object({ path: z.string().nullable(), download: z.string().nullable() }).nullable(),
});
export type PictureJob = z.infer<typeof PictureJob>;

export const PictureJobEvent = z.discriminatedUnion("type", [
  z.object({ type: z.literal("job"), job: PictureJob }),
  z.object({ type: z.literal("closed"), jobId: Id }),
]);
export type PictureJobEvent = z.infer<typeof PictureJobEvent>;

/** Orders of a job come in parts of at most this many; the last one says that it is complete. */
export const ordersPerCall = 1000;

export const PictureJobPart = z.object({
  jobId: Id,
  work: PictureWork,
  recipe: PhotoRecipe,
  orders: z.array(NamedPictureOrder).max(ordersPerCall),
  complete: z.boolean(),
});
export type PictureJobPart = z.infer<typeof PictureJobPart>;

const renditionFailures = {
  /** Its file is on another desk and cannot be fetched now. */
  notHere: { message: "The picture is not on this desk" },
  broken: { message: "The picture cannot be read" },
  diskFull: { message: "The disk is full" },
};

/** The window's door to pictures that are made of photos. */
export const renditions = {
  /** Makes the renditions of an edited photo; the same edits of the same original are made once. */
  render: oc
    .input(z.object({ original: Sha256, fallback: Sha256, edits: PhotoEdits }))
    .errors(renditionFailures)
    .output(EditedRenditions),
  /** One picture as a channel would get it, at `<photoBase><sha256>`. */
  preview: oc
    .input(z.object({ order: PictureOrder, recipe: PhotoRecipe }))
    .errors(renditionFailures)
    .output(z.object({ sha256: Sha256, width: z.int(), height: z.int(), bytes: z.int(), mime: z.string() })),
  /** Begins a job with its first part, or adds a part to it. */
  order: oc.input(PictureJobPart).output(z.object({})),
  /** First every job of this run that is not dismissed, then each as it changes. */
  jobs: oc.output(eventIterator(PictureJobEvent)),
  cancel: oc.input(z.object({ jobId: Id })).output(z.object({})),
  dismiss: oc.input(z.object({ jobId: Id })).output(z.object({})),
  /** Shows a finished job's files in the system's file manager. */
  reveal: oc.input(z.object({ jobId: Id })).output(z.object({})),
  /** How many pictures lie ready for a preset, and how many an earlier version of it made that were not made again. */
  prepared: oc
    .input(z.object({ presetId: Id, recipe: PhotoRecipe }))
    .output(z.object({ pictures: z.int(), outdated: z.int() })),
  /** Drops the pictures that lie ready for presets that were removed. */
  dropPrepared: oc.input(z.object({ presetIds: z.array(Id).max(1000) })).output(z.object({})),
  /**
   * Takes a picture as a watermark: a PNG with its transparency, or one whose even background is made transparent.
   */
  addWatermark: oc
    .input(z.object({ path: z.string().min(1), removeBackground: z.boolean() }))
    .errors({ unusable: { message: "That file cannot be used as a watermark" } })
    .output(z.object({ image: Sha256, width: z.int(), height: z.int() })),
  /** Asks with the system's dialog; null means the user thought better of it. Only where `fileDialog` is `main`. */
  choosePlace: oc
    .input(
      z.object({
        what: z.enum(["exportFolder", "exportZip", "watchedFolder", "secondPlace"]),
        suggestedName: z.string().max(200),
      }),
    )
    .output(z.object({ path: z.string().nullable() })),
  /** Begins a drag of finished files out of the window; called while the mouse button is down. */
  startDrag: oc
    .input(
      z.object({
        files: z
          .array(z.object({ sha256: Sha256, name: z.string().min(1).max(200) }))
          .min(1)
          .max(200),
      }),
    )
    .errors(renditionFailures)
    .output(z.object({})),
};
