import { stat } from "node:fs/promises";
import { basename } from "node:path";
import { watch } from "chokidar";
import type { Log } from "../log.ts";
import { createBell } from "../sync/bell.ts";
import { isWithin } from "./intake-check.ts";
import { isHousekeeping, sourceFiles } from "./picture-paths.ts";
import type { SeenFiles } from "./seen-files.ts";

/** Imports whatever is put into a folder, one import for what comes together. */
export interface WatchedFolder {
  /** The setting changed. */
  look(): void;
  /** Watches until the signal aborts. */
  run(signal: AbortSignal): Promise<void>;
}

export interface WatchedFolderOptions {
  /** The folder now; null for none. */
  readonly folder: () => string | null;
  /** Folders inside of it that are none of the user's cards. */
  readonly except: () => readonly string[];
  /** Resolves when the files are queued on disk. */
  readonly importFiles: (paths: readonly string[], root: string) => Promise<unknown>;
  /** Files of imports that are open: one may have been queued by a run that was killed before it could say so. */
  readonly queued: () => Iterable<string>;
  /** Files that were imported from here before. */
  readonly seen: SeenFiles;
  readonly log: Log;
  /** Milliseconds in which nothing comes and nothing grows before a batch counts as whole. */
  readonly quiet?: number;
}

/** Milliseconds between looks of our own: network drives tell nobody what others put there. */
const lookEvery = 60_000;
const defaultQuiet = 3_000;

/** What programs call a file while they still write it. */
const unfinished = /\.(part|partial|tmp|crdownload|download|filepart)$/i;

export function createWatchedFolder(options: WatchedFolderOptions): WatchedFolder {
  let period = new AbortController();
  return {
    look: () => period.abort(),
    async run(signal) {
      while (!signal.aborted) {
        period = new AbortController();
        const until = AbortSignal.any([signal, period.signal]);
        const folder = options.folder();
        if (folder === null) await createBell().wait(until);
        else await watchFolder(folder, options, until);
      }
    },
  };
}

async function watchFolder(
  folder: string,
  { except, importFiles, queued, seen, log, quiet = defaultQuiet }: WatchedFolderOptions,
  signal: AbortSignal,
): Promise<void> {
  const waiting = new Map<string, string | null>();
  const bell = createBell();
  let lastRing = 0;
  const others = except();
  const isOther = (path: string) => others.some((other) => isWithin(path, other));
  const isIgnored = (path: string) =>
    path !== folder && (isOther(path) || isHousekeeping(basename(path)) || unfinished.test(path));
  const isNew = (path: string) => !waiting.has(path) && !seen.hasPath(path) && !isIgnored(path);
  const notice = (path: string) => {
    waiting.set(path, null);
    lastRing = performance.now();
    bell.ring();
  };

  await seen.add(
    await looksOf([...queued()].filter((path) => isWithin(path, folder) && !seen.hasPath(path))),
  );
  const watcher = watch(folder, { ignored: isIgnored, followSymlinks: false, ignorePermissionErrors: true })
    .on("add", notice)
    .on("change", notice)
    .on("error", (error) => void log.error("photos.watchedFolder", error));
  try {
    while (!signal.aborted) {
      await bell.wait(signal, waiting.size > 0 ? quiet : lookEvery);
      if (signal.aborted || performance.now() - lastRing < quiet) continue;
      if (waiting.size === 0) await lookAround();
      else await takeWhole().catch((error: unknown) => void log.error("photos.watchedFolder", error));
    }
  } finally {
    await watcher.close();
  }

  async function lookAround(besides: ReadonlySet<string> = new Set()): Promise<void> {
    for (const { path, companion } of await sourceFiles([{ path: folder, root: folder }]))
      for (const found of [path, companion])
        if (found !== null && found !== folder && isNew(found) && !besides.has(found)) notice(found);
  }

  /**
   * Imports what waits as soon as all of it is as it was at the look before, and nothing more lies there: of a folder that is
   * filled while it is made, not every file is told of.
   */
  async function takeWhole(): Promise<void> {
    let isWhole = true;
    const unready = new Set<string>();
    for (const [path, before] of waiting) {
      const now = await lookOf(path);
      if (now === null || seen.has(path, now)) {
        waiting.delete(path);
        unready.add(path);
      } else {
        waiting.set(path, now);
        isWhole &&= now === before;
      }
    }
    if (!isWhole || waiting.size === 0) return;
    const known = waiting.size;
    await lookAround(unready);
    if (waiting.size > known) return;
    const batch = new Map(waiting as ReadonlyMap<string, string>);
    waiting.clear();
    await importFiles([...batch.keys()], folder);
    await seen.add(batch);
  }
}

async function looksOf(paths: readonly string[]): Promise<Map<string, string>> {
  const looks = new Map<string, string>();
  for (const path of paths) {
    const look = await lookOf(path);
    if (look !== null) looks.set(path, look);
  }
  return looks;
}

/** Size and time; null for what is gone, or has nothing in it yet. */
async function lookOf(path: string): Promise<string | null> {
  const facts = await stat(path).catch(() => null);
  return facts?.isFile() && facts.size > 0 ? `${facts.size} ${facts.mtimeMs}` : null;
}
