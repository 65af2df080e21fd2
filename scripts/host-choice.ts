import { spawn } from "node:child_process";
import { existsSync } from "node:fs";
import { readFile } from "node:fs/promises";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";

/** Which host `npm start` runs, and the sentence that says why. */
export interface HostChoice {
  readonly host: "electron" | "browser";
  readonly sentence: string;
}

export interface HostFacts {
  /** What the user asked for with `--host`. */
  readonly wanted: "electron" | "browser" | null;
  readonly platform: string;
  readonly hasDisplay: boolean;
  /** Electron refuses to run its sandbox as root on Linux. */
  readonly isRoot: boolean;
  /** Whether Electron's binary is here, fetched now where it was not. Asked only where it would be used. */
  readonly hasBinary: () => Promise<boolean>;
}

export async function chooseHost(facts: HostFacts): Promise<HostChoice> {
  if (facts.wanted === "browser") return browser("because you asked for it");
  const obstacle = await obstacleTo(facts);
  if (obstacle === null)
    return { host: "electron", sentence: "Starting Autosell in its own window (Electron)." };
  return browser(`because ${obstacle}`);
}

export function displayOf(platform: string, environment: Record<string, string | undefined>): boolean {
  if (platform !== "linux") return true;
  return Boolean(environment["DISPLAY"] ?? environment["WAYLAND_DISPLAY"]);
}

function browser(why: string): HostChoice {
  return { host: "browser", sentence: `Starting Autosell for your browser, ${why}.` };
}

async function obstacleTo({ platform, hasDisplay, isRoot, hasBinary }: HostFacts): Promise<string | null> {
  if (!hasDisplay) return "this computer has no display for a window of its own";
  if (platform === "linux" && isRoot) return "Electron does not run as root";
  return (await hasBinary()) ? null : "Electron's program is not here and could not be downloaded";
}

const electronFolder = () => dirname(createRequire(import.meta.url).resolve("electron/package.json"));
const probeTimeout = 5_000;
const downloadTimeout = 5 * 60_000;

/** The path of Electron's executable, or null where it was never downloaded. */
export async function electronBinary(): Promise<string | null> {
  const name = await readFile(join(electronFolder(), "path.txt"), "utf8").catch(() => null);
  const path = name && join(electronFolder(), "dist", name);
  return path && existsSync(path) ? path : null;
}

/** Downloads Electron's binary where the place that has it answers at once; false where it could not be had. */
export async function fetchElectron(environment: Record<string, string | undefined>): Promise<boolean> {
  if (!(await answers(electronSource(environment)))) return false;
  console.log("Downloading Electron's program; this happens once...");
  const child = spawn(process.execPath, [join(electronFolder(), "install.js")], {
    stdio: ["ignore", "ignore", "inherit"],
    timeout: downloadTimeout,
  });
  const code = await new Promise((resolve) => child.once("close", resolve).once("error", () => resolve(1)));
  return code === 0 && (await electronBinary()) !== null;
}

/** Where Electron's binary is downloaded from. */
export function electronSource(environment: Record<string, string | undefined>): string {
  return environment["ELECTRON_MIRROR"] ?? environment["npm_config_electron_mirror"] ?? "https://github.com/";
}

export async function answers(url: string): Promise<boolean> {
  try {
    await fetch(url, { method: "HEAD", signal: AbortSignal.timeout(probeTimeout) });
    return true;
  } catch {
    return false;
  }
}
