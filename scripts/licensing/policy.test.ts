import { expect, test } from "vitest";
import { lockedPackages } from "./lockfile.ts";
import { isPermissive, licenceProblem } from "./policy.ts";

test.each([
  ["MIT", true],
  ["(MIT OR GPL-3.0-only)", true],
  ["MIT AND OFL-1.1", true],
  ["MIT AND GPL-3.0-only", false],
  ["GPL-3.0-only OR AGPL-3.0-only", false],
  ["(MIT AND GPL-2.0-only) OR LGPL-3.0-only", false],
  ["LGPL-3.0", false],
  ["SEE LICENSE IN LICENSE.md", false],
  ["UNLICENSED", false],
  ["", false],
  [undefined, false],
])("%s is permissive: %s", (licence, expected) => {
  expect(isPermissive(licence)).toBe(expected);
});

test.each([
  ["libheif-js", "LGPL-3.0", "shipped", null],
  ["@img/sharp-libvips-darwin-arm64", "LGPL-3.0-or-later", "shipped", null],
  ["axe-core", "MPL-2.0", "installed", null],
  ["axe-core", "MPL-2.0", "shipped", "only a tool, but would ship"],
  ["libheif-js", "GPL-3.0-only", "installed", "not on the list"],
  ["combine-errors", "GPL-3.0-only", "installed", "not on the list"],
  ["newcomer", "LGPL-3.0", "installed", "newcomer 1.0.0 is under LGPL-3.0, which is not on the list"],
  ["newcomer", undefined, "installed", "no licence that it names"],
] as const)("%s under %s, %s: %s", (name, licence, use, problem) => {
  const found = licenceProblem({ name, version: "1.0.0", licence }, use);
  if (problem === null) expect(found).toBeNull();
  else expect(found).toContain(problem);
});

test("every package of the lockfile is looked at, wherever it lies, and the project itself is not", () => {
  const packages = {
    "": { version: "0.1.0", license: "UNLICENSED" },
    "node_modules/a": { version: "1.0.0", license: "MIT" },
    "node_modules/a/node_modules/@b/c": { version: "2.0.0" },
  };
  expect(lockedPackages({ packages })).toEqual([
    { name: "a", version: "1.0.0", licence: "MIT" },
    { name: "@b/c", version: "2.0.0", licence: undefined },
  ]);
});
