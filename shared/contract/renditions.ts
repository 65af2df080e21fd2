import * as z from "zod";
import { PhotoEdits } from "../model/photo-edits.ts";
import { PhotoRecipe } from "../model/photo-preset.ts";
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
