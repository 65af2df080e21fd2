/**
 * `npm start [-- --host electron|browser] [-- any setting of the app]`: builds what is out of date, says which host it runs
 * and why, and runs it until it ends. `npm start -- --help` lists the settings.
 */
import { type ChildProcess, spawn } from "node:child_process";
import { constants } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { isBuildStale } from "./build-age.ts";
import { chooseHost, displayOf, electronBinary, fetchElectron } from "./host-choice.ts";

const root = fileURLToPath(new URL("..", import.meta.url));
const { wanted, settings } = split(process.argv.slice(2));

if (await isBuildStale(root)) await build();
const hasDisplay = displayOf(process.platform, process.env);
const asksForHelp = settings.includes("--help");
const choice = await chooseHost({
  wanted: asksForHelp ? "browser" : wanted,
  platform: process.platform,
  hasDisplay,
  isRoot: process.getuid?.() === 0,
  hasBinary: async () => (await electronBinary()) !== null || fetchElectron(process.env),
});
if (asksForHelp)
  console.log("  --host <electron|browser>  Which host to run. Default: Electron where it can.");
else console.log(choice.sentence);
process.exitCode = await ended(choice.host === "electron" ? await startElectron() : startBrowserHost());

function split(given: readonly string[]): { wanted: "electron" | "browser" | null; settings: string[] } {
  const at = given.findIndex((one) => one === "--host" || one.startsWith("--host="));
  if (at < 0) return { wanted: null, settings: [...given] };
  const inline = given[at]?.startsWith("--host=") ?? false;
  const value = inline ? given[at]?.slice("--host=".length) : given[at + 1];
  if (value !== "electron" && value !== "browser") {
    console.error("--host is electron or browser.");
    process.exit(2);
  }
  return { wanted: value, settings: given.toSpliced(at, inline ? 1 : 2) };
}

async function build(): Promise<void> {
  console.log("Building...");
  const vite = spawn(
    process.execPath,
    [join(root, "node_modules/vite/bin/vite.js"), "build", "--app", "--logLevel", "warn"],
    {
      cwd: root,
      stdio: ["ignore", "ignore", "inherit"],
    },
  );
  const code = await ended(vite);
  if (code !== 0) process.exit(code);
}

async function startElectron(): Promise<ChildProcess> {
  return run((await electronBinary()) ?? "electron", [root, ...settings]);
}

/** On a computer with a display the link opens by itself, unless the user said otherwise. */
function startBrowserHost(): ChildProcess {
  const told = settings.some((one) => one.startsWith("--open")) || process.env["AUTOSELL_OPEN"] !== undefined;
  const open = hasDisplay && !told ? ["--open", "yes"] : [];
  return run(process.execPath, [join(root, "out/main/browser-host.js"), ...settings, ...open]);
}

/** Ctrl+C reaches the whole group by itself; other signals are handed on. This process ends with its child. */
function run(command: string, options: readonly string[]): ChildProcess {
  const child = spawn(command, options, { cwd: root, stdio: "inherit" });
  process.on("SIGINT", () => {});
  for (const signal of ["SIGTERM", "SIGHUP"] as const) process.on(signal, () => child.kill(signal));
  return child;
}

function ended(child: ChildProcess): Promise<number> {
  return new Promise((resolve) => {
    child.once("error", (error) => {
      console.error(error.message);
      resolve(1);
    });
    child.once("exit", (code, signal) => resolve(code ?? 128 + (signal ? constants.signals[signal] : 0)));
  });
}
