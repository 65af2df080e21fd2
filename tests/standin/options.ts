import { readFileSync } from "node:fs";
import { join } from "node:path";

const environment = process.env;
const root = process.cwd();

/** What the harness tells the stand-in. */
export const options = {
  root,
  executable: required("STANDIN_CHROMIUM"),
  chromiumArguments: JSON.parse(environment["STANDIN_CHROMIUM_ARGUMENTS"] ?? "[]") as string[],
  /** What the operating system would answer about its key ring. */
  keyring: environment["STANDIN_KEYRING"] ?? "gnome_libsecret",
  locale: environment["STANDIN_LOCALE"] ?? "en-US",
  /** Whether the app was installed, and its resources folder then. */
  packaged: environment["STANDIN_PACKAGED"] === "1",
  resources: environment["STANDIN_RESOURCES"] ?? join(root, "resources"),
  verbose: environment["STANDIN_LOG"] === "1",
  application: JSON.parse(readFileSync(join(root, "package.json"), "utf8")) as {
    readonly name: string;
    readonly productName: string;
    readonly version: string;
  },
};

export function trace(...words: unknown[]): void {
  if (options.verbose) console.error("[stand-in]", ...words);
}

function required(name: string): string {
  const value = environment[name];
  if (value === undefined) throw new Error(`electron stand-in: ${name} is not set`);
  return value;
}
