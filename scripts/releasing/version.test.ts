import { expect, test } from "vitest";
import { channelOf, nextVersion } from "./version.ts";

test.each([
  ["0.1.0", "patch", "0.1.1"],
  ["0.1.0", "minor", "0.2.0"],
  ["0.1.9", "major", "1.0.0"],
  ["0.1.0", "0.2.0", "0.2.0"],
  ["0.1.0", "0.2.0-beta.1", "0.2.0-beta.1"],
  ["0.2.0-beta.1", "0.2.0-beta.2", "0.2.0-beta.2"],
  ["0.2.0-beta.2", "minor", "0.2.0"],
])("from %s, %s is %s", (current, wanted, next) => {
  expect(nextVersion(current, wanted)).toBe(next);
});

test.each([
  ["0.1.0", "0.1.0", "not newer"],
  ["0.2.0", "0.1.9", "not newer"],
  ["0.2.0", "0.2.0-beta.1", "not newer"],
  ["0.1.0", "next", "Say patch"],
  ["0.1.0", "v0.2.0", "Say patch"],
  ["0.1.0", "0.2", "Say patch"],
  ["0.1.0", "0.2.0-rc.1", "is a beta"],
  ["0.1.0", "0.2.0-beta", "is a beta"],
])("from %s there is no way to %s", (current, wanted, why) => {
  expect(() => nextVersion(current, wanted)).toThrow(why);
});

test("a version before its release is for the desks that asked for betas", () => {
  expect(channelOf("1.0.0")).toBe("latest");
  expect(channelOf("1.0.0-beta.3")).toBe("beta");
});
