import { createHash, randomBytes, randomUUID } from "node:crypto";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import * as fc from "fast-check";
import { afterAll, beforeAll, expect, test } from "vitest";
import type { Keeping } from "#electron/photo-space/space-keeper.ts";
import { openPhotoSpace } from "#electron/photo-space/photo-space.ts";
import { openBlobStore } from "#electron/photos/blob-store.ts";
import { storeBytes } from "#electron/renditions/stored-bytes.ts";
import { createBlobDownloads } from "#electron/sync/blob-downloads.ts";
import { openHashList } from "#electron/sync/hash-list.ts";
import { createHubClient } from "#electron/sync/hub-client.ts";
import type { Envelope } from "#shared/model/envelope.ts";
import { Photo } from "#shared/model/photo.ts";
import { created } from "#shared/rules/stamping.ts";
import { createWorld, type TestDesk, type World } from "#tests/hub/world.ts";
import { eventually } from "#tests/support/eventually.ts";
import { photoFile } from "#tests/support/photo-file.ts";
import { errorLog } from "#tests/photos/photo-desk.ts";

const never = new AbortController().signal;
const kilobyte = 1024;
let world: World;
let desk: TestDesk;

beforeAll(async () => {
  world = await createWorld("pglite");
  desk = await world.dealership();
}, 120_000);
afterAll(() => world?.[Symbol.asyncDispose]());

const hashOf = (bytes: Buffer) => createHash("sha256").update(bytes).digest("hex");
const sizes = { thumbnail: kilobyte, medium: 4 * kilobyte, large: 16 * kilobyte, original: 64 * kilobyte };
const bytesOfPhoto = Object.values(sizes).reduce((sum, bytes) => sum + bytes, 0);

/** A photo whose files are told apart by their sizes alone. */
function newPhoto(vehicleId: string) {
  const files = {
    thumbnail: randomBytes(sizes.thumbnail),
    medium: randomBytes(sizes.medium),
    large: randomBytes(sizes.large),
    original: randomBytes(sizes.original),
  };
  const base = photoFile(randomUUID());
  const sized = (bytes: Buffer, size: 320 | 800 | 1920) => ({
    ...base.renditions[size],
    sha256: hashOf(bytes),
    bytes: bytes.length,
  });
  const photo = Photo.parse({
    ...base,
    original: { ...base.original, sha256: hashOf(files.original), bytes: files.original.length },
    renditions: {
      320: sized(files.thumbnail, 320),
      800: sized(files.medium, 800),
      1920: sized(files.large, 1920),
    },
    vehicleId,
    sequence: "a0",
    importedAt: new Date().toISOString(),
    deletedAt: null,
  });
  const document = created("photo", randomUUID(), photo as unknown as Envelope["data"]);
  return { files, document, hashes: Object.values(files).map(hashOf), vehicleId };
}

type TestPhoto = ReturnType<typeof newPhoto>;

async function sendToHub({ files }: TestPhoto): Promise<void> {
  for (const bytes of Object.values(files)) {
    const headers = { "content-type": "application/octet-stream" };
    const answer = await desk.fetch(`/blobs/${hashOf(bytes)}`, {
      method: "PUT",
      body: new Uint8Array(bytes),
      headers,
    });
    expect(answer.ok).toBe(true);
  }
}

