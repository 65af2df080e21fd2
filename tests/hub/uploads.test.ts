import { randomBytes } from "node:crypto";
import { mkdir, readdir, readFile, utimes, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { DetailedError, Upload } from "tus-js-client";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { uploadHashKey, uploadRoute } from "#shared/contract/hub.ts";
import { createWorld, databases, openDesk, sha256Of, type TestDesk, type World } from "./world.ts";
import { openLine } from "./line.ts";

describe.each(databases)("resumable uploads on %s", (database) => {
  let world: World;
  let desk: TestDesk;
  beforeAll(async () => {
    world = await createWorld(database);
    desk = await world.dealership();
  });
  afterAll(() => world[Symbol.asyncDispose]());

  interface Sending {
    readonly bytes: Buffer;
    readonly sha256?: string;
    readonly endpoint?: string;
    readonly uploadUrl?: string;
    readonly by?: TestDesk;
    readonly retryDelays?: number[];
    readonly chunkSize?: number;
  }

  /** Sends by tus-js-client to the end, and answers the upload's own address. */
  const send = ({
    bytes,
    sha256 = sha256Of(bytes),
    endpoint = world.hub.url,
    by = desk,
    ...options
  }: Sending) =>
    new Promise<string>((resolve, reject) => {
      const upload: Upload = new Upload(bytes, {
        endpoint: endpoint + uploadRoute,
        headers: { authorization: `Bearer ${by.token}` },
        metadata: { [uploadHashKey]: sha256 },
        retryDelays: [],
        ...options,
        onError: reject,
        onSuccess: () => resolve(upload.url ?? ""),
      });
      upload.start();
    });
  const get = async (sha256: string) => {
    const answer = await desk.fetch(`/blobs/${sha256}`);
    return answer.ok ? Buffer.from(await answer.arrayBuffer()) : null;
  };
  const pending = () => readdir(join(world.folder, "uploads", desk.pairing.tenantId));

  test("a large file arrives in pieces and is a blob like any other", async () => {
    const bytes = randomBytes(6_000_000);
    await send({ bytes, chunkSize: 1_000_000 });

    expect((await get(sha256Of(bytes)))?.equals(bytes)).toBe(true);
    expect(await pending()).toEqual([]);
  });

  test("an upload goes on where a cut connection left it", async () => {
    const bytes = randomBytes(3_000_000);
    await using line = await openLine(world.hub.port);
    line.breakAfter(1_000_000);

    await send({
      bytes,
      endpoint: `http://127.0.0.1:${line.port}`,
      retryDelays: [10, 50, 100, 200],
      chunkSize: 2_000_000,
    });

    expect(line.cuts()).toBe(1);
    // Less than twice the file went over the line, so it did not begin again.
    expect(line.bytes()).toBeLessThan(4_500_000);
    expect((await get(sha256Of(bytes)))?.equals(bytes)).toBe(true);
    expect(await pending()).toEqual([]);
  });

  test("an upload can be resumed after the hub was restarted", async () => {
    const bytes = randomBytes(500_000);
    const url = await begin(bytes);
    await append(url, 0, bytes.subarray(0, 300_000));

    await world.restart();
    const moved = new URL(new URL(url).pathname, world.hub.url).href;
    desk = openDesk(world.hub.url, desk.pairing, desk.token);
    await send({ bytes, uploadUrl: moved });

    expect((await get(sha256Of(bytes)))?.equals(bytes)).toBe(true);
  });

  test("a file that is not what was announced is refused, and nothing is left of it", async () => {
    const sha256 = sha256Of(randomBytes(8));
    const failure = await send({ bytes: randomBytes(50_000), sha256 }).then(
      () => null,
      (error: unknown) => error,
    );

    expect(failure).toBeInstanceOf(DetailedError);
    const answer = (failure as DetailedError).originalResponse;
    expect([answer?.getStatus(), JSON.parse(answer?.getBody() ?? "")]).toMatchObject([
      400,
      { code: "hashMismatch" },
    ]);
    expect(await get(sha256)).toBeNull();
    expect(await pending()).toEqual([]);
  });

  test("an upload that announces no hash is refused", async () => {
    for (const metadata of ["", `${uploadHashKey} ${btoa("short")}`, "name Zm9v"]) {
      const answer = await desk.fetch(uploadRoute, {
        method: "POST",
        headers: {
          "tus-resumable": "1.0.0",
          "upload-length": "5",
          ...(metadata ? { "upload-metadata": metadata } : {}),
        },
      });
      expect([answer.status, await answer.json()]).toMatchObject([400, { code: "hashMissing" }]);
    }
    expect(await pending()).toEqual([]);
  });

  test("an upload is nobody else's, and cannot be read while it is one", async () => {
    const bytes = randomBytes(1000);
    const url = await begin(bytes);
    const stranger = await world.dealership();
    const tus = { "tus-resumable": "1.0.0" };

    expect((await stranger.fetch(url, { method: "HEAD", headers: tus })).status).toBe(404);
    expect((await stranger.fetch(url, { method: "DELETE", headers: tus })).status).toBe(404);
    expect((await desk.fetch(url)).status).toBe(405);
    expect((await fetch(url, { method: "HEAD", headers: tus })).status).toBe(401);
    expect((await desk.fetch(url, { method: "DELETE", headers: tus })).status).toBe(204);
    expect(await pending()).toEqual([]);
  });

  test("pages of other sites are not told that they may", async () => {
    const answer = await desk.fetch(uploadRoute, {
      method: "OPTIONS",
      headers: { origin: "https://elsewhere.example" },
    });
    expect(answer.headers.get("access-control-allow-origin")).toBeNull();
    expect(answer.headers.get("tus-extension")).toContain("creation");
  });

  test("what a crash left whole but not stored is stored at the next start, and what nobody resumed is forgotten", async () => {
    const [whole, halfway, wrong] = [randomBytes(4000), randomBytes(4000), randomBytes(4000)];
    await leave("whole", whole, whole);
    await leave("wrong", wrong, halfway);
    await leave("halfway", halfway.subarray(0, 1000), halfway);
    await leave("forgotten", halfway.subarray(0, 1000), halfway, new Date(Date.now() - 8 * 24 * 3_600_000));

    await world.restart();
    desk = openDesk(world.hub.url, desk.pairing, desk.token);

    expect((await get(sha256Of(whole)))?.equals(whole)).toBe(true);
    expect((await pending()).map((name) => name.replace(/\.json$/, ""))).toEqual(["halfway", "halfway"]);
  });

  async function begin(bytes: Buffer): Promise<string> {
    const answer = await desk.fetch(uploadRoute, {
      method: "POST",
      headers: {
        "tus-resumable": "1.0.0",
        "upload-length": String(bytes.length),
        "upload-metadata": `${uploadHashKey} ${btoa(sha256Of(bytes))}`,
      },
    });
    expect(answer.status).toBe(201);
    return new URL(answer.headers.get("location")!, world.hub.url).href;
  }

  async function append(url: string, offset: number, bytes: Buffer): Promise<void> {
    const headers = {
      "tus-resumable": "1.0.0",
      "upload-offset": String(offset),
      "content-type": "application/offset+octet-stream",
    };
    const answer = await desk.fetch(url, { method: "PATCH", headers, body: new Uint8Array(bytes) });
    expect(answer.status).toBe(204);
  }

  /** An upload as it lies on disk when the hub is killed. */
  async function leave(id: string, received: Buffer, announced: Buffer, begun = new Date()): Promise<void> {
    const folder = join(world.folder, "uploads", desk.pairing.tenantId);
    await mkdir(folder, { recursive: true });
    await writeFile(join(folder, id), received);
    const upload = {
      id,
      size: announced.length,
      offset: 0,
      metadata: { [uploadHashKey]: sha256Of(announced) },
      creation_date: begun.toISOString(),
    };
    await writeFile(join(folder, `${id}.json`), JSON.stringify(upload));
    await utimes(join(folder, id), begun, begun);
    expect(await readFile(join(folder, id))).toHaveLength(received.length);
  }
});
