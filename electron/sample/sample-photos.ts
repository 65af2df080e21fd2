import { fork } from "node:child_process";
import { access } from "node:fs/promises";
import { join } from "node:path";
import type { DrawRequest } from "./draw-photos.ts";
import { drawingNames } from "./drawing-files.ts";

/**
 * Runs an entry of ours in a process of its own with one argument. Resolves when it ends with code 0; rejects when it ends
 * otherwise, or with the signal's reason after it was killed.
 */
export type StartProcess = (entry: string, argument: string, signal: AbortSignal) => Promise<void>;

/** The way of plain Node; the Electron host brings its own with `utilityProcess.fork`. */
export const startNodeProcess: StartProcess = (entry, argument, signal) =>
  new Promise((resolve, reject) => {
    signal.throwIfAborted();
    const child = fork(entry, [argument], {
      execArgv: [],
      stdio: ["ignore", "ignore", "pipe", "ipc"],
      signal,
    });
    let complaint = "";
    child.stderr
      ?.setEncoding("utf8")
      .on("data", (text: string) => (complaint = (complaint + text).slice(-2000)));
    child.once("error", (error) => reject(signal.aborted ? signal.reason : error));
    child.once("close", (code) => {
      if (code === 0) resolve();
      else reject(signal.aborted ? signal.reason : new Error(`Drawing ended with ${code}: ${complaint}`));
    });
  });

export interface SampleDrawings {
  /** Paths of a car's pictures; drawn the first time, found afterwards. Rejects when aborted. */
  draw(stockNumber: string, signal: AbortSignal): Promise<string[]>;
}

export interface SampleDrawingsOptions {
  /** Where drawings are kept; made when it is missing. */
  readonly folder: string;
  /** File of `draw-process`, as source or as built. */
  readonly entry: string;
  readonly startProcess: StartProcess;
  /** The dealer's civil date (`YYYY-MM-DD`). */
  readonly today: () => string;
}

async function allThere(paths: readonly string[]): Promise<boolean> {
  const found = await Promise.allSettled(paths.map((path) => access(path)));
  return found.every(({ status }) => status === "fulfilled");
}

/**
 * Draws the sample lot's pictures in another process, one car at a time: the photo service keeps SVG out of this one, and
 * drawing beside the import of what was drawn would slow both.
 */
export function createSampleDrawings(options: SampleDrawingsOptions): SampleDrawings {
  const { folder, entry, startProcess, today } = options;
  let last: Promise<unknown> = Promise.resolve();

  async function draw(stockNumber: string, signal: AbortSignal): Promise<string[]> {
    const paths = drawingNames(stockNumber).map((name) => join(folder, name));
    signal.throwIfAborted();
    if (await allThere(paths)) return paths;
    const request: DrawRequest = { stockNumber, folder, today: today() };
    await startProcess(entry, JSON.stringify(request), signal);
    return paths;
  }

  return {
    draw(stockNumber, signal) {
      const drawn = last.then(() => draw(stockNumber, signal));
      last = drawn.catch(() => undefined);
      return drawn;
    },
  };
}
