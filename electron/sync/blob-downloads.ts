import type { Envelope } from "#shared/model/envelope.ts";
import { PhotoPreset } from "#shared/model/photo-preset.ts";
import { Photo } from "#shared/model/photo.ts";
import { renditionsOf } from "#shared/rules/photo-edits.ts";
import type { Log } from "../log.ts";
import type { PhotoSpaceService } from "../photo-space/photo-space.ts";
import type { BlobStore } from "../photos/blob-store.ts";
import { backoff, createBell } from "./bell.ts";
import { downloadBlob, type DownloadProgress } from "./blob-download.ts";
import type { HashList } from "./hash-list.ts";
import type { HubClient } from "./hub-client.ts";
import { HubUnavailable } from "./hub-unavailable.ts";
import { createLiveState, type LiveState } from "./live-state.ts";
import { createSharedDownloads } from "./shared-downloads.ts";

/** Why a blob is not here: no hub now, its own desk has not sent it yet, or this desk's disk takes no more. */
type MissingBlob = "offline" | "notAtHub" | "diskFull";
type BlobAnswer = { readonly path: string } | { readonly missing: MissingBlob };

/** Fetches pictures of other desks: thumbnails and cars that are kept by itself, larger ones when they are looked at. */
export interface BlobDownloads {
  /** Thumbnails that are known here and not fetched yet. */
  readonly toFetch: Pick<LiveState<number>, "get" | "subscribe">;
  /** Takes notice of documents that came from the hub. */
  notice(documents: readonly Envelope[]): Promise<void>;
  /** The path of a blob on this disk, fetched where it is not there yet; null where it cannot be had now. */
  readonly fetch: (sha256: string, signal: AbortSignal) => Promise<string | null>;
  /** The same, with the reason where it cannot be had. Throws the signal's reason. */
  readonly get: (
    sha256: string,
    signal: AbortSignal,
    onProgress?: (progress: DownloadProgress) => void,
  ) => Promise<BlobAnswer>;
  /** Fetches ahead while online; ends when the signal aborts and throws where the hub goes away. */
  run(signal: AbortSignal): Promise<void>;
}

export interface BlobDownloadsOptions {
  readonly blobs: BlobStore;
  readonly client: HubClient;
  readonly space: Pick<
    PhotoSpaceService,
    "use" | "hasRoom" | "lackingOfKeptCars" | "notice" | "fetched" | "onMore"
  >;
  /** Thumbnails seen in documents and not fetched yet. */
  readonly wanted: HashList;
  /** Aborts when the desk goes offline; already aborted while it is. */
  readonly period: () => AbortSignal;
  readonly log: Log;
}

const parallel = 3;
/** Longest pause, in milliseconds, before asking again for pictures that their own desk has not sent yet. */
const longestPause = 60_000;

export function createBlobDownloads(options: BlobDownloadsOptions): BlobDownloads {
  const { blobs, client, space, wanted, period, log } = options;
  const toFetch = createLiveState(wanted.size);
  const bell = createBell();
  let news = 0;
  const look = () => {
    news += 1;
    bell.ring();
  };
  const count = () => toFetch.set(wanted.size);
  const left = () => wanted.size + space.lackingOfKeptCars().length;
  space.onMore(look);

  const downloads = createSharedDownloads(async (sha256, signal, onProgress) => {
    const until = AbortSignal.any([signal, period()]);
    const there = await downloadBlob(sha256, { blobs, client, log }, until, onProgress);
    if (there) await space.fetched(sha256);
    return there;
  });
  const fetchThumbnails = async (queue: string[], signal: AbortSignal) => {
    for (let next = queue.pop(); next && !signal.aborted; next = queue.pop()) {
      if (!(await space.hasRoom())) return;
      if ((await blobs.has(next)) || (await downloads.join(next, signal))) wanted.delete(next);
      count();
    }
  };
  /** Gives way to the thumbnails of new photos. */
  const fetchKept = async (queue: string[], hasNews: () => boolean, signal: AbortSignal) => {
    for (let next = queue.pop(); next && !hasNews() && !signal.aborted; next = queue.pop()) {
      if (!(await space.hasRoom())) return;
      if (!(await blobs.has(next))) await downloads.join(next, signal);
    }
  };
  const inParallel = (fetch: () => Promise<void>) => Promise.all(Array.from({ length: parallel }, fetch));
  const get: BlobDownloads["get"] = async (sha256, signal, onProgress) => {
    await space.use.read(sha256);
    if (await blobs.has(sha256)) return { path: blobs.path(sha256) };
    signal.throwIfAborted();
    if (period().aborted) return { missing: "offline" };
    if (!(await space.hasRoom())) return { missing: "diskFull" };
    try {
      if (!(await downloads.join(sha256, signal, onProgress))) return { missing: "notAtHub" };
    } catch (error) {
      signal.throwIfAborted();
      return { missing: reasonOf(error, period(), log) };
    }
    wanted.delete(sha256);
    count();
    return { path: blobs.path(sha256) };
  };

  return {
    toFetch,
    get,
    async notice(documents) {
      space.notice(documents);
      const thumbnails = thumbnailsOf(documents);
      const here = await Promise.all(thumbnails.map((thumbnail) => blobs.has(thumbnail)));
      for (const [index, thumbnail] of thumbnails.entries()) if (!here[index]) wanted.add(thumbnail);
      count();
      look();
    },
    async fetch(sha256, signal) {
      const answer = await get(sha256, signal).catch(() => null);
      return answer && "path" in answer ? answer.path : null;
    },
    async run(signal) {
      for (let failures = 0; !signal.aborted;) {
        const [before, since] = [left(), news];
        const queue = [...wanted].reverse();
        await inParallel(() => fetchThumbnails(queue, signal));
        const kept = space.lackingOfKeptCars();
        await inParallel(() => fetchKept(kept, () => news !== since, signal));
        failures = left() < before ? 0 : failures + 1;
        await bell.wait(signal, left() > 0 ? backoff(failures + 1, longestPause) : undefined);
      }
    },
  };
}

function reasonOf(error: unknown, period: AbortSignal, log: Log): MissingBlob {
  if (error instanceof Error && "code" in error && (error.code === "ENOSPC" || error.code === "EDQUOT"))
    return "diskFull";
  if (!(error instanceof HubUnavailable) && !period.aborted) log.error("a picture was not fetched", error);
  return "offline";
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
