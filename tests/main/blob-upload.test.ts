import { randomBytes } from "node:crypto";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { type LocalBlob, resumableFrom, uploadBlob } from "#electron/sync/blob-upload.ts";
import { createBlobUploads } from "#electron/sync/blob-uploads.ts";
import type { PhotoFile } from "#shared/model/photo.ts";
import { singleShotLimit } from "#shared/contract/hub.ts";
import { BlobUnreadable } from "#electron/sync/file-sending.ts";
import { openHashList } from "#electron/sync/hash-list.ts";
import { createHubClient, type HubClient } from "#electron/sync/hub-client.ts";
import { HubUnavailable } from "#electron/sync/hub-unavailable.ts";
import { ownedPhotos } from "#electron/sync/owned-files.ts";
import { openUploadPlaces, type UploadPlaces } from "#electron/sync/upload-places.ts";
import { type Line, openLine } from "#tests/hub/line.ts";
import { createWorld, sha256Of, type TestDesk, type World } from "#tests/hub/world.ts";
import { eventually } from "#tests/support/eventually.ts";
import { photoFile } from "#tests/support/photo-file.ts";

const log = { info: () => {}, error: () => "" };
const never = new AbortController().signal;
const isNear = () => false;
let world: World;
let desk: TestDesk;
let line: Line;
let folder: string;
let client: HubClient;
let places: UploadPlaces;
const address = () => `http://127.0.0.1:${line.port}`;

beforeAll(async () => {
  world = await createWorld("pglite");
  desk = await world.dealership();
  line = await openLine(world.hub.port);
  folder = await mkdtemp(join(tmpdir(), "autosell-upload-"));
  const { deviceId, secret } = desk.pairing;
  client = createHubClient({ connection: () => ({ address: address(), deviceId, secret }), log });
  places = await openUploadPlaces(join(folder, "places.json"), log);
});
afterAll(async () => {
  await line[Symbol.asyncDispose]();
  await world[Symbol.asyncDispose]();
  await rm(folder, { recursive: true, force: true });
});

async function blobOf(bytes: number): Promise<LocalBlob> {
  const content = randomBytes(bytes);
  const path = join(folder, sha256Of(content));
  await writeFile(path, content);
  return { sha256: sha256Of(content), path, bytes };
}

function withThumbnail(file: PhotoFile, sha256: string): PhotoFile {
  return { ...file, renditions: { ...file.renditions, 320: { ...file.renditions[320], sha256 } } };
}

test("a large blob goes on from where the line broke", async () => {
  const blob = await blobOf(3 * resumableFrom);
  line.breakAfter(2 * resumableFrom);
  await expect(uploadBlob(blob, { client, places, isNear }, never)).rejects.toThrow(HubUnavailable);
  expect(places.get(address(), blob.sha256)).not.toBeNull();
  const before = line.bytes();
  expect(await uploadBlob(blob, { client, places, isNear }, never)).toBe("stored");
  expect(line.bytes() - before).toBeLessThan(blob.bytes - resumableFrom);
  expect((await desk.fetch(`/blobs/${blob.sha256}`, { method: "HEAD" })).status).toBe(200);
});

test("files sent at once through the same memory arrive whole, large ones in one request where the hub is near", async () => {
  const blobs = await Promise.all([0, 1, 700_000, resumableFrom + 1, 2 * resumableFrom].map(blobOf));
  const near = { client, places, isNear: () => true };
  expect(await Promise.all(blobs.map((blob) => uploadBlob(blob, near, never)))).toEqual(
    blobs.map(() => "stored"),
  );
  for (const { sha256 } of blobs) {
    expect(places.get(address(), sha256)).toBeNull();
    const answer = await desk.fetch(`/blobs/${sha256}`);
    expect(sha256Of(Buffer.from(await answer.arrayBuffer()))).toBe(sha256);
  }
});

test("a hub that goes away in the middle of a file is no fault of the file, and the next try sends it", async () => {
  const blob = await blobOf(resumableFrom);
  line.breakAfter(resumableFrom / 2);
  await expect(uploadBlob(blob, { client, places, isNear }, never)).rejects.toThrow(HubUnavailable);
  expect(await uploadBlob(blob, { client, places, isNear }, never)).toBe("stored");
});

test("a hub that refuses before it has everything is heard", async () => {
  const blob = { ...(await blobOf(resumableFrom)), sha256: "0".repeat(64) };
  expect(await uploadBlob(blob, { client, places, isNear }, never)).toBe("refused");
  const large = await blobOf(singleShotLimit + 1);
  const { status } = await client
    .request(`/blobs/${large.sha256}`, { file: large, headers: {} }, never)
    .catch(() => ({ status: null }));
  expect([null, 413]).toContain(status);
});

test("a file that is shorter than it was said to be is not stored", async () => {
  const blob = await blobOf(1000);
  const longer = { ...blob, bytes: 1001 };
  await expect(uploadBlob(longer, { client, places, isNear }, never)).rejects.toThrow(BlobUnreadable);
  expect((await desk.fetch(`/blobs/${blob.sha256}`, { method: "HEAD" })).status).toBe(404);
});

test.each([1000, resumableFrom + 1])(
  "a blob of %i bytes that is gone from the disk is no fault of the hub",
  async (bytes) => {
    const blob = { sha256: "0".repeat(64), path: join(folder, "gone"), bytes };
    await expect(uploadBlob(blob, { client, places, isNear }, never)).rejects.toThrow(BlobUnreadable);
  },
);

test("a picture that cannot be read does not hold up those behind it, and goes once it can be and is tried again", async () => {
  const good = await blobOf(1000);
  const content = randomBytes(1000);
  const broken = withThumbnail(photoFile("broken"), sha256Of(content));
  const file = withThumbnail(photoFile("whole"), good.sha256);
  await using atHub = await openHashList(join(folder, "at-hub.txt"), log);
  const blobs = {
    path: (sha256: string) => join(folder, sha256),
    size: async () => 1000,
    has: async () => true,
    tempFile: () => join(folder, "temp"),
    adopt: async () => {},
    async *hashes() {},
  };
  const photos = {
    onFile: () => () => {},
    async *files() {
      yield broken;
      yield file;
    },
  };
  using uploads = await createBlobUploads({
    blobs,
    owned: [ownedPhotos(photos)],
    client,
    atHub,
    places,
    isNear,
    log,
  });
  const stop = new AbortController();
  const running = uploads.run(stop.signal);
  await eventually(() => expect(atHub.has(good.sha256)).toBe(true));
  expect(uploads.waiting.get()).toBe(2);
  expect(atHub.has(sha256Of(content))).toBe(false);
  await writeFile(blobs.path(sha256Of(content)), content);
  uploads.retry();
  await eventually(() => expect(atHub.has(sha256Of(content))).toBe(true));
  stop.abort();
  await running;
});
