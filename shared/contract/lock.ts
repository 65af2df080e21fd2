import { eventIterator, oc } from "@orpc/contract";
import * as z from "zod";
import { Instant } from "../model/primitives.ts";
import { rejoinFailures } from "./rejoin-failures.ts";

/*
 * The lock of a desk: who works elsewhere for a while keeps others from looking around and from acting in their name. It has
 * nothing to do with the vault, whose passphrase seals credentials.
 */

export const Pin = z.string().regex(/^\d{4,8}$/);

/** Minutes without input after which a desk locks itself; null where it does not. */
export const LockAfter = z.literal([1, 5, 15, 60, null]);
export type LockAfter = z.infer<typeof LockAfter>;

export const LockState = z.object({
  /** There is a PIN: without one a desk cannot be locked. */
  isSet: z.boolean(),
  locked: z.boolean(),
  after: LockAfter,
  /** After wrong PINs: the next one is not looked at before. */
  waitUntil: Instant.nullable(),
});
export type LockState = z.infer<typeof LockState>;

/** Letters and digits of the code that comes with a PIN; those that a hub gives are shorter. */
export const recoveryCodeLength = 16;

/** Every call that is refused because the desk is locked is answered with this code. */
export const deskLocked = "deskLocked";

const pinFailures = {
  wrongPin: { message: "That is not the PIN" },
  tooSoon: { message: "Too many wrong PINs; wait", data: z.object({ until: Instant }) },
};

export const lock = {
  state: oc.output(eventIterator(LockState)),
  /** Answers with a code that opens the desk where the PIN was forgotten; it is never told again. */
  setPin: oc
    .input(z.object({ present: Pin.nullable(), pin: Pin }))
    .errors(pinFailures)
    .output(z.object({ recoveryCode: z.string() })),
  removePin: oc
    .input(z.object({ present: Pin }))
    .errors(pinFailures)
    .output(z.object({})),
  setAfter: oc.input(z.object({ after: LockAfter })).output(z.object({})),
  /** Somebody is there. */
  stillHere: oc.output(z.object({})),
  lockNow: oc.errors({ noPin: { message: "There is no PIN to open it with again" } }).output(z.object({})),
  unlock: oc
    .input(z.object({ pin: Pin }))
    .errors(pinFailures)
    .output(z.object({})),
  /** Opens the desk by the code that came with the PIN, and forgets both. */
  recover: oc
    .input(z.object({ recoveryCode: z.string().trim().min(1).max(60) }))
    .errors({ wrongCode: { message: "That is not the code that came with the PIN" } })
    .output(z.object({})),
  /** Opens the desk by a one-time code for its own person, and forgets the PIN. */
  rejoin: oc
    .input(z.object({ code: z.string().trim().min(4).max(40) }))
    .errors(rejoinFailures)
    .output(z.object({})),
};
