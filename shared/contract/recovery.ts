import { eventIterator, oc } from "@orpc/contract";
import * as z from "zod";
import { Instant } from "../model/primitives.ts";
import { DiagnosticsList, DiagnosticsOrder, SavedDiagnostics, saveFailures } from "./help.ts";

/**
 * The recovery window's own bridge, served instead of the lot's while a desk cannot be opened: nothing of the dealership's data
 * crosses it, only what is damaged, what is whole, and what to do.
 */

/** What is in the way of opening this desk. */
export const Damage = z.object({
  part: z.enum(["folder", "profile", "journal", "key", "files", "replica", "window", "start"]),
  kind: z.enum([
    "notWritable",
    "diskFull",
    /** It should be there and is not. */
    "missing",
    /** It is there and cannot be understood. */
    "damaged",
    /** A newer version of the app wrote it. */
    "newer",
    /** It is there and the system does not let us read it. */
    "unreadable",
    /** It ended again and again. */
    "crashes",
    "unexpected",
  ]),
  /** A file's or folder's name within the data folder, or how many records; '' where there is nothing to add. */
  detail: z.string(),
  /** Finds it in the log; null where it was found by looking. */
  defectId: z.string().nullable(),
});
export type Damage = z.infer<typeof Damage>;

const BackupFacts = z.object({ name: z.string(), version: z.string(), at: Instant, files: z.int() });

/** `opening` after an act, until there is something else to say; `open` says that the lot is to be had at this address. */
export const RecoveryState = z.object({
  phase: z.enum(["damaged", "opening", "open"]),
  version: z.string(),
  damage: z.array(Damage),
  /** What was looked at and is whole. */
  whole: z.object({
    /** Changes of this desk that the hub does not have yet. */
    changes: z.int(),
    /** Photos whose records are whole, and those whose are not and are made again. */
    photos: z.int(),
    photosToMakeAgain: z.int(),
  }),
  backups: z.array(BackupFacts),
  /** Whether enough is known of this desk to go on with what is whole. */
  canGoOn: z.boolean(),
  /** Whether its hub is on this very computer, so that no other desk can make a pairing code before this one opens. */
  hasOwnHub: z.boolean(),
  /**
   * Not where nothing can be written, and not where something may only not be read: with the right to it everything is there
   * again, and a restore would put less in its place.
   */
  canRestore: z.boolean(),
  /** Whether the host can show folders and end itself. */
  hasDesktop: z.boolean(),
});
export type RecoveryState = z.infer<typeof RecoveryState>;

/** `journal` goes on with what is whole here, and the rest comes from the hub; `hub` pairs anew. */
export const RestoreSource = z.discriminatedUnion("from", [
  z.object({ from: z.literal("journal") }),
  z.object({ from: z.literal("backup"), name: z.string().min(1).max(200) }),
  z.object({ from: z.literal("hub") }),
]);
export type RestoreSource = z.infer<typeof RestoreSource>;

export const recovery = {
  state: oc.output(eventIterator(RecoveryState)),
  /** Tries to open the desk as it is. */
  retry: oc.output(z.object({})),
  /** Moves aside what it replaces and deletes nothing, then tries to open the desk. */
  restore: oc
    .input(RestoreSource)
    .errors({
      ...saveFailures,
      backupDamaged: { message: "That backup cannot be read" },
      inUse: { message: "Another Autosell is working in this folder" },
    })
    .output(z.object({})),
  diagnostics: oc.input(DiagnosticsOrder).output(DiagnosticsList),
  saveDiagnostics: oc.input(DiagnosticsOrder).errors(saveFailures).output(SavedDiagnostics),
  openFolder: oc.output(z.object({})),
  quit: oc.output(z.object({})),
};
