import { renditionSizes } from "#shared/model/photo.ts";
import type { WaitingPhoto } from "#shared/contract/bridge.ts";
import type { Log } from "../log.ts";
import type { BlobStore } from "../photos/blob-store.ts";
import { createBell } from "./bell.ts";
import { BlobUnreadable, uploadBlob } from "./blob-upload.ts";
import type { HashList } from "./hash-list.ts";
import type { HubClient } from "./hub-client.ts";
import { createLiveState, type LiveState } from "./live-state.ts";
import type { OwnedFiles, OwnedSource } from "./owned-files.ts";
import type { UploadPlaces } from "./upload-places.ts";

/** Brings to the hub what it lacks of this desk's pictures. What that is, is asked and never queued. */
export interface BlobUploads extends Disposable {
  /** Photos of which the hub lacks at least one file. */
  readonly waiting: Pick<LiveState<number>, "get" | "subscribe">;
  /** Those photos, in no order. */
  list(): WaitingPhoto[];
  /** Changes whenever the list does. */
  readonly moved: Pick<LiveState<number>, "get" | "subscribe">;
  /** The hub may lack what it had: everything is asked for again. */
  doubt(): void;
  /** The hub is another one, of which nothing is known. */
  forget(): void;
  /** Works while online; ends when the signal aborts and throws where the hub goes away. */
  run(signal: AbortSignal): Promise<void>;
}

export interface BlobUploadsOptions {
  readonly blobs: Pick<BlobStore, "path" | "size">;
  readonly owned: readonly OwnedSource[];
  readonly client: HubClient;
  /** Blobs that the hub was seen to have. */
  readonly atHub: HashList;
  readonly places: UploadPlaces;
  readonly log: Log;
}

/** Thumbnails of all photos go before larger pictures of any, originals last. */
const lastTier = renditionSizes.length;
const parallel = 3;
const hashesPerQuestion = 1000;

export async function createBlobUploads(options: BlobUploadsOptions): Promise<BlobUploads> {
  const { blobs, owned, client, atHub, places, log } = options;
  const files = new Map<string, OwnedFiles>();
  const unasked = new Set<string>();
  const lacking = Array.from({ length: lastTier + 1 }, () => new Set<string>());
  const bell = createBell();
  const isWaiting = ({ hashes }: OwnedFiles) => !hashes.every((hash) => atHub.has(hash));
  const countWaiting = () =>
    new Set(
      files
        .values()
        .filter(isWaiting)
        .map(({ photo }) => photo),
    ).size;
  const waiting = createLiveState(0);
  const moved = createLiveState(0);
  const sending = new Set<string>();
  const count = () => {
    waiting.set(countWaiting());
    moved.set(moved.get() + 1);
  };
  const notice = (one: OwnedFiles) => {
    files.set(one.id, one);
    for (const hash of one.hashes) unasked.add(hash);
  };

  const listening = owned.map((source) =>
    source.onNew((one) => {
      notice(one);
      count();
      bell.ring();
    }),
  );
  for (const source of owned) for await (const one of source.all()) notice(one);
  count();

  const ask = async (signal: AbortSignal) => {
    const hashes = [...unasked].slice(0, hashesPerQuestion);
    const missing = new Set(await client.missing(hashes, signal));
    const tierOf = tiersByHash(files);
    for (const hash of hashes) {
      unasked.delete(hash);
      if (!missing.has(hash)) atHub.add(hash);
      else {
        atHub.delete(hash);
        lacking[tierOf.get(hash) ?? 0]!.add(hash);
      }
    }
    count();
  };
  let asking: Promise<void> = Promise.resolve();
  /** Between any two uploads, so that the thumbnail of a new photo goes before the originals of older ones. */
  const askAll = async (signal: AbortSignal) => {
    asking = asking
      .catch(() => {})
      .then(async () => {
        while (unasked.size > 0 && !signal.aborted) await ask(signal);
      });
    await asking;
  };
  const takeNext = () => {
    for (const tier of lacking) for (const hash of tier) return tier.delete(hash) ? hash : null;
    return null;
  };
  const send = async (sha256: string, signal: AbortSignal) => {
    const bytes = await blobs.size(sha256);
    if (bytes === null) {
      log.info("a picture is not on this desk", { sha256 });
      return;
    }
    const blob = { sha256, path: blobs.path(sha256), bytes };
    const answer = await uploadBlob(blob, { client, places }, signal).catch((error: unknown) => {
      if (!(error instanceof BlobUnreadable)) throw error;
      // It stays waiting and must not hold up the pictures behind it.
      log.error("a picture on this desk cannot be read", error, { sha256 });
      return null;
    });
    if (answer === null) return;
    if (answer === "refused") log.info("the hub refused a picture", { sha256, bytes });
    else atHub.add(sha256);
    count();
  };
  const sendShown = async (sha256: string, signal: AbortSignal) => {
    sending.add(sha256);
    moved.set(moved.get() + 1);
    await send(sha256, signal).finally(() => sending.delete(sha256));
  };
  const work = async (signal: AbortSignal) => {
    await askAll(signal);
    for (let next = takeNext(); next && !signal.aborted; next = takeNext()) {
      await sendShown(next, signal);
      await askAll(signal);
    }
  };

  const doubt = () => {
    for (const { hashes } of files.values()) for (const hash of hashes) unasked.add(hash);
    bell.ring();
  };

  return {
    waiting,
    moved,
    list: () => {
      const lackingFiles = [...files.values()].filter(isWaiting);
      return [...Map.groupBy(lackingFiles, ({ photo }) => photo)].map(([original, owned]) => {
        const hashes = [...new Set(owned.flatMap((one) => one.hashes))];
        return {
          original,
          files: hashes.length,
          sent: hashes.filter((hash) => atHub.has(hash)).length,
          sending: hashes.some((hash) => sending.has(hash)),
        };
      });
    },
    doubt,
    forget() {
      for (const hash of atHub) atHub.delete(hash);
      count();
      doubt();
    },
    async run(signal) {
      for (const tier of lacking) tier.clear();
      for (const { hashes } of files.values()) for (const hash of hashes) unasked.add(hash);
      const failed = new AbortController();
      const until = AbortSignal.any([signal, failed.signal]);
      while (!signal.aborted) {
        await Promise.all(
          Array.from({ length: parallel }, () =>
            work(until).catch((error: unknown) => {
              failed.abort(error);
              throw error;
            }),
          ),
        );
        await bell.wait(signal);
      }
    },
    [Symbol.dispose]: () => listening.forEach((stop) => stop()),
  };
}

/** The lowest tier of each hash: one blob may be several renditions of a small picture. */
function tiersByHash(files: ReadonlyMap<string, OwnedFiles>): Map<string, number> {
  const tierOf = new Map<string, number>();
  for (const { hashes } of files.values())
    for (const [index, hash] of hashes.entries())
      tierOf.set(hash, Math.min(index, lastTier, tierOf.get(hash) ?? lastTier));
  return tierOf;
}
