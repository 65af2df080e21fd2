import { eventIterator, oc } from "@orpc/contract";
import * as z from "zod";
import { HandedDocuments } from "./handed-documents.ts";

/** Why this desk's own hub does not start. `damaged` where nothing else is known to be in the way. */
export const HubTrouble = z.enum(["damaged", "newer", "inUse", "portTaken", "diskFull"]);
export type HubTrouble = z.infer<typeof HubTrouble>;

const Count = z.int().min(0);

/** How far a new own hub is that begins from what this desk has. */
export const NewHubState = z.discriminatedUnion("phase", [
  z.object({ phase: z.literal("none") }),
  z.object({
    phase: z.literal("working"),
    /** `gathering` can be called off, and a restart forgets it; `files` goes on by itself, also after a restart. */
    step: z.enum(["gathering", "files"]),
    /** Documents that were gathered, or photo files that the new hub has from the damaged one. */
    count: Count,
    /** How much of the damaged hub's folder was gone through, of 1. */
    part: z.number().min(0).max(1),
    /** The window has to hand over what it has. */
    wantsDocuments: z.boolean(),
  }),
  z.object({
    phase: z.literal("stopped"),
    step: z.enum(["gathering", "files"]),
    problem: z.enum(["diskFull", "unexpected"]),
  }),
  z.object({
    phase: z.literal("done"),
    /** Files of the damaged hub that are not what their name says, or cannot be read. */
    damagedFiles: Count,
  }),
]);
export type NewHubState = z.infer<typeof NewHubState>;

export const OwnHubState = z.object({
  /** Null where it runs, is starting, or is another computer's. */
  trouble: HubTrouble.nullable(),
  newHub: NewHubState,
  /** Where a damaged hub is to lie, or lies since it was last set aside; null where there was none. */
  setAside: z.string().nullable(),
});
export type OwnHubState = z.infer<typeof OwnHubState>;

export const ownHub = {
  state: oc.output(eventIterator(OwnHubState)),
  /** Sets a hub aside that does not start, and begins a new one; how it goes is in the state. */
  begin: oc
    .errors({
      notNow: { message: "This desk has no hub of its own, or something else is under way" },
      notAllowed: { message: "Only who sees and changes everything may begin a new hub" },
      hubStarts: { message: "The hub starts, or something other than damage keeps it from that" },
      diskFull: { message: "The disk has no room for a new hub" },
    })
    .output(z.object({})),
  /** Documents as the window has them, all of them in several calls; resolves when they are taken. */
  hand: oc.input(HandedDocuments).output(z.object({})),
  /** Goes on where it has stopped. */
  again: oc.output(z.object({})),
  /** Calls it off while documents are gathered; the damaged hub is still in its place then. */
  cancel: oc.output(z.object({})),
};
