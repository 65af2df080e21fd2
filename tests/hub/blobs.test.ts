import { randomBytes } from "node:crypto";
import { connect } from "node:net";
import { once } from "node:events";
import { readdir, readFile, rm } from "node:fs/promises";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { singleShotLimit } from "#shared/contract/hub.ts";
import { createWorld, databases, Refused, sha256Of, type TestDesk, type World } from "./world.ts";

describe.each(databases)("blobs on %s", (database) => {
  let world: World;
  let desk: TestDesk;
  beforeAll(async () => {
    world = await createWorld(database);
    desk = await world.dealership();
  });
  afterAll(() => world[Symbol.asyncDispose]());

  const put = (bytes: Uint8Array<ArrayBuffer>, sha256 = sha256Of(bytes), by = desk) =>
    by.fetch(`/blobs/${sha256}`, { method: "PUT", body: bytes });
  const get = (sha256: string, headers: Record<string, string> = {}, method = "GET") =>
    desk.fetch(`/blobs/${sha256}`, { headers, method });
  const refusal = async (answer: Response) => Refused.parse(await answer.json()).code;
  const pathOf = (sha256: string, { pairing } = desk) =>
    join(world.folder, "blobs", pairing.tenantId, sha256.slice(0, 2), sha256);
  const leftovers = () => readdir(join(world.folder, "incoming"));

  test("what is put is there, byte for byte, and again is no fault", async () => {
    const bytes = randomBytes(100_000);
    const sha256 = sha256Of(bytes);

    const first = await put(bytes);
    expect([first.status, await first.json()]).toEqual([201, { sha256, bytes: 100_000 }]);
    expect((await put(bytes)).status).toBe(200);

    const got = await get(sha256);
    expect(got.headers.get("etag")).toBe(`"${sha256}"`);
    expect(Buffer.from(await got.arrayBuffer()).equals(bytes)).toBe(true);
    expect((await readFile(pathOf(sha256))).equals(bytes)).toBe(true);
    expect(await leftovers()).toEqual([]);
  });

  test("bytes under a wrong name leave nothing behind", async () => {
    const named = sha256Of(randomBytes(10));
    const answer = await put(randomBytes(1000), named);

    expect([answer.status, await refusal(answer)]).toEqual([400, "hashMismatch"]);
    expect((await get(named)).status).toBe(404);
    expect(await leftovers()).toEqual([]);
  });

  test("the largest single shot is taken, a larger one refused", async () => {
    expect((await put(randomBytes(singleShotLimit))).status).toBe(201);
    const large = randomBytes(singleShotLimit + 1);
    const answer = await put(large).catch(() => null);
    expect(answer === null || answer.status === 413).toBe(true);
    expect((await get(sha256Of(large))).status).toBe(404);
  });

  test("a large body that does not say its length is cut off", async () => {
    const large = randomBytes(singleShotLimit + 1);
    const body = new Blob([large]).stream();
    const answer = await desk
      .fetch(`/blobs/${sha256Of(large)}`, { method: "PUT", body, duplex: "half" })
      .catch(() => null);
    expect(answer === null || answer.status === 413).toBe(true);
    await expect.poll(leftovers).toEqual([]);
  });

  test("a connection that is cut in the middle leaves nothing behind", async () => {
    const bytes = randomBytes(500_000);
    const socket = connect(world.hub.port, "127.0.0.1");
    await once(socket, "connect");
    socket.write(
      `PUT /blobs/${sha256Of(bytes)} HTTP/1.1\r\nHost: hub\r\nAuthorization: Bearer ${desk.token}\r\nContent-Length: 500000\r\n\r\n`,
    );
    socket.write(bytes.subarray(0, 200_000));
    await expect.poll(async () => (await leftovers()).length).toBe(1);
    socket.destroy();

    await expect.poll(leftovers).toEqual([]);
    expect((await get(sha256Of(bytes))).status).toBe(404);
    expect((await put(bytes)).status).toBe(201);
  });

  test("ranges of bytes", async () => {
    const bytes = randomBytes(1000);
    const sha256 = sha256Of(bytes);
    await put(bytes);
    const part = async (range: string) => {
      const answer = await get(sha256, { range });
      return {
        status: answer.status,
        range: answer.headers.get("content-range"),
        body: Buffer.from(await answer.arrayBuffer()),
      };
    };

    expect(await part("bytes=0-99")).toEqual({
      status: 206,
      range: "bytes 0-99/1000",
      body: bytes.subarray(0, 100),
    });
    expect(await part("bytes=990-")).toEqual({
      status: 206,
      range: "bytes 990-999/1000",
      body: bytes.subarray(990),
    });
    expect(await part("bytes=-5")).toEqual({
      status: 206,
      range: "bytes 995-999/1000",
      body: bytes.subarray(995),
    });
    expect(await part("bytes=1000-")).toMatchObject({ status: 416, range: "bytes */1000" });
    expect(await part("lines=1-2")).toEqual({ status: 200, range: null, body: bytes });
    const stale = await get(sha256, { range: "bytes=0-9", "if-range": '"another"' });
    expect(stale.status).toBe(200);
    await stale.arrayBuffer();
  });

  test("HEAD, and what a desk has already", async () => {
    const bytes = randomBytes(321);
    await put(bytes);
    const head = await get(sha256Of(bytes), {}, "HEAD");
    expect([head.status, head.headers.get("content-length"), await head.text()]).toEqual([200, "321", ""]);
    expect((await get(sha256Of(bytes), { "if-none-match": `"${sha256Of(bytes)}"` })).status).toBe(304);
    expect((await desk.fetch(`/blobs/${sha256Of(bytes)}`, { method: "DELETE" })).status).toBe(405);
    expect((await desk.fetch("/blobs/not-a-hash")).status).toBe(404);
  });

  test("an empty file is a file", async () => {
    const nothing = new Uint8Array();
    expect((await put(nothing)).status).toBe(201);
    const got = await get(sha256Of(nothing));
    expect([got.status, await got.text()]).toEqual([200, ""]);
  });

  test("what is missing is told, a lost file too", async () => {
    const [kept, lost] = [randomBytes(10), randomBytes(11)];
    await put(kept);
    await put(lost);
    await rm(pathOf(sha256Of(lost)));
    const unknown = sha256Of(randomBytes(12));
    const hashes = [kept, lost].map(sha256Of).concat(unknown, unknown);

    expect(await (await desk.post("/blobs/missing", { hashes })).json()).toEqual({
      missing: [sha256Of(lost), unknown],
    });
    expect(await (await desk.post("/blobs/missing", { hashes: [] })).json()).toEqual({ missing: [] });
    expect((await put(lost)).status).toBe(201);
    expect((await get(sha256Of(lost))).status).toBe(200);
  });

  test("a file belongs to the dealership that put it", async () => {
    const bytes = randomBytes(50);
    await put(bytes);
    const stranger = await world.dealership();

    expect((await stranger.fetch(`/blobs/${sha256Of(bytes)}`)).status).toBe(404);
    expect((await put(bytes, sha256Of(bytes), stranger)).status).toBe(201);
    await rm(pathOf(sha256Of(bytes)));
    expect((await stranger.fetch(`/blobs/${sha256Of(bytes)}`)).status).toBe(200);
  });
});
