import * as z from "zod";
import { Instant } from "../model/primitives.ts";

/** `latest` are finished versions; `beta` are those and the ones before them. */
export const UpdateChannel = z.enum(["latest", "beta"]);
export type UpdateChannel = z.infer<typeof UpdateChannel>;

/** Why a check or a download ended without a new version; the window has a sentence for each. */
export const UpdateFailure = z.enum([
  "unreachable",
  "noManifest",
  "notSigned",
  "wrongSignature",
  "manifestInvalid",
  "damaged",
  "wrongPublisher",
  "diskFull",
  "noPermission",
  "unexpected",
]);
export type UpdateFailure = z.infer<typeof UpdateFailure>;

/**
 * How this installation gets new versions: `itself`, or why it does not. `host` is whoever runs it (a browser's host, a
 * developer, a package of the system's); `noFeed` and `noKey` are builds that were never told where to look or whom to trust.
 */
export const UpdateMeans = z.enum(["itself", "host", "noFeed", "noKey"]);
export type UpdateMeans = z.infer<typeof UpdateMeans>;

/** What the user would be torn out of by an installation now. */
export const WorkUnderWay = z.enum([
  "import",
  "export",
  "exportEverything",
  "restoreEverything",
  "move",
  "newHub",
  "push",
]);
export type WorkUnderWay = z.infer<typeof WorkUnderWay>;

/** How much of what is new is shown, in characters. */
export const longestNotes = 20_000;
const Notes = z.string().max(longestNotes);

/** What is new in a version, as plain text in each language of the window; '' where there is none. */
export const ReleaseNotes = z.object({ en: Notes, "es-MX": Notes });
export type ReleaseNotes = z.infer<typeof ReleaseNotes>;

export const UpdateProgress = z.discriminatedUnion("type", [
  z.object({ type: z.literal("idle") }),
  z.object({ type: z.literal("checking") }),
  z.object({ type: z.literal("downloading"), version: z.string(), percent: z.int().min(0).max(100) }),
  /** `onQuit`: a quit installs it, else only the user's word does. */
  z.object({ type: z.literal("ready"), version: z.string(), notes: ReleaseNotes, onQuit: z.boolean() }),
  z.object({ type: z.literal("failed"), failure: UpdateFailure }),
]);
export type UpdateProgress = z.infer<typeof UpdateProgress>;

export const UpdateStatus = z.object({
  means: UpdateMeans,
  /** The version that is running. */
  version: z.string(),
  channel: UpdateChannel,
  progress: UpdateProgress,
  /** When the feed last answered, with a new version or without; null before the first time. */
  lastCheckAt: Instant.nullable(),
  /** A version that did not start here, whose predecessor got its data back; it is not offered again. */
  rolledBack: z.object({ version: z.string(), at: Instant }).nullable(),
  /** The running version began without a backup of the data before it, because none could be made. */
  withoutBackup: z.boolean(),
});
export type UpdateStatus = z.infer<typeof UpdateStatus>;
