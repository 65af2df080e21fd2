import { spawn } from "node:child_process";
import { mkdtemp, readdir, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { fileURLToPath } from "node:url";
import { afterAll, beforeAll, expect, test } from "vitest";
import { openPhotoService } from "#electron/photos/photo-service.ts";
import { renditionSizes } from "#shared/model/photo.ts";
import { cameraPicture, seeded } from "../support/images.ts";
import { all, errorLog, photoOf, sha256Of, untilImport } from "./photo-desk.ts";

const photoCount = 40;
const rounds = 5;
const runFile = fileURLToPath(new URL("./import-run.ts", import.meta.url));
let card = "";

beforeAll(async () => {
  card = await mkdtemp(join(tmpdir(), "crash-card-"));
  for (let index = 0; index < photoCount; index++)
    await writeFile(join(card, `IMG_${index}.jpg`), await cameraPicture(900, 675, 500 + index));
});
afterAll(() => rm(card, { recursive: true, force: true }));

/** Runs of one process: how many finished photos to let pass, and for how long after that, before it is killed. */
interface KilledRun {
  readonly importId: string;
  /** sha256 by photo id, as the process said before it died. */
  readonly done: ReadonlyMap<string, string>;
}

const seeds = Array.from({ length: rounds }, () => Math.floor(Math.random() * 2 ** 31));

test.for(seeds)(
  "an import killed in the middle loses nothing that it called done and leaves no half photo (seed %i)",
  { timeout: 60_000 },
  async (seed) => {
    const random = seeded(seed);
    const folder = await mkdtemp(join(tmpdir(), "crash-store-"));
    try {
      const run = await killedRun(folder, Math.floor(random() * photoCount), random() * 120);
      await expectWholeAndResumable(folder, run);
    } finally {
      await rm(folder, { recursive: true, force: true });
    }
  },
);

async function expectWholeAndResumable(folder: string, run: KilledRun): Promise<void> {
  await using service = await openPhotoService({ folder, log: errorLog() });
  await expectSoundStore(folder, service.blobs);

  const found = await untilImport(service, run.importId, () => true);
  for (const item of found.items.filter(({ photoId }) => run.done.has(photoId)))
    expect(item).toMatchObject({ state: "done", file: { original: { sha256: run.done.get(item.photoId) } } });
  for (const item of found.items) {
    if (item.state === "done") expect(await missingBlobs(service.blobs, photoOf(item))).toEqual([]);
    else expect(item.state).toBe("waiting");
  }

  await service.resume(run.importId);
  const whole = await untilImport(service, run.importId, ({ state }) => state === "finished");
  const hashes = await Promise.all((await readdir(card)).map((name) => sha256Of(join(card, name))));
  expect(whole.items.map((item) => photoOf(item).original.sha256).sort()).toEqual(hashes.sort());
  await expectSoundStore(folder, service.blobs);
}

/** Every blob is what its name says, and nothing lies about beside them. */
async function expectSoundStore(
  folder: string,
  blobs: { hashes(): AsyncIterable<string>; path(sha256: string): string },
): Promise<void> {
  for (const sha256 of await all(blobs.hashes())) expect(await sha256Of(blobs.path(sha256))).toBe(sha256);
  expect(await readdir(join(folder, "blobs", "temp"))).toEqual([]);
}

async function missingBlobs(
  blobs: { has(sha256: string): Promise<boolean> },
  { original, renditions }: ReturnType<typeof photoOf>,
): Promise<string[]> {
  const hashes = [original.sha256, ...renditionSizes.map((size) => renditions[size].sha256)];
  const present = await Promise.all(hashes.map((hash) => blobs.has(hash)));
  return hashes.filter((_, index) => !present[index]);
}

async function killedRun(folder: string, photosFirst: number, delayMs: number): Promise<KilledRun> {
  const child = spawn(process.execPath, [runFile, folder, card], { stdio: ["ignore", "pipe", "inherit"] });
  const done = new Map<string, string>();
  let importId = "";
  const exited = new Promise<NodeJS.Signals | null>((resolve) =>
    child.on("exit", (_code, signal) => resolve(signal)),
  );
  for await (const line of createInterface({ input: child.stdout })) {
    const [word, id = "", sha256 = ""] = line.split(" ");
    if (word === "queued") importId = id;
    if (word === "done") done.set(id, sha256);
    if (importId !== "" && done.size === photosFirst) setTimeout(() => child.kill("SIGKILL"), delayMs);
  }
  await exited;
  expect(importId).not.toBe("");
  return { importId, done };
}
