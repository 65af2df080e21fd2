import { spawn } from "node:child_process";
import { randomBytes } from "node:crypto";
import { once } from "node:events";
import { mkdtemp, readFile, rm, stat, truncate, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import { type BlobStore, openBlobStore } from "#electron/photos/blob-store.ts";
import { storeBytes } from "#electron/renditions/stored-bytes.ts";
import { downloadBlob } from "#electron/sync/blob-download.ts";
import { uploadBlob } from "#electron/sync/blob-upload.ts";
import { createHubClient, type HubClient } from "#electron/sync/hub-client.ts";
import { HubUnavailable } from "#electron/sync/hub-unavailable.ts";
import { openUploadPlaces } from "#electron/sync/upload-places.ts";
import { type Line, openLine } from "#tests/hub/line.ts";
import { pairDesk, type TestDesk } from "#tests/hub/world.ts";
import { type RunningHub, runHub } from "#tests/support/hub-process.ts";
import { freePort } from "#tests/support/ports.ts";
import { endWithThis } from "#tests/support/processes.ts";
import { programFile } from "#tests/support/programs.ts";

const log = { info() {}, error: () => "" };
const never = new AbortController().signal;
const megabyte = 1024 * 1024;
const size = 24 * megabyte;

let hubFolder: string;
let port: number;
let hub: RunningHub;
let desk: TestDesk;
let line: Line;
let client: HubClient;
let folder: string;
let blobs: BlobStore;
const address = () => `http://127.0.0.1:${line.port}`;

beforeAll(async () => {
  hubFolder = await mkdtemp(join(tmpdir(), "autosell-hub-"));
  port = await freePort();
  hub = await runHub({ folder: hubFolder, databaseUrl: null, port }, true);
  desk = await pairDesk(hub.url, hub.code!);
  line = await openLine(port);
  const { deviceId, secret } = desk.pairing;
  client = createHubClient({ connection: () => ({ address: address(), deviceId, secret }), log });
}, 120_000);
afterAll(async () => {
  await line?.[Symbol.asyncDispose]();
  hub?.child.kill("SIGKILL");
  await rm(hubFolder, { recursive: true, force: true });
});
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), "autosell-carry-"));
  blobs = await openBlobStore(join(folder, "blobs"));
  return () => rm(folder, { recursive: true, force: true });
});

const placesOf = () => openUploadPlaces(join(folder, "places.json"), log);
const download = (sha256: string) => downloadBlob(sha256, { blobs, client, log }, never);
const upload = async (sha256: string) =>
  uploadBlob(
    { sha256, path: blobs.path(sha256), bytes: size },
    { client, places: await placesOf(), isNear: () => false },
    never,
  );
async function killHub(): Promise<void> {
  const killed = once(hub.child, "exit");
  hub.child.kill("SIGKILL");
  await killed;
}
const startHub = async () => void (hub = await runHub({ folder: hubFolder, databaseUrl: null, port }));
const isAtHub = async (sha256: string) =>
  (await desk.fetch(`/blobs/${sha256}`, { method: "HEAD" })).status === 200;

/** A blob that the hub has and this desk has not. */
async function blobAtHub(): Promise<{ sha256: string; content: Buffer }> {
  const content = randomBytes(size);
  const sha256 = await storeBytes(content, blobs);
  await upload(sha256);
  await blobs.remove(sha256);
  return { sha256, content };
}

/** Another process that carries the blob, which is killed at once when it is told to. */
async function carry(way: "fetch" | "send", sha256: string) {
  const program = await programFile("blob-carrier");
  const { deviceId, secret } = desk.pairing;
  const child = spawn(process.execPath, [program, way, folder, address(), deviceId, secret, sha256], {
    stdio: ["ignore", "ignore", "inherit"],
  });
  endWithThis(child);
  return { killed: once(child, "exit"), kill: () => void child.kill("SIGKILL") };
}

