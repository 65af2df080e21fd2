import { access, mkdtemp, readdir, rm, utimes, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import type { ImportEvent } from "#shared/contract/photo-import.ts";
import type { RefusedFile } from "#electron/photos/refused-files.ts";
import type { Refusals } from "#electron/photos/refusals.ts";
import { openStaging } from "#electron/desk/staging.ts";

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), "autosell-staging-"));
  vi.useFakeTimers({ toFake: ["setTimeout", "clearTimeout"] });
});
afterEach(async () => {
  vi.useRealTimers();
  await rm(folder, { recursive: true });
});

const log = { info() {}, error: () => "defect" };
const ids = { open: crypto.randomUUID(), over: crypto.randomUUID() };
const isThere = (path: string) =>
  access(path).then(
    () => true,
    () => false,
  );

/** The imports of a photo service that knows of one open import. */
async function* imports(signal: AbortSignal): AsyncGenerator<ImportEvent> {
  const { open: importId } = ids;
  const known = {
    importId,
    vehicleId: importId,
    source: "card",
    startedAt: "2026-11-21T09:00:00.000Z",
    items: [],
  };
  yield { type: "import", import: { ...known, state: "interrupted", confirmed: true } };
  await new Promise((resolve) => signal.addEventListener("abort", resolve));
}

/** Paths of files that were refused and not dismissed yet. */
const refused: string[] = [];
const photos = {
  imports,
  refusals: {
    files: {
      get: () => refused.map((path) => ({ file: { path, companion: null } }) as RefusedFile),
      subscribe: () => () => {},
    },
  } as unknown as Refusals,
};

test("what earlier runs left is removed, except what an open import or another try needs and what is new", async () => {
  const before = await openStaging({ folder, photos, log });
  const place = async () => {
    const path = join(await before.placeForDrop(), "a.jpg");
    await writeFile(path, "bytes");
    return path;
  };
  const [needed, over, forgotten] = [await place(), await place(), await place()];
  const bad = await place();
  refused.push(bad);
  const drawing = join(before.drawings, "C-1037.jpg");
  await writeFile(drawing, "bytes");
  await before.claim(ids.open, [needed, "/home/ana/card/IMG_1.JPG"]);
  await before.claim(ids.over, [over, bad]);
  await before.claim(crypto.randomUUID(), ["/home/ana/card/IMG_2.JPG"]);
  for (const path of [needed, over, forgotten, bad]) await utimes(join(path, ".."), 1, 1);
  await utimes(drawing, 1, 1);
  await writeFile(join(folder, "dropped", "claims", "broken.json"), "{");

  const after = await openStaging({ folder, photos, log });
  const young = join(await after.placeForDrop(), "b.jpg");
  await writeFile(young, "bytes");
  const stop = new AbortController();
  const ended = after.run(stop.signal);
  await vi.advanceTimersByTimeAsync(60_000);
  await vi.waitFor(async () => expect(await isThere(drawing)).toBe(false));
  stop.abort();
  await ended;

  expect(await Promise.all([needed, over, forgotten, bad, young].map(isThere))).toEqual([
    true,
    false,
    false,
    true,
    true,
  ]);
  expect(await readdir(join(folder, "dropped", "claims"))).toContain(`${ids.open}.json`);
});
