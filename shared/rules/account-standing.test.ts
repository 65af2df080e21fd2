import { expect, test } from "vitest";
import { accountStanding } from "./account-standing.ts";

const now = Date.parse("2026-03-01T12:00:00Z");
const stand = (change: Partial<Parameters<typeof accountStanding>[0]>) =>
  accountStanding({ state: "connected", locked: false, expiresAt: null, ...change }, now);

test.each([
  ["without an end", null, "connected"],
  ["that ends in eight days", "2026-03-09T12:00:00Z", "connected"],
  ["that ends within a week", "2026-03-08T11:59:59Z", "expiresSoon"],
  ["that has ended", "2026-03-01T12:00:00Z", "signInAgain"],
] as const)("a connection %s", (_what, expiresAt, standing) => {
  expect(stand({ expiresAt })).toBe(standing);
});

test.each(["signInAgain", "notConnected", "notSetUp"] as const)("what is not connected stays %s", (state) => {
  expect(stand({ state, expiresAt: "2020-01-01T00:00:00Z" })).toBe(state);
});

test("a locked vault comes before everything else", () => {
  expect(stand({ locked: true, state: "signInAgain" })).toBe("vaultLocked");
});
