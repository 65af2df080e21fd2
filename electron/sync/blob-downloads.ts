import { createHash } from "node:crypto";
import { createWriteStream } from "node:fs";
import { rm } from "node:fs/promises";
import { Readable, Transform } from "node:stream";
import { pipeline } from "node:stream/promises";
import type { ReadableStream } from "node:stream/web";
import { blobRoute } from "#shared/contract/hub.ts";
import type { Envelope } from "#shared/model/envelope.ts";
import { PhotoPreset } from "#shared/model/photo-preset.ts";
import { Photo } from "#shared/model/photo.ts";
import { renditionsOf } from "#shared/rules/photo-edits.ts";
import type { Log } from "../log.ts";
import type { BlobStore } from "../photos/blob-store.ts";
import { backoff, createBell } from "./bell.ts";
import type { HashList } from "./hash-list.ts";
import type { HubClient } from "./hub-client.ts";
import { createLiveState, type LiveState } from "./live-state.ts";

/** Fetches pictures of other desks: thumbnails by itself, larger ones when they are looked at. */
export interface BlobDownloads {
  /** Thumbnails that are known here and not fetched yet. */
  readonly toFetch: Pick<LiveState<number>, "get" | "subscribe">;
  /** Takes notice of documents that came from the hub. */
  notice(documents: readonly Envelope[]): Promise<void>;
  /** The path of a blob on this disk, fetched where it is not there yet; null where it cannot be had now. */
  fetch(sha256: string, signal: AbortSignal): Promise<string | null>;
  /** Fetches thumbnails while online; ends when the signal aborts and throws where the hub goes away. */
  run(signal: AbortSignal): Promise<void>;
}

export interface BlobDownloadsOptions {
  readonly blobs: BlobStore;
  readonly client: HubClient;
  /** Thumbnails seen in documents and not fetched yet. */
  readonly wanted: HashList;
  /** Aborts when the desk goes offline; already aborted while it is. */
  readonly period: () => AbortSignal;
  readonly log: Log;
}

const parallel = 3;
/** Longest pause, in milliseconds, before asking again for thumbnails that their own desk has not sent yet. */
const longestPause = 60_000;

export function createBlobDownloads(options: BlobDownloadsOptions): BlobDownloads {
  const { blobs, client, wanted, period, log } = options;
  const toFetch = createLiveState(wanted.size);
  const bell = createBell();
  const running = new Map<string, Promise<boolean>>();
  const count = () => toFetch.set(wanted.size);

  /** Several who want one blob at once share one download, which goes on when some of them lose interest. */
  const download = (sha256: string) => {
    const known = running.get(sha256);
    if (known) return known;
    const started = downloadBlob(sha256, { blobs, client, log }, period()).finally(() =>
      running.delete(sha256),
    );
    running.set(sha256, started);
    return started;
  };
  const prefetch = async (queue: string[], signal: AbortSignal) => {
    for (let next = queue.pop(); next && !signal.aborted; next = queue.pop()) {
      if ((await blobs.has(next)) || (await download(next))) wanted.delete(next);
      count();
    }
  };

  return {
    toFetch,
    async notice(documents) {
      for (const thumbnail of thumbnailsOf(documents))
        if (!(await blobs.has(thumbnail))) wanted.add(thumbnail);
      count();
      bell.ring();
    },
    async fetch(sha256, signal) {
      if (!(await blobs.has(sha256))) {
        if (period().aborted || signal.aborted) return null;
        const there = await download(sha256).catch(() => false);
        if (!there) return null;
        wanted.delete(sha256);
        count();
      }
      return blobs.path(sha256);
    },
    async run(signal) {
      for (let failures = 0; !signal.aborted;) {
        const before = wanted.size;
        const queue = [...wanted].reverse();
        await Promise.all(Array.from({ length: parallel }, () => prefetch(queue, signal)));
        failures = wanted.size < before ? 0 : failures + 1;
        await bell.wait(signal, wanted.size > 0 ? backoff(failures + 1, longestPause) : undefined);
      }
    },
  };
}

/** False where the hub has no such blob (yet). */
async function downloadBlob(
  sha256: string,
  { blobs, client, log }: Pick<BlobDownloadsOptions, "blobs" | "client" | "log">,
  signal: AbortSignal,
): Promise<boolean> {
  const response = await client.request(`${blobRoute}/${sha256}`, {}, signal);
  if (response.status !== 200 || !response.body) {
    await response.body?.cancel();
    return false;
  }
  const temporary = blobs.tempFile();
  try {
    const found = await save(response.body as ReadableStream<Uint8Array>, temporary, signal);
    if (found === sha256) {
      await blobs.adopt(temporary, sha256);
      return true;
    }
    log.error("the hub sent another picture than was asked for", new Error("sha256 mismatch"), {
      sha256,
      found,
    });
    return false;
  } finally {
    await rm(temporary, { force: true });
  }
}

/** The sha256 of what was written. */
async function save(body: ReadableStream<Uint8Array>, path: string, signal: AbortSignal): Promise<string> {
  const hash = createHash("sha256");
  const hashing = new Transform({
    transform(chunk: Uint8Array, _encoding, done) {
      hash.update(chunk);
      done(null, chunk);
    },
  });
  await pipeline(Readable.fromWeb(body), hashing, createWriteStream(path), { signal });
  return hash.digest("hex");
}

/** What is shown of photos in lists, with their edits, and the marks that pictures for channels carry. */
function thumbnailsOf(documents: readonly Envelope[]): string[] {
  return documents.flatMap(({ kind, data, _deleted }) => {
    if (_deleted) return [];
    if (kind === "photo-preset") return watermarkOf(data);
    const photo = kind === "photo" ? Photo.safeParse(data) : null;
    return photo?.success && photo.data.deletedAt === null ? [renditionsOf(photo.data)[320].sha256] : [];
  });
}

function watermarkOf(data: unknown): string[] {
  const preset = PhotoPreset.safeParse(data);
  const mark = preset.success && preset.data.deletedAt === null ? preset.data.watermark : null;
  return mark ? [mark.image] : [];
}
