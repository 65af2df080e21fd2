import { eventIterator, oc } from "@orpc/contract";
import * as z from "zod";
import { Id } from "../model/primitives.ts";
import { hubFailures } from "./hub-failures.ts";
import { vaultLocked } from "./vault-failures.ts";

/** How far a move to another hub is. Until it is `moved`, everything is as it was and the move can be called off. */
export const MoveState = z.discriminatedUnion("phase", [
  z.object({ phase: z.literal("none") }),
  z.object({
    phase: z.literal("packing"),
    hubAddress: z.string(),
    /** Photos of which every file is at hand. */
    photos: z.int().min(0),
    allPhotos: z.int().min(0),
  }),
  z.object({
    phase: z.literal("stopped"),
    hubAddress: z.string(),
    /** `unfinished…`: the desk belongs to the new hub, and there is no way back. */
    problem: z.enum([
      "diskFull",
      "newHubUnreachable",
      "notAdmitted",
      "vaultLocked",
      "unexpected",
      "unfinished",
      "unfinishedDiskFull",
    ]),
  }),
  z.object({
    phase: z.literal("moved"),
    /** Photos with files that only a desk has that did not send them. */
    photosElsewhere: z.int().min(0),
  }),
]);
export type MoveState = z.infer<typeof MoveState>;

/** Where the data of the hub lies that this desk had of its own, and how much it is. */
export const LeftHubFacts = z.object({ folder: z.string(), bytes: z.int().min(0) });
export type LeftHubFacts = z.infer<typeof LeftHubFacts>;

/** Which dealership this desk belongs to and how it moves to another; a window with another's replica has to be loaded anew. */
export const DeskPlace = z.object({
  tenantId: Id.nullable(),
  /** Null where the hub is this desk's own. */
  hubAddress: z.string().nullable(),
  /** The dealership that it moved away from last. */
  left: Id.nullable(),
  move: MoveState,
});
export type DeskPlace = z.infer<typeof DeskPlace>;

export const moving = {
  state: oc.output(eventIterator(DeskPlace)),
  /** Gets admitted by the other hub and begins; how it goes is in the state. */
  begin: oc
    .input(z.object({ address: z.string(), code: z.string().trim().min(4).max(40) }))
    .errors({
      addressInvalid: { message: "That is not the address of a hub" },
      hubUnreachable: { message: "No hub answers at that address" },
      codeRefused: { message: "The code is unknown, used or expired" },
      deviceTaken: { message: "This device belongs to somebody else of that dealership" },
      tooManyTries: { data: z.object({ retryAfterSeconds: z.int() }) },
      ...vaultLocked,
      alreadyThere: { message: "This desk belongs to that dealership" },
      /** Costs would be left behind. */
      roleTooSmall: { message: "The code is for somebody who may not bring everything along" },
      notAllowed: { message: "Only an owner or a manager may move the lot" },
      ownHubDown: { message: "This desk's own hub does not start, so nobody can tell what it holds" },
      notNow: { message: "There is nothing to move, or a move is under way" },
      diskFull: { message: "The disk is full, and the code is used up" },
    })
    .output(z.object({})),
  /** Goes on with a move that has stopped. */
  again: oc.output(z.object({})),
  /** Calls the move off, which it can be until this desk belongs to the other hub. */
  stay: oc.output(z.object({})),
  /** This window has the replica of the dealership that was moved to; sync begins. */
  arrived: oc.input(z.object({ tenantId: Id })).output(z.object({})),
  /** Null where this desk never had a hub of its own, still has it, or its data was deleted. */
  left: oc.output(LeftHubFacts.nullable()),
  removeLeft: oc
    .errors({ ...hubFailures, notYet: { message: "The new hub does not have everything yet" } })
    .output(z.object({})),
};
