import { createHash } from "node:crypto";
import { createReadStream } from "node:fs";
import { mkdir, open, rename, rm, stat } from "node:fs/promises";
import type { IncomingMessage } from "node:http";
import { basename, dirname, join } from "node:path";
import { UpdateRefused, updateFailureOf } from "./update-failure.ts";

export interface ResumableDownload {
  /** Asks for the file with these headers besides; rejects where nobody answers. */
  readonly get: (headers: Readonly<Record<string, string>>) => Promise<IncomingMessage>;
  readonly destination: string;
  /** Where what has arrived waits for the next try; on the same disk as the destination. */
  readonly partialFolder: string;
  /** Base64. It names the partial file, so that only the same bytes are ever continued. */
  readonly sha512: string;
  readonly onProgress: (received: number, total: number | null) => void;
}

/**
 * Fetches a file, going on where an earlier try was cut off, by whatever: a lost network, a closed app. It is at its
 * destination only when its hash is right. Throws `UpdateRefused` where it is wrong, and leaves nothing of it then.
 */
export async function downloadResumably(download: ResumableDownload): Promise<void> {
  const { partialFolder, destination, sha512 } = download;
  await mkdir(partialFolder, { recursive: true });
  const partial = partOf(partialFolder, sha512);
  const resumed = await receive(download, partial);
  if (await hasHash(partial, sha512)) {
    await mkdir(dirname(destination), { recursive: true });
    return rename(partial, destination);
  }
  await rm(partial, { force: true });
  // The first part may have been spoiled where it lay.
  if (resumed) return downloadResumably(download);
  throw new UpdateRefused("damaged", `${basename(destination)} is not what its manifest promised`);
}

/** Where what has come of a file waits for the rest. */
export function partOf(partialFolder: string, sha512: string): string {
  return join(partialFolder, `${Buffer.from(sha512, "base64").toString("hex").slice(0, 64)}.part`);
}

/** Whether it went on with an earlier part. */
async function receive(download: ResumableDownload, partial: string): Promise<boolean> {
  const had = await sizeOf(partial);
  const range: Record<string, string> = had > 0 ? { range: `bytes=${had}-` } : {};
  // What is squeezed on the way has other offsets than the file.
  const response = await download.get({ "accept-encoding": "identity", ...range });
  const { statusCode = 0 } = response;
  if (statusCode >= 300) response.destroy();
  // All of it is here already, or more than there is.
  if (statusCode === 416) return true;
  if (statusCode >= 300) throw new UpdateRefused("unreachable", `The feed answered ${statusCode}`);
  const goesOn = statusCode === 206 && startOf(response) === had;
  const begin = goesOn ? had : 0;
  const total = totalOf(response, begin);
  try {
    // Chunk by chunk, so that whatever came is kept when the next one does not.
    await using handle = await open(partial, goesOn ? "a" : "w");
    let received = begin;
    for await (const chunk of response as AsyncIterable<Buffer>) {
      await handle.writeFile(chunk);
      received += chunk.length;
      download.onProgress(received, total);
    }
  } catch (error) {
    if (updateFailureOf(error) === "diskFull") await rm(partial, { force: true });
    throw error;
  }
  return goesOn && had > 0;
}

function startOf(response: IncomingMessage): number {
  const match = /^bytes (\d+)-/.exec(response.headers["content-range"] ?? "");
  return match ? Number(match[1]) : 0;
}

function totalOf(response: IncomingMessage, begin: number): number | null {
  const length = Number(response.headers["content-length"]);
  return length > 0 ? begin + length : null;
}

async function sizeOf(file: string): Promise<number> {
  return (await stat(file).catch(() => null))?.size ?? 0;
}

async function hasHash(file: string, sha512: string): Promise<boolean> {
  const hash = createHash("sha512");
  for await (const chunk of createReadStream(file, { highWaterMark: 1024 * 1024 }))
    hash.update(chunk as Buffer);
  return hash.digest("base64") === sha512;
}