/** The part of a desk that keeps photo files, beside the real hub. */
async function openSpace(limit: number | null) {
  const folder = await mkdtemp(join(tmpdir(), "autosell-space-"));
  const log = errorLog();
  const stack = new AsyncDisposableStack();
  stack.defer(() => rm(folder, { recursive: true, force: true }));
  const blobs = await openBlobStore(join(folder, "blobs"));
  const { deviceId, secret } = desk.pairing;
  const client = createHubClient({ connection: () => ({ address: world.hub.url, deviceId, secret }), log });
  const atHub = stack.use(await openHashList(join(folder, "sync", "at-hub.txt"), log));
  const wanted = stack.use(await openHashList(join(folder, "sync", "wanted.txt"), log));
  let keeping: Keeping = { limit, keptCars: [] };
  let online = new AbortController();
  const disk = { free: 1e12, reserve: 0 };
  const inWork = new Set<string>();
  const space = stack.use(
    await openPhotoSpace({
      folder,
      blobs,
      inWork: () => inWork,
      atHub,
      client,
      period: () => online.signal,
      keeping: () => keeping,
      keep: async (next) => void (keeping = next),
      measure: async () => ({ ...disk }),
      grace: 0,
      log,
    }),
  );
  const downloads = createBlobDownloads({ blobs, client, space, wanted, period: () => online.signal, log });
  const stop = new AbortController();
  const keeper = space.run(stop.signal);
  stack.defer(async () => {
    stop.abort();
    await keeper;
  });
  return {
    blobs,
    space,
    downloads,
    disk,
    inWork,
    log,
    setOnline(wished: boolean) {
      if (!wished) online.abort();
      else if (online.signal.aborted) online = new AbortController();
    },
    /** As an import leaves it: in the store, and told of. */
    async take(photo: TestPhoto) {
      for (const bytes of Object.values(photo.files)) await storeBytes(bytes, blobs);
      space.notice([photo.document]);
      using _following = space.follow([
        { onNew: (tell) => (tell({ id: "", photo: "", hashes: photo.hashes }), () => {}) },
      ]);
    },
    rest: (passes: () => Promise<void> | void) =>
      eventually(async () => {
        await space.change({});
        await passes();
      }),
    [Symbol.asyncDispose]: () => stack.disposeAsync(),
  };
}
type Space = Awaited<ReturnType<typeof openSpace>>;
const has = async ({ blobs }: Space, { files }: TestPhoto) =>
  Object.fromEntries(
    await Promise.all(
      Object.entries(files).map(async ([name, bytes]) => [name, await blobs.has(hashOf(bytes))] as const),
    ),
  ) as Record<keyof TestPhoto["files"], boolean>;
const standing = async ({ space }: Space) => (await space.count()).standing;

test("over the limit the longest unused goes, never a thumbnail, and comes back when it is asked for", async () => {
  const [older, newer] = [newPhoto(randomUUID()), newPhoto(randomUUID())];
  await Promise.all([older, newer].map(sendToHub));
  await using desk = await openSpace(bytesOfPhoto + 10 * kilobyte);
  await desk.take(older);
  await desk.take(newer);
  await desk.rest(async () => {
    const { used, kinds } = await desk.space.count();
    expect(kinds.thumbnail.files).toBe(2);
    expect(used).toBeLessThanOrEqual(bytesOfPhoto + 10 * kilobyte);
  });
  expect(await has(desk, older)).toMatchObject({ thumbnail: true, original: false });
  expect(await has(desk, newer)).toMatchObject({ thumbnail: true, original: true });
  const answer = await desk.downloads.get(hashOf(older.files.original), never);
  expect(answer).toEqual({ path: desk.blobs.path(hashOf(older.files.original)) });
  expect(desk.log.errors).toEqual([]);
}, 60_000);

test("what the hub does not have stays, however small the limit, and goes once the hub has it", async () => {
  const photo = newPhoto(randomUUID());
  await using desk = await openSpace(1);
  await desk.take(photo);
  await desk.rest(async () => expect(await standing(desk)).toBe("waitingForHub"));
  expect(Object.values(await has(desk, photo))).toEqual([true, true, true, true]);
  expect((await desk.space.count()).notAtHub).toEqual({ files: 4, bytes: bytesOfPhoto });
  await sendToHub(photo);
  desk.setOnline(false);
  desk.setOnline(true);
  await desk.rest(async () => expect((await desk.space.count()).used).toBe(sizes.thumbnail));
  expect(await standing(desk)).toBe("cannotFree");
}, 60_000);

test("what the hub has lost since is kept, and told of so that it is sent again", async () => {
  const photo = newPhoto(randomUUID());
  await using desk = await openSpace(null);
  await desk.take(photo);
  const told: string[] = [];
  desk.space.found.onNew(({ hashes }) => told.push(...hashes));
  for (const sha256 of photo.hashes) await desk.space.fetched(sha256);
  await desk.space.change({ limit: 1 });
  await desk.rest(async () => expect(told.toSorted()).toEqual(photo.hashes.slice(1).toSorted()));
  expect(Object.values(await has(desk, photo))).toEqual([true, true, true, true]);
}, 60_000);

