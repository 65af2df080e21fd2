/** A package as npm knows it; `licence` is what it says of itself, an SPDX expression where it is as it should be. */
export interface Licensed {
  readonly name: string;
  readonly version: string;
  readonly licence: string | undefined;
}

interface Exception {
  readonly licence: string | undefined;
  /** Whether it may be part of the app, or only among the tools that make and test it. */
  readonly ships: boolean;
  readonly reason: string;
}

/** What asks no more of us than to keep its notice. */
const permissive = new Set([
  "0BSD",
  "Apache-2.0",
  "BlueOak-1.0.0",
  "BSD-2-Clause",
  "BSD-3-Clause",
  "CC0-1.0",
  "ISC",
  "MIT",
  "OFL-1.1",
  "Python-2.0",
  "Unlicense",
  "WTFPL",
]);

const library = {
  licence: "LGPL-3.0-or-later",
  ships: true,
  reason:
    "libvips, a library of its own beside sharp, loaded by the system: anyone may put another build there.",
};
const libraryInside = {
  ...library,
  licence: "Apache-2.0 AND LGPL-3.0-or-later",
  reason: "sharp for Windows, with libvips as DLLs beside it that anyone may replace.",
};
const tool = {
  licence: "MPL-2.0",
  ships: false,
  reason: "A tool of the build or the tests, used as it is.",
};

/** By the beginning of their names. A package whose licence is no longer the one named here is looked at anew. */
const exceptions: Readonly<Record<string, Exception>> = {
  "libheif-js": {
    licence: "LGPL-3.0",
    ships: true,
    reason:
      "The only way to HEIC without a native build; outside of the archive, where anyone may replace it.",
  },
  "@img/sharp-libvips-": library,
  "@img/sharp-win32-": libraryInside,
  "@img/sharp-wasm32": {
    ...library,
    licence: "Apache-2.0 AND LGPL-3.0-or-later AND MIT",
    ships: false,
    reason: "sharp without native code, which no system of ours takes.",
  },
  "combine-errors": {
    licence: undefined,
    ships: true,
    reason: "MIT by its Readme, which its manifest forgot.",
  },
  "@axe-core/playwright": tool,
  "axe-core": tool,
  exifreader: tool,
  lightningcss: tool,
};

/** What is wrong with having a package: null where nothing is. */
export function licenceProblem(
  { name, version, licence }: Licensed,
  use: "installed" | "shipped",
): string | null {
  if (isPermissive(licence)) return null;
  const exception = exceptionFor(name);
  const what = `${name} ${version} is under ${licence ?? "no licence that it names"}`;
  if (!exception || exception.licence !== licence)
    return `${what}, which is not on the list in scripts/licensing/policy.ts`;
  return use === "shipped" && !exception.ships ? `${what} and only a tool, but would ship` : null;
}

/** Why a package is there although its licence is not permissive, or not named; null for all others. */
export function licenceReason(name: string): string | null {
  return exceptionFor(name)?.reason ?? null;
}

function exceptionFor(name: string): Exception | undefined {
  return Object.entries(exceptions).find(([start]) => name.startsWith(start))?.[1];
}

/** One of several alternatives is enough; of what holds together, all has to be permissive. Unusual forms are not. */
export function isPermissive(expression: string | undefined): boolean {
  if (!expression) return false;
  const bare = expression.replace(/^\((.*)\)$/, "$1");
  return bare
    .split(" OR ")
    .some((alternative) => alternative.split(" AND ").every((licence) => permissive.has(licence)));
}