test("a fetch goes on where it was when the desk was killed", async () => {
  const { sha256, content } = await blobAtHub();
  const fetching = await carry("fetch", sha256);
  await new Promise<void>((held) =>
    line.atReceived(12 * megabyte, () => {
      line.hold();
      held();
    }),
  );
  const written = async () => (await stat(blobs.partialFile(sha256)).catch(() => null))?.size ?? 0;
  await expect.poll(written, { timeout: 30_000 }).toBeGreaterThan(megabyte);
  fetching.kill();
  const [, signal] = (await fetching.killed) as [number, string];
  expect(signal).toBe("SIGKILL");
  line.cut();
  line.mend();
  const there = (await stat(blobs.partialFile(sha256))).size;
  expect(there).toBeGreaterThan(megabyte);
  expect(await blobs.has(sha256)).toBe(false);
  const before = line.received();
  expect(await download(sha256)).toBe(true);
  expect(line.received() - before).toBeLessThan(size - there + megabyte);
  expect((await readFile(blobs.path(sha256))).equals(content)).toBe(true);
}, 60_000);

test("a fetch goes on where it was when the hub was killed", async () => {
  const { sha256, content } = await blobAtHub();
  const killed = once(hub.child, "exit");
  line.atReceived(12 * megabyte, () => void hub.child.kill("SIGKILL"));
  await expect(download(sha256)).rejects.toThrow();
  await killed;
  const there = (await stat(blobs.partialFile(sha256))).size;
  expect(there).toBeGreaterThan(megabyte);
  await startHub();
  const before = line.received();
  expect(await download(sha256)).toBe(true);
  expect(line.received() - before).toBeLessThan(size - there + megabyte);
  expect((await readFile(blobs.path(sha256))).equals(content)).toBe(true);
}, 120_000);

test("an upload goes on where it was when the desk was killed", async () => {
  const sha256 = await storeBytes(randomBytes(size), blobs);
  const sending = await carry("send", sha256);
  line.atSent(16 * megabyte, sending.kill);
  await sending.killed;
  const before = line.bytes();
  expect(await upload(sha256)).toBe("stored");
  expect(line.bytes() - before).toBeLessThan(size - megabyte);
  expect(await isAtHub(sha256)).toBe(true);
}, 60_000);

test("an upload goes on where it was when the hub was killed", async () => {
  const sha256 = await storeBytes(randomBytes(size), blobs);
  const killed = once(hub.child, "exit");
  line.atSent(16 * megabyte, () => void hub.child.kill("SIGKILL"));
  await expect(upload(sha256)).rejects.toThrow(HubUnavailable);
  await killed;
  await startHub();
  const before = line.bytes();
  expect(await upload(sha256)).toBe("stored");
  expect(line.bytes() - before).toBeLessThan(size - megabyte);
  expect(await isAtHub(sha256)).toBe(true);
}, 120_000);

test("what was damaged while it lay half fetched does not get into the store, and is fetched anew", async () => {
  const { sha256, content } = await blobAtHub();
  await writeFile(blobs.partialFile(sha256), Buffer.alloc(3 * megabyte));
  expect(await download(sha256)).toBe(false);
  expect(await blobs.has(sha256)).toBe(false);
  expect(await download(sha256)).toBe(true);
  expect((await readFile(blobs.path(sha256))).equals(content)).toBe(true);
});

test("what is half fetched and longer than it should be is fetched anew, and what is whole is not fetched again", async () => {
  const { sha256, content } = await blobAtHub();
  await writeFile(blobs.partialFile(sha256), Buffer.concat([content, Buffer.alloc(10)]));
  expect(await download(sha256)).toBe(true);
  expect((await readFile(blobs.path(sha256))).equals(content)).toBe(true);
  await blobs.remove(sha256);
  await writeFile(blobs.partialFile(sha256), content);
  const before = line.received();
  expect(await download(sha256)).toBe(true);
  expect(line.received()).toBe(before);
  await truncate(blobs.path(sha256), 1);
  await killHub();
  await expect(download(sha256)).rejects.toThrow(HubUnavailable);
  await startHub();
}, 120_000);
