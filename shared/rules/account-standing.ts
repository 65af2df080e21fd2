import type { Account } from "../contract/accounts.ts";

/** How an account stands now, in the one word that a person needs. */
export type AccountStanding =
  | "connected"
  | "expiresSoon"
  | "signInAgain"
  | "notConnected"
  | "notSetUp"
  | "vaultLocked";

/** Milliseconds before its end from which on an account asks to be connected again. */
const soon = 7 * 86_400_000;

/** `now` in Unix milliseconds. */
export function accountStanding(
  { state, locked, expiresAt }: Pick<Account, "state" | "locked" | "expiresAt">,
  now: number,
): AccountStanding {
  if (locked) return "vaultLocked";
  if (state !== "connected" || expiresAt === null) return state;
  const left = Date.parse(expiresAt) - now;
  if (left <= 0) return "signInAgain";
  return left < soon ? "expiresSoon" : "connected";
}
