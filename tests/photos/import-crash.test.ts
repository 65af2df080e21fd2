import { spawn } from "node:child_process";
import { mkdtemp, readdir, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { afterAll, beforeAll, expect, test } from "vitest";
import type { BlobStore } from "#electron/photos/blob-store.ts";
import { openPhotoService } from "#electron/photos/photo-service.ts";
import type { Import, ImportItem } from "#shared/contract/photo-import.ts";
import { renditionSizes } from "#shared/model/photo.ts";
import { cameraPicture, seeded } from "../support/images.ts";
import { briefly, endWithThis } from "../support/processes.ts";
import { programFile } from "../support/programs.ts";
import { all, errorLog, photoOf, sha256Of, untilImport } from "./photo-desk.ts";

const photoCount = 24;
const rounds = 50;
/** How often a killed import is also brought to its end; the check of what the kill left is in every round. */
const resumeEvery = 5;
let program = "";
let card = "";
/** Hash of each file of the card, by its name. */
const originals = new Map<string, string>();

beforeAll(async () => {
  program = await programFile("import-run");
  card = await mkdtemp(join(tmpdir(), "crash-card-"));
  for (let index = 0; index < photoCount; index++) {
    const name = `IMG_${index}.jpg`;
    await writeFile(join(card, name), await cameraPicture(480, 360, 500 + index));
    originals.set(name, await sha256Of(join(card, name)));
  }
});
afterAll(() => rm(card, { recursive: true, force: true }));

/** What a process said before it was killed. */
interface KilledRun {
  readonly importId: string;
  /** Ids of the photos that it called safe. */
  readonly safe: ReadonlySet<string>;
  /** sha256 by photo id. */
  readonly done: ReadonlyMap<string, string>;
}

interface Place {
  readonly store: string;
  readonly disk: string;
}

test(
  `${rounds} imports killed at random points lose nothing that they called safe or done, and leave nothing half`,
  {
    timeout: 600_000,
  },
  async () => {
    for (let round = 0; round < rounds; round++) {
      const seed = Math.floor(Math.random() * 2 ** 31);
      await killAndLook(seed, round % resumeEvery === 0).catch((error: unknown) => {
        throw new Error(`Round ${round}, seed ${seed}`, { cause: error });
      });
    }
  },
);

async function killAndLook(seed: number, isResumed: boolean): Promise<void> {
  const random = seeded(seed);
  const root = await mkdtemp(join(tmpdir(), "crash-"));
  const place = { store: join(root, "store"), disk: await mkdtemp(join(root, "disk-")) };
  try {
    const run = await killedRun(place, Math.floor(random() * photoCount * 2), random() * 60);
    await using service = await openPhotoService({
      folder: place.store,
      secondPlace: () => place.disk,
      log: errorLog(),
    });
    await expectSound(place, service.blobs);
    const found = await untilImport(service, run.importId, () => true);
    await expectKept(run, found, place, service.blobs);
    if (!isResumed) return;
    await service.resume(run.importId);
    const whole = await untilImport(service, run.importId, ({ state }) => state === "finished");
    expect(whole.items.map(({ state, safety }) => `${state} ${safety}`)).toEqual(
      Array.from({ length: photoCount }, () => "done safe"),
    );
    expect(sorted(whole.items.map((item) => photoOf(item).original.sha256))).toEqual(
      sorted(originals.values()),
    );
    expect(sorted(await hashesAt(place.disk))).toEqual(sorted(originals.values()));
    await expectSound(place, service.blobs);
  } finally {
    await rm(root, { recursive: true, force: true });
  }
}

/** Every original is either whole in the store or still to be imported, and what was said still holds. */
async function expectKept(
  run: KilledRun,
  { items }: Import,
  { disk }: Place,
  blobs: BlobStore,
): Promise<void> {
  expect(items).toHaveLength(photoCount);
  const atDisk = new Set(await hashesAt(disk));
  for (const item of items) {
    const sha256 = originals.get(item.name)!;
    const isStored = await blobs.has(sha256);
    if (run.safe.has(item.photoId)) expect(item.safety).toBe("safe");
    if (run.done.has(item.photoId)) expect(run.done.get(item.photoId)).toBe(sha256);
    if (run.done.has(item.photoId)) expect(item.state).toBe("done");
    if (item.safety === "safe") expect([isStored, atDisk.has(sha256)]).toEqual([true, true]);
    if (item.state === "done") expect(await missingBlobs(blobs, item)).toEqual([]);
    else expect(item.state).toBe("waiting");
  }
}

/** Every blob is what its name says, nothing lies about beside them, and no name at the second place is of half a file. */
async function expectSound({ store, disk }: Place, blobs: BlobStore): Promise<void> {
  for (const sha256 of await all(blobs.hashes())) expect(await sha256Of(blobs.path(sha256))).toBe(sha256);
  expect(await readdir(join(store, "blobs", "temp"))).toEqual([]);
  const known = new Set(originals.values());
  for (const sha256 of await hashesAt(disk)) expect(known.has(sha256)).toBe(true);
}

async function hashesAt(disk: string): Promise<string[]> {
  const entries = await readdir(disk, { recursive: true, withFileTypes: true });
  const files = entries.filter((entry) => entry.isFile() && !entry.name.endsWith(".part"));
  return Promise.all(files.map(({ parentPath, name }) => sha256Of(join(parentPath, name))));
}

async function missingBlobs(blobs: BlobStore, item: ImportItem): Promise<string[]> {
  const { original, renditions } = photoOf(item);
  const hashes = [original.sha256, ...renditionSizes.map((size) => renditions[size].sha256)];
  const present = await Promise.all(hashes.map((hash) => blobs.has(hash)));
  return hashes.filter((_, index) => !present[index]);
}

/** Lets so many words of the process pass, and so many milliseconds after that, before it is killed. */
async function killedRun({ store, disk }: Place, wordsFirst: number, delayMs: number): Promise<KilledRun> {
  const child = spawn(process.execPath, [...briefly, program, store, card, disk], {
    stdio: ["ignore", "pipe", "inherit"],
  });
  endWithThis(child);
  const safe = new Set<string>();
  const done = new Map<string, string>();
  let importId = "";
  const exited = new Promise((resolve) => child.on("exit", resolve));
  for await (const line of createInterface({ input: child.stdout })) {
    const [word, id = "", sha256 = ""] = line.split(" ");
    if (word === "queued") importId = id;
    if (word === "safe") safe.add(id);
    if (word === "done") done.set(id, sha256);
    if (safe.size + done.size === wordsFirst) setTimeout(() => child.kill("SIGKILL"), delayMs);
  }
  await exited;
  expect(importId).not.toBe("");
  return { importId, safe, done };
}

function sorted(hashes: Iterable<string>): string[] {
  return [...hashes].sort();
}
