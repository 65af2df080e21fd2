import { eventIterator, oc } from "@orpc/contract";
import * as z from "zod";
import { Instant } from "../model/primitives.ts";
import { GivenPassphrase, NewPassphrase } from "./accounts.ts";
import { HandedDocuments } from "./handed-documents.ts";

/*
 * Everything of a dealership in one file that only its passphrase opens, and how a desk that belongs to nobody becomes that
 * dealership's from it.
 */

/** The ending of an export file's name. */
export const exportEnding = "autosell";

const Count = z.int().min(0);

/** What an export has in it. Cars and photos that are in the bin are in it too, and are not counted. */
const Counts = z.object({ cars: Count, photos: Count });

export const ExportState = z.discriminatedUnion("phase", [
  z.object({ phase: z.literal("none") }),
  z.object({
    phase: z.literal("working"),
    /** `checking`: it is read back, every byte of it. */
    step: z.enum(["gathering", "writing", "checking"]),
    ...Counts.shape,
    /** Photos, those of the bin as well, whose files are done with in this step. */
    photosDone: Count,
    allPhotos: Count,
    /** Written or read back so far. */
    bytes: Count,
    /** The hub cannot be asked: the window has to hand over what it has. */
    wantsDocuments: z.boolean(),
  }),
  z.object({
    phase: z.literal("done"),
    ...Counts.shape,
    bytes: Count,
    name: z.string(),
    /** Photos of which some file was neither here nor to be had from the hub, or was damaged. */
    absentPhotos: Count,
    /** What a browser fetches it from; null where it was saved in its place. */
    download: z.string().nullable(),
  }),
  z.object({
    phase: z.literal("failed"),
    /** `hubGone`: while the documents were read; `damaged`: what was read back is not what was written. */
    problem: z.enum(["diskFull", "noPermission", "placeGone", "hubGone", "damaged", "unexpected"]),
  }),
]);
export type ExportState = z.infer<typeof ExportState>;

export const exportFile = {
  state: oc.output(eventIterator(ExportState)),
  /** Asks where to, in the system's dialog, and begins; how it goes is in the state. False: the user thought better of it. */
  begin: oc
    .input(z.object({ passphrase: NewPassphrase }))
    .errors({ notNow: { message: "An export is under way, or this desk is about to move" } })
    .output(z.object({ begun: z.boolean() })),
  /** Documents as the window has them, all of them in several calls; resolves when they are taken. */
  hand: oc.input(HandedDocuments).output(z.object({})),
  /** Leaves nothing of one that is under way, or forgets how the last one ended. */
  cancel: oc.output(z.object({})),
  /** Shows the file in the system's file manager. */
  show: oc.output(z.object({})),
};

/** What an export file says of itself to whoever knows its passphrase. */
export const ExportFacts = z.object({
  /** Null where nobody had named it. */
  dealership: z.string().nullable(),
  madeAt: Instant,
  /** The desk that made it. */
  deskName: z.string(),
  ...Counts.shape,
  bytes: Count,
});
export type ExportFacts = z.infer<typeof ExportFacts>;

/** What may be wrong with a file that is to be restored. */
export const RestoreProblem = z.enum([
  "notAnExport",
  "newer",
  "wrongPassphrase",
  "damaged",
  "cutOff",
  "notReadable",
  "noRoom",
  "clockBehind",
]);
export type RestoreProblem = z.infer<typeof RestoreProblem>;

export const RestoreState = z.discriminatedUnion("phase", [
  z.object({ phase: z.literal("none") }),
  z.object({
    phase: z.literal("working"),
    /** `reading` can be called off and a restart forgets it; `filling` goes on by itself, also after a restart. */
    step: z.enum(["reading", "filling"]),
    /** Of the file, or documents. */
    done: Count,
    all: Count,
    photos: Count,
  }),
  z.object({
    phase: z.literal("failed"),
    step: z.enum(["reading", "filling"]),
    problem: z.enum([...RestoreProblem.options, "diskFull", "unexpected"]),
  }),
  z.object({ phase: z.literal("done"), ...Counts.shape, absentPhotos: Count }),
]);
export type RestoreState = z.infer<typeof RestoreState>;

const restoreFailures = {
  notAnExport: { message: "That is not an export file" },
  newer: { message: "The file was made by a newer version of the app" },
  wrongPassphrase: { message: "That is not the passphrase" },
  damaged: { message: "The file is damaged" },
  cutOff: { message: "The end of the file is missing" },
  notReadable: { message: "The file is gone or cannot be read" },
  noRoom: { message: "The disk has no room for what is in the file" },
  clockBehind: { message: "The file is of a later time than this computer's clock shows" },
} satisfies Record<RestoreProblem, { message: string }>;

const alreadyBegun = { alreadyBegun: { message: "This desk already belongs to a dealership" } };

export const restoring = {
  state: oc.output(eventIterator(RestoreState)),
  /** Asks with the system's dialog; null means the user thought better of it. Only where `fileDialog` is `main`. */
  choose: oc.output(z.object({ path: z.string() }).nullable()),
  /** Opens the file and says what is in it; nothing is changed. */
  open: oc
    .input(z.object({ path: z.string().trim().min(1).max(4096), passphrase: GivenPassphrase }))
    .errors({ ...restoreFailures, ...alreadyBegun })
    .output(ExportFacts),
  /** Makes this desk the first of the dealership in the file that was opened last; how it goes is in the state. */
  begin: oc
    .input(z.object({ deskName: z.string().trim().min(1).max(60) }))
    .errors({ ...alreadyBegun, notNow: { message: "No file is open, or it is being restored already" } })
    .output(z.object({})),
  /** Goes on where filling the new hub has stopped. */
  again: oc.output(z.object({})),
  /** Leaves nothing of what was read. */
  cancel: oc.output(z.object({})),
};
