import { expect, test } from "vitest";
import { createStore } from "zustand/vanilla";
import { liveCell } from "#renderer/replica/live-value.ts";
import { noEdits, type PhotoEdits } from "#shared/model/photo-edits.ts";
import type { EditedRenditions } from "#shared/model/photo.ts";
import {
  type KeeperDependencies,
  type Keeping,
  keepRenditions,
  type KeptPhoto,
  leaveWaiting,
} from "./rendition-keeper.ts";

const rendition = { sha256: "a".repeat(64), width: 4, height: 3, bytes: 10 };
const renditions = { 320: rendition, 800: rendition, 1920: rendition };

function photo(id: string, patch: Partial<KeptPhoto> = {}): KeptPhoto {
  return {
    id,
    originalSha256: `original-${id}`,
    fallback: `fallback-${id}`,
    edits: { ...noEdits, exposure: 1 },
    isEditedStale: true,
    deletedAt: null,
    ...patch,
  };
}

/** A library whose photos are no longer stale once their renditions are kept, as the replica's. */
function keeping(photos: readonly KeptPhoto[], fails: (original: string) => boolean = () => false) {
  const library = liveCell({ ready: true, photos });
  const keeping = createStore<Keeping>(() => ({ progress: null, left: new Set() }));
  const told: Keeping["progress"][] = [];
  keeping.subscribe(({ progress }) => told.push(progress));
  const rendered: string[] = [];
  const kept: string[] = [];
  let underWay = 0;
  let mostUnderWay = 0;
  const dependencies: KeeperDependencies = {
    library,
    keeping,
    retryAfter: 40,
    async render({ original, edits }): Promise<EditedRenditions> {
      mostUnderWay = Math.max(mostUnderWay, ++underWay);
      await Promise.resolve();
      underWay--;
      rendered.push(original);
      if (fails(original)) throw new Error("The picture is not on this desk");
      return { edits, renditions, dominantColor: "#000000" };
    },
    async keep(photoId) {
      kept.push(photoId);
      const { photos } = library.get();
      const fresh = (own: KeptPhoto) => (own.id === photoId ? { ...own, isEditedStale: false } : own);
      library.set({ ready: true, photos: photos.map(fresh) });
    },
  };
  const stop = new AbortController();
  const ended = keepRenditions(dependencies, stop.signal);
  return {
    library,
    keeping,
    told,
    rendered,
    kept,
    mostUnderWay: () => mostUnderWay,
    async end() {
      stop.abort();
      await ended;
    },
  };
}

test("every edited photo is rendered once, one at a time, those in the bin and those without edits not at all", async () => {
  const keeper = keeping([
    photo("a"),
    photo("b"),
    photo("binned", { deletedAt: "2026-01-01T00:00:00.000Z" }),
    photo("plain", { edits: null, isEditedStale: false }),
  ]);
  await expect.poll(() => keeper.kept.toSorted()).toEqual(["a", "b"]);
  await keeper.end();
  expect(keeper.rendered).toHaveLength(2);
  expect(keeper.mostUnderWay()).toBe(1);
});

test("a photo that is edited later is rendered then", async () => {
  const keeper = keeping([]);
  keeper.library.set({ ready: true, photos: [photo("late")] });
  await expect.poll(() => keeper.kept).toEqual(["late"]);
  await keeper.end();
});

test("a picture that is not here holds up no other, and is tried again", async () => {
  let isHere = false;
  const keeper = keeping([photo("near"), photo("far")], (original) => original.endsWith("far") && !isHere);
  await expect.poll(() => keeper.kept).toEqual(["near"]);
  isHere = true;
  await expect.poll(() => keeper.kept).toEqual(["near", "far"]);
  await keeper.end();
});

test("new edits are tried at once where the last ones failed", async () => {
  const broken: PhotoEdits = { ...noEdits, exposure: 2 };
  const keeper = keeping(
    [photo("a", { edits: broken })],
    () => keeper.library.get().photos[0]?.edits === broken,
  );
  await expect.poll(() => keeper.rendered.length).toBeGreaterThan(0);
  keeper.library.set({ ready: true, photos: [photo("a")] });
  await expect.poll(() => keeper.kept).toEqual(["a"]);
  await keeper.end();
});

test("says how far it is from when there last was nothing to do, and counts no photo that was tried in vain before", async () => {
  const keeper = keeping([photo("a"), photo("far"), photo("c")], (original) => original.endsWith("far"));
  await expect.poll(() => keeper.told.at(-1)).toBeNull();
  expect(keeper.told).toEqual([{ done: 0, total: 3 }, { done: 1, total: 3 }, { done: 2, total: 3 }, null]);
  await expect
    .poll(() => keeper.rendered.filter((original) => original.endsWith("far")).length)
    .toBeGreaterThan(1);
  expect(keeper.told.filter((progress) => progress !== null)).toHaveLength(3);
  await keeper.end();
});

test("what is left as it is waits for no further try, unless it gets other edits", async () => {
  const keeper = keeping([photo("a"), photo("b"), photo("c")]);
  keeper.keeping.subscribe(({ progress }) => progress?.done === 1 && leaveWaiting(keeper));
  await expect.poll(() => keeper.kept).toEqual(["c", "b"]);
  await expect.poll(() => keeper.told.at(-1)).toBeNull();
  keeper.library.set({ ready: true, photos: [photo("a"), photo("d")] });
  await expect.poll(() => keeper.kept).toEqual(["c", "b", "d"]);
  keeper.library.set({ ready: true, photos: [photo("a", { edits: { ...noEdits, exposure: 2 } })] });
  await expect.poll(() => keeper.kept).toEqual(["c", "b", "d", "a"]);
  await keeper.end();
});
