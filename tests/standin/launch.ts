import { type ChildProcess, spawn } from "node:child_process";
import { delimiter } from "node:path";
import { fileURLToPath } from "node:url";
import { chromiumArguments, chromiumExecutable } from "../support/chromium.ts";
import { briefly } from "../support/processes.ts";
import type { FromStandin, ToStandin } from "./control.ts";
import type * as Standin from "./electron.ts";

export interface RunningStandin {
  readonly process: ChildProcess;
  /** Where Playwright connects to reach the window. */
  readonly endpoint: string;
  /** Runs a function within main, on its `electron` module; the function sees nothing else. */
  evaluate<A, R>(act: (electron: typeof Standin, argument: A) => R | Promise<R>, argument: A): Promise<R>;
}

interface StandinOptions {
  /** Where `package.json` and `out/main/main.js` are. */
  readonly root: string;
  readonly args?: readonly string[];
  readonly environment?: Readonly<Record<string, string>>;
  readonly onOutput: (text: string) => void;
}

/** Programs of the system's that main asks, as a session with a whole desktop would answer. */
const system = fileURLToPath(new URL("./system", import.meta.url));

/** Starts the built main on the stand-in and waits until its window is shown. */
export async function launchStandin(options: StandinOptions): Promise<RunningStandin> {
  const hook = new URL("./hook.ts", import.meta.url);
  const main = new URL("./main.ts", import.meta.url);
  const child = spawn(
    process.execPath,
    [...briefly, "--import", hook.href, fileURLToPath(main), ...(options.args ?? [])],
    {
      cwd: options.root,
      env: {
        ...process.env,
        PATH: `${system}${delimiter}${process.env["PATH"] ?? ""}`,
        ...options.environment,
        STANDIN_CHROMIUM: await chromiumExecutable(),
        STANDIN_CHROMIUM_ARGUMENTS: JSON.stringify(chromiumArguments),
      },
      stdio: ["ignore", "pipe", "pipe", "ipc"],
    },
  );
  child.stdout?.on("data", (data: Buffer) => options.onOutput(String(data)));
  child.stderr?.on("data", (data: Buffer) => options.onOutput(String(data)));
  const endpoint = await shown(child);
  return { process: child, endpoint, evaluate: evaluator(child) };
}

function shown(child: ChildProcess): Promise<string> {
  return new Promise((resolve, reject) => {
    child.on("message", (message: FromStandin) => {
      if (message.type === "shown") resolve(message.endpoint);
    });
    child.once("exit", (code, signal) =>
      reject(new Error(`main ended before its window was shown: ${signal ?? code}`)),
    );
    child.once("error", reject);
  });
}

function evaluator(child: ChildProcess): RunningStandin["evaluate"] {
  let lastId = 0;
  const waiting = new Map<number, { resolve: (value: never) => void; reject: (error: Error) => void }>();
  child.on("message", (message: FromStandin) => {
    if (message.type === "shown") return;
    const asker = waiting.get(message.id);
    waiting.delete(message.id);
    if (message.type === "failure") asker?.reject(new Error(message.message));
    else asker?.resolve(message.value as never);
  });
  child.once("exit", () => {
    for (const { reject } of waiting.values()) reject(new Error("main has ended"));
  });
  return (act, argument) =>
    new Promise((resolve, reject) => {
      const request: ToStandin = { id: (lastId += 1), source: act.toString(), argument };
      waiting.set(request.id, { resolve, reject });
      child.send(request);
    });
}
