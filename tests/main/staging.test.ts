import { access, mkdtemp, readdir, rm, utimes, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import type { ImportEvent } from "#shared/contract/photo-import.ts";
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

test("what earlier runs left is removed, except what an open import needs and what is new", async () => {
  const before = await openStaging({ folder, photos: { imports }, log });
  const place = async () => {
    const path = join(await before.placeForDrop(), "a.jpg");
    await writeFile(path, "bytes");
    return path;
  };
  const [needed, over, forgotten] = [await place(), await place(), await place()];
  const drawing = join(before.drawings, "C-1037.jpg");
  await writeFile(drawing, "bytes");
  await before.claim(ids.open, [needed, "/home/ana/card/IMG_1.JPG"]);
  await before.claim(ids.over, [over]);
  await before.claim(crypto.randomUUID(), ["/home/ana/card/IMG_2.JPG"]);
  for (const path of [needed, over, forgotten]) await utimes(join(path, ".."), 1, 1);
  await utimes(drawing, 1, 1);
  await writeFile(join(folder, "dropped", "claims", "broken.json"), "{");

  const after = await openStaging({ folder, photos: { imports }, log });
  const young = join(await after.placeForDrop(), "b.jpg");
  await writeFile(young, "bytes");
  const stop = new AbortController();
  const ended = after.run(stop.signal);
  await vi.advanceTimersByTimeAsync(60_000);
  await vi.waitFor(async () => expect(await isThere(drawing)).toBe(false));
  stop.abort();
  await ended;

  expect(await Promise.all([needed, over, forgotten, young].map(isThere))).toEqual([
    true,
    false,
    false,
    true,
  ]);
  expect(await readdir(join(folder, "dropped", "claims"))).toContain(`${ids.open}.json`);
});