test("what is read, imported or of a car that is kept stays", async () => {
  const [held, imported, kept] = [newPhoto(randomUUID()), newPhoto(randomUUID()), newPhoto(randomUUID())];
  await Promise.all([held, imported, kept].map(sendToHub));
  await using desk = await openSpace(null);
  for (const photo of [held, imported, kept]) await desk.take(photo);
  desk.inWork.add(hashOf(imported.files.original));
  const hold = desk.space.use.hold(hashOf(held.files.original));
  await desk.space.change({ limit: 1, keptCars: [kept.vehicleId] });
  await desk.rest(async () => expect(await standing(desk)).toBe("freeing"));
  expect(await has(desk, held)).toEqual({ thumbnail: true, medium: false, large: false, original: true });
  for (const photo of [imported, kept]) expect(Object.values(await has(desk, photo))).not.toContain(false);
  hold[Symbol.dispose]();
  await desk.rest(async () => expect(await standing(desk)).toBe("cannotFree"));
  expect(await has(desk, held)).toMatchObject({ original: false });
}, 60_000);

test("a disk that is nearly full is filled no further, and is made room on where there is a limit", async () => {
  const photo = newPhoto(randomUUID());
  await sendToHub(photo);
  await using desk = await openSpace(null);
  desk.disk.reserve = 2e12;
  const large = hashOf(photo.files.large);
  expect(await desk.downloads.get(large, never)).toEqual({ missing: "diskFull" });
  await desk.take(photo);
  await desk.rest(async () => expect(await standing(desk)).toBe("settled"));
  await desk.space.change({ limit: 1e12 });
  await desk.rest(async () => expect((await desk.space.count()).used).toBe(sizes.thumbnail));
}, 60_000);

test("offline a picture that is not here says so, and one that is here is shown", async () => {
  const photo = newPhoto(randomUUID());
  await sendToHub(photo);
  await using desk = await openSpace(null);
  const large = hashOf(photo.files.large);
  await desk.downloads.get(large, never);
  desk.setOnline(false);
  expect(await desk.downloads.get(large, never)).toMatchObject({ path: expect.any(String) });
  expect(await desk.downloads.get(hashOf(photo.files.original), never)).toEqual({ missing: "offline" });
  desk.setOnline(true);
  expect(await desk.downloads.get(hashOf(randomBytes(8)), never)).toEqual({ missing: "notAtHub" });
});

const act = fc.oneof(
  fc.record({ type: fc.constant("import" as const), sent: fc.boolean() }),
  fc.record({ type: fc.constant("view" as const), which: fc.nat(), file: fc.nat(3) }),
  fc.record({ type: fc.constant("limit" as const), photos: fc.integer({ min: 1, max: 4 }) }),
  fc.record({ type: fc.constant("online" as const), online: fc.boolean() }),
);

test("whatever is viewed, imported and limited, on and off line: nothing is lost, and all is readable again", async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(act, { minLength: 4, maxLength: 14 }), async (acts) => {
      await using desk = await openSpace(2 * bytesOfPhoto);
      const photos: { photo: TestPhoto; sent: boolean }[] = [];
      for (const one of acts) {
        if (one.type === "online") desk.setOnline(one.online);
        else if (one.type === "limit") await desk.space.change({ limit: one.photos * bytesOfPhoto });
        else if (one.type === "import") {
          const photo = newPhoto(randomUUID());
          if (one.sent) await sendToHub(photo);
          await desk.take(photo);
          photos.push({ photo, sent: one.sent });
        } else if (photos.length > 0) {
          const { photo } = photos[one.which % photos.length]!;
          await desk.downloads.get(photo.hashes[one.file]!, never);
        }
        for (const { photo, sent } of photos) {
          const here = Object.values(await has(desk, photo));
          expect(here[0]).toBe(true);
          if (!sent) expect(here).not.toContain(false);
        }
      }
      desk.setOnline(false);
      desk.setOnline(true);
      const limit = desk.space.keeping().limit!;
      await desk.rest(async () => {
        const { used, kinds } = await desk.space.count();
        expect(kinds.thumbnail.files).toBe(photos.length);
        const unsent = photos.filter(({ sent }) => !sent).length * bytesOfPhoto;
        const thumbnails = photos.length * sizes.thumbnail;
        expect(used).toBeLessThanOrEqual(Math.max(limit, unsent + thumbnails));
      });
      for (const { photo } of photos)
        for (const sha256 of photo.hashes)
          expect(await desk.downloads.get(sha256, never)).toEqual({ path: desk.blobs.path(sha256) });
      expect(desk.log.errors).toEqual([]);
    }),
    { numRuns: 25 },
  );
}, 240_000);
