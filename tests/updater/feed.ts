import { createHash, generateKeyPairSync, type KeyObject, randomBytes, sign } from "node:crypto";
import { mkdir, readFile, rm, stat, writeFile } from "node:fs/promises";
import { createServer, type ServerResponse } from "node:http";
import { createRequire } from "node:module";
import type { AddressInfo } from "node:net";
import { join } from "node:path";

/** What packs installers also makes the block maps that differential downloads go by. */
const builder = createRequire(createRequire(import.meta.url).resolve("electron-builder"));
const { buildBlockMap } = builder("app-builder-lib/out/targets/blockmap/blockmap") as {
  buildBlockMap(file: string, format: "deflate" | "gzip", out?: string): Promise<{ blockMapSize?: number }>;
};

interface FeedRequest {
  readonly path: string;
  readonly range: string | null;
}

/** A folder of new versions on a web server of this computer, as any static host would serve it. */
export interface TestFeed extends AsyncDisposable {
  readonly url: string;
  readonly folder: string;
  /** Base64 of the 32 bytes, as it is configured. */
  readonly publicKey: string;
  readonly requests: readonly FeedRequest[];
  /** Sends so many bytes of what is asked of a file whose name ends like this and is longer, once, and then nothing until `hangUp`. */
  stall(ending: string, after: number): void;
  hangUp(): void;
  /** From now on it is as if it were not there, or is there again. */
  vanish(gone: boolean): void;
  /** Writes a manifest for a file that lies in the folder, signed with the feed's key or with another. */
  announce(release: Release): Promise<void>;
}

interface Release {
  readonly version: string;
  readonly file: string;
  /** Without its ending; the usual one is Linux's. */
  readonly manifest?: string;
  readonly signWith?: KeyObject | null;
  readonly blockMapSize?: number;
  readonly more?: Readonly<Record<string, unknown>>;
}

export async function startFeed(folder: string): Promise<TestFeed> {
  await mkdir(folder, { recursive: true });
  const { publicKey, privateKey } = generateKeyPairSync("ed25519");
  const requests: FeedRequest[] = [];
  let stalled: { ending: string; after: number } | null = null;
  let gone = false;
  const server = createServer((request, response) => {
    if (gone) {
      request.socket.destroy();
      return;
    }
    const path = new URL(request.url ?? "", "http://feed").pathname;
    const range = request.headers.range ?? null;
    requests.push({ path, range });
    const after = stalled && path.endsWith(stalled.ending) ? stalled.after : null;
    void answer(join(folder, path), range, after, response).then((isStalled) => {
      if (isStalled) stalled = null;
    });
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const { port } = server.address() as AddressInfo;

  return {
    url: `http://127.0.0.1:${port}/`,
    folder,
    publicKey: publicKey.export({ format: "der", type: "spki" }).subarray(-32).toString("base64"),
    requests,
    stall(ending, after) {
      stalled = { ending, after };
    },
    hangUp: () => server.closeAllConnections(),
    vanish(next) {
      gone = next;
      server.closeAllConnections();
    },
    async announce({ version, file, manifest = "latest-linux", signWith = privateKey, blockMapSize, more }) {
      const bytes = await readFile(join(folder, file));
      const sha512 = createHash("sha512").update(bytes).digest("base64");
      // YAML understands JSON.
      const text = JSON.stringify({
        version,
        files: [{ url: file, sha512, size: bytes.length, ...(blockMapSize && { blockMapSize }) }],
        path: file,
        sha512,
        releaseDate: "2026-11-01T12:00:00.000Z",
        ...more,
      });
      const place = join(folder, `${manifest}.yml`);
      await writeFile(place, text);
      await rm(`${place}.sig`, { force: true });
      if (signWith)
        await writeFile(`${place}.sig`, `${sign(null, Buffer.from(text), signWith).toString("base64")}\n`);
    },
    async [Symbol.asyncDispose]() {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

/** Whether it stopped in the middle. */
async function answer(
  file: string,
  range: string | null,
  after: number | null,
  response: ServerResponse,
): Promise<boolean> {
  const bytes = await readFile(file).catch(() => null);
  const asked = /^bytes=(\d+)-(\d*)$/.exec(range ?? "");
  const first = Number(asked?.[1] ?? 0);
  const isThere = bytes !== null && first < bytes.length;
  if (!isThere) {
    response.writeHead(bytes ? 416 : 404).end();
    return false;
  }
  const last = asked?.[2] ? Math.min(Number(asked[2]), bytes.length - 1) : bytes.length - 1;
  const part = bytes.subarray(first, last + 1);
  const headers = { "content-length": part.length, "accept-ranges": "bytes" };
  if (asked)
    response.writeHead(206, { ...headers, "content-range": `bytes ${first}-${last}/${bytes.length}` });
  else response.writeHead(200, headers);
  const isStalled = after !== null && after < part.length;
  if (isStalled) response.write(part.subarray(0, after));
  else response.end(part);
  return isStalled;
}

/** An AppImage as big as is useful, with the block map at its end that the packer puts there. */
async function makeAppImage(file: string, content: Buffer): Promise<{ blockMapSize: number }> {
  await writeFile(file, content, { mode: 0o755 });
  const { blockMapSize } = await buildBlockMap(file, "deflate");
  return { blockMapSize: blockMapSize ?? 0 };
}

/** An old version on the disk and a new one in the feed that has `added` bytes more in its middle. */
export async function makeVersions(options: { old: string; feed: string; size: number; added: number }) {
  const base = randomBytes(options.size);
  await makeAppImage(options.old, base);
  const middle = options.size / 2;
  const content = Buffer.concat([
    base.subarray(0, middle),
    randomBytes(options.added),
    base.subarray(middle),
  ]);
  const { blockMapSize } = await makeAppImage(options.feed, content);
  return { blockMapSize, size: (await stat(options.feed)).size };
}

/** What the packer leaves in an installed app's resources. */
export async function makeResources(folder: string): Promise<string> {
  await mkdir(folder, { recursive: true });
  await writeFile(
    join(folder, "app-update.yml"),
    "provider: generic\nurl: http://unused.invalid\nupdaterCacheDirName: autosell-updater\n",
  );
  return folder;
}
