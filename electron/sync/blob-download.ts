import { createHash, type Hash } from "node:crypto";
import { createReadStream, createWriteStream } from "node:fs";
import { rm } from "node:fs/promises";
import { Readable, Transform } from "node:stream";
import { pipeline } from "node:stream/promises";
import type { ReadableStream } from "node:stream/web";
import { blobRoute } from "#shared/contract/hub.ts";
import { isMissing } from "../desk/durable-file.ts";
import type { Log } from "../log.ts";
import type { BlobStore } from "../photos/blob-store.ts";
import type { HubClient } from "./hub-client.ts";

export interface DownloadTools {
  readonly blobs: Pick<BlobStore, "partialFile" | "adopt">;
  readonly client: Pick<HubClient, "request">;
  readonly log: Log;
}

/** Bytes so far, and of the whole; null until the hub has said. */
export interface DownloadProgress {
  readonly received: number;
  readonly total: number | null;
}

/**
 * Brings one blob from the hub, from where the last try ended, whatever ended it. Only what has the right hash gets into the
 * store. False where the hub has no such blob (yet). Throws `HubUnavailable`, a disk's error or the signal's reason.
 */
export async function downloadBlob(
  sha256: string,
  tools: DownloadTools,
  signal: AbortSignal,
  onProgress: (progress: DownloadProgress) => void = () => {},
): Promise<boolean> {
  const { blobs, client, log } = tools;
  const partial = blobs.partialFile(sha256);
  const known = await hashed(partial);
  if (known.bytes > 0 && isWhole(known, sha256)) return adopted(sha256, partial, tools);

  const headers = rangeFrom(known, sha256);
  const response = await client.request(`${blobRoute}/${sha256}`, { headers }, signal);
  // More is here than the hub has of it, so what is here is something else.
  if (response.status === 416) return afresh(sha256, partial, response, tools, signal, onProgress);
  if ((response.status !== 200 && response.status !== 206) || !response.body) {
    await response.body?.cancel();
    return false;
  }
  const begun = response.status === 206 ? known : nothing();
  const body = response.body as ReadableStream<Uint8Array>;
  const coming = { body, total: totalOf(response, begun) };
  const received = await append(partial, begun, coming, signal, onProgress);
  if (isWhole(received, sha256)) return adopted(sha256, partial, tools);
  await rm(partial, { force: true });
  log.error("the hub sent another picture than was asked for", new Error("sha256 mismatch"), { sha256 });
  return false;
}

/** What is in a file that grows. */
interface Grown {
  readonly hash: Hash;
  readonly bytes: number;
}

const nothing = (): Grown => ({ hash: createHash("sha256"), bytes: 0 });

async function hashed(path: string): Promise<Grown> {
  const { hash } = nothing();
  let bytes = 0;
  try {
    for await (const chunk of createReadStream(path) as AsyncIterable<Buffer>) {
      hash.update(chunk);
      bytes += chunk.length;
    }
  } catch (error) {
    if (!isMissing(error)) throw error;
  }
  return { hash, bytes };
}

function isWhole({ hash }: Grown, sha256: string): boolean {
  return hash.copy().digest("hex") === sha256;
}

/** A hub answers with the whole of it where it no longer has the same. */
function rangeFrom({ bytes }: Grown, sha256: string): Record<string, string> {
  return bytes === 0 ? {} : { range: `bytes=${bytes}-`, "if-range": `"${sha256}"` };
}

async function adopted(sha256: string, partial: string, { blobs }: DownloadTools): Promise<true> {
  await blobs.adopt(partial, sha256);
  return true;
}

async function afresh(
  sha256: string,
  partial: string,
  response: Response,
  ...rest: [DownloadTools, AbortSignal, (progress: DownloadProgress) => void]
): Promise<boolean> {
  await response.body?.cancel();
  await rm(partial, { force: true });
  return downloadBlob(sha256, ...rest);
}

function totalOf(response: Response, { bytes }: Grown): number | null {
  const rest = Number(response.headers.get("content-length") ?? Number.NaN);
  return Number.isSafeInteger(rest) ? bytes + rest : null;
}

async function append(
  path: string,
  { hash, bytes }: Grown,
  { body, total }: { body: ReadableStream<Uint8Array>; total: number | null },
  signal: AbortSignal,
  onProgress: (progress: DownloadProgress) => void,
): Promise<Grown> {
  let received = bytes;
  onProgress({ received, total });
  const hashing = new Transform({
    transform(chunk: Uint8Array, _encoding, done) {
      hash.update(chunk);
      received += chunk.length;
      onProgress({ received, total });
      done(null, chunk);
    },
  });
  const file = createWriteStream(path, { flags: bytes === 0 ? "w" : "a" });
  await pipeline(Readable.fromWeb(body), hashing, file, { signal });
  return { hash, bytes: received };
}
