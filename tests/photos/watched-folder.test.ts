import { appendFile, mkdir, mkdtemp, rename, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join, relative } from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import { openSeenFiles } from "#electron/photos/seen-files.ts";
import { createWatchedFolder } from "#electron/photos/watched-folder.ts";
import { errorLog } from "./photo-desk.ts";

let root = "";
let watched = "";
beforeEach(async () => {
  root = await mkdtemp(join(tmpdir(), "watched-"));
  watched = join(root, "inbox");
  await mkdir(watched);
});
afterEach(() => rm(root, { recursive: true, force: true }));

interface Watch extends AsyncDisposable {
  /** Each import, as the paths in the watched folder. */
  readonly batches: string[][];
  readonly log: ReturnType<typeof errorLog>;
}

async function openWatch(options: { except?: string[]; queued?: string[] } = {}): Promise<Watch> {
  const batches: string[][] = [];
  const log = errorLog();
  const stop = new AbortController();
  const folder = createWatchedFolder({
    folder: () => watched,
    except: () => options.except ?? [],
    queued: () => options.queued ?? [],
    importFiles: async (paths, from) => batches.push(paths.map((path) => relative(from, path)).sort()),
    seen: await openSeenFiles(join(root, "seen.txt")),
    log,
    quiet: 150,
  });
  const running = folder.run(stop.signal);
  return {
    batches,
    log,
    async [Symbol.asyncDispose]() {
      stop.abort();
      await running;
    },
  };
}

async function put(...names: string[]): Promise<void> {
  for (const name of names) {
    await mkdir(join(watched, name, ".."), { recursive: true });
    await writeFile(join(watched, name), name);
  }
}

/** The folder is quiet for some seconds before each batch, and the machine may be busy. */
const patience = { timeout: 60_000 };

test("what comes together is one import, and what comes later is another", patience, async () => {
  await using watch = await openWatch();
  await put("a.jpg", "CARD/DCIM/b.jpg", "CARD/DCIM/c.jpg");
  await expect.poll(() => watch.batches.flat(), patience).toHaveLength(3);
  await put("d.jpg");
  await expect.poll(() => watch.batches.flat(), patience).toHaveLength(4);
  expect(watch.batches.at(-1)).toEqual(["d.jpg"]);
  expect(watch.log.errors).toEqual([]);
});

test(
  "a file that grows, has nothing in it or is still called unfinished is waited for",
  patience,
  async () => {
    await using watch = await openWatch();
    await put("whole.jpg", "b.jpg.part");
    await writeFile(join(watched, "empty.jpg"), "");
    await expect.poll(() => watch.batches, patience).toEqual([["whole.jpg"]]);
    await appendFile(join(watched, "empty.jpg"), "now there is something");
    await rename(join(watched, "b.jpg.part"), join(watched, "b.jpg"));
    await expect
      .poll(() => watch.batches.flat().sort(), patience)
      .toEqual(["b.jpg", "empty.jpg", "whole.jpg"]);
  },
);

test(
  "what was imported is not imported again after a restart, but what is new there is",
  patience,
  async () => {
    await put("a.jpg", "b.jpg");
    {
      await using watch = await openWatch();
      await expect.poll(() => watch.batches, patience).toEqual([["a.jpg", "b.jpg"]]);
    }
    await put("c.jpg");
    await writeFile(join(watched, "b.jpg"), "another picture under its name");
    await using watch = await openWatch();
    await expect.poll(() => watch.batches, patience).toEqual([["b.jpg", "c.jpg"]]);
  },
);

test("what a killed run had queued already is not queued twice", patience, async () => {
  await put("a.jpg", "b.jpg");
  await using watch = await openWatch({ queued: [join(watched, "a.jpg")] });
  await expect.poll(() => watch.batches, patience).toEqual([["b.jpg"]]);
});

test("our own folders and what systems leave are none of the user's cards", patience, async () => {
  const own = join(watched, "Autosell");
  await put("Autosell/blobs/aa/aa.jpg", ".Trashes/old.jpg", "Thumbs.db", "a.jpg");
  await using watch = await openWatch({ except: [own] });
  await expect.poll(() => watch.batches, patience).toEqual([["a.jpg"]]);
});
