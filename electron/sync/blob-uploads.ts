import { renditionSizes } from "#shared/model/photo.ts";
import type { WaitingPhoto } from "#shared/contract/bridge.ts";
import type { Log } from "../log.ts";
import type { BlobStore } from "../photos/blob-store.ts";
import { createBell } from "./bell.ts";
import { uploadBlob, type UploadWay } from "./blob-upload.ts";
import { BlobUnreadable } from "./file-sending.ts";
import type { HashList } from "./hash-list.ts";
import { createLiveState, type LiveState } from "./live-state.ts";
import type { OwnedFiles, OwnedSource } from "./owned-files.ts";
import { createWaitingFiles } from "./waiting-files.ts";

/** Brings to the hub what it lacks of this desk's pictures. What that is, is asked and never queued. */
export interface BlobUploads extends Disposable {
  /** Photos of which the hub lacks at least one file. */
  readonly waiting: Pick<LiveState<number>, "get" | "subscribe">;
  /** Those photos, in no order. */
  list(): WaitingPhoto[];
  /** Changes whenever the list does. */
  readonly moved: Pick<LiveState<number>, "get" | "subscribe">;
  /** Tries again what the hub refused and what could not be read, which else has to wait for the next connection. */
  retry(): void;
  /** The hub may lack what it had: everything is asked for again. */
  doubt(): void;
  /** The hub is another one, of which nothing is known. */
  forget(): void;
  /** Works while online; ends when the signal aborts and throws where the hub goes away. */
  run(signal: AbortSignal): Promise<void>;
}

export interface BlobUploadsOptions extends UploadWay {
  readonly blobs: Pick<BlobStore, "path" | "size">;
  readonly owned: readonly OwnedSource[];
  /** Blobs that the hub was seen to have. */
  readonly atHub: HashList;
  readonly log: Log;
}

/** Thumbnails of all photos go before larger pictures of any, originals last. */
const lastTier = renditionSizes.length;
const parallel = 3;
const hashesPerQuestion = 1000;

export async function createBlobUploads(options: BlobUploadsOptions): Promise<BlobUploads> {
  const { blobs, owned, client, atHub, log } = options;
  const files = new Map<string, OwnedFiles>();
  /** With its place in line. One blob may be several renditions of a small picture: the first place counts. */
  const unasked = new Map<string, number>();
  const lacking = Array.from({ length: lastTier + 1 }, () => new Set<string>());
  const bell = createBell();
  const waitingFiles = createWaitingFiles(atHub);
  const waiting = createLiveState(0);
  const moved = createLiveState(0);
  const sending = new Set<string>();
  const count = () => {
    waiting.set(waitingFiles.photos);
    moved.set(moved.get() + 1);
  };
  const askLater = ({ hashes }: OwnedFiles, isAsked = (_hash: string) => true) => {
    for (const [index, hash] of hashes.entries())
      if (isAsked(hash)) unasked.set(hash, Math.min(index, lastTier, unasked.get(hash) ?? lastTier));
  };
  const notice = (one: OwnedFiles) => {
    files.set(one.id, one);
    waitingFiles.put(one);
    askLater(one);
  };
  /** What the hub had it has no more, which happens when it was brought back from a backup. */
  const lost = (hashes: readonly string[]) => {
    for (const hash of hashes) atHub.delete(hash);
    for (const one of files.values()) waitingFiles.put(one);
  };

  const listening = owned.map((source) =>
    source.onNew((one) => {
      notice(one);
      count();
      bell.ring();
    }),
  );
  // Others find out as well what the hub has.
  listening.push(
    atHub.onAdded((sha256) => {
      waitingFiles.arrived(sha256);
      count();
    }),
  );
  for (const source of owned) for await (const one of source.all()) notice(one);
  count();

  const ask = async (signal: AbortSignal) => {
    const question = [...unasked.entries().take(hashesPerQuestion)];
    const hashes = question.map(([hash]) => hash);
    const missing = new Set(await client.missing(hashes, signal));
    for (const [hash, tier] of question) {
      unasked.delete(hash);
      if (missing.has(hash)) lacking[tier]!.add(hash);
      else atHub.add(hash);
    }
    const gone = hashes.filter((hash) => missing.has(hash) && atHub.has(hash));
    if (gone.length > 0) lost(gone);
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
    const answer = await uploadBlob(blob, options, signal).catch((error: unknown) => {
      if (!(error instanceof BlobUnreadable)) throw error;
      // It stays waiting and must not hold up the pictures behind it.
      log.error("a picture on this desk cannot be read", error, { sha256 });
      return null;
    });
    if (answer === null) return;
    if (answer === "refused") log.info("the hub refused a picture", { sha256, bytes });
    else atHub.add(sha256);
  };
  const sendShown = async (sha256: string, signal: AbortSignal) => {
    sending.add(sha256);
    count();
    await send(sha256, signal).finally(() => {
      sending.delete(sha256);
      count();
    });
  };
  const work = async (signal: AbortSignal) => {
    await askAll(signal);
    for (let next = takeNext(); next && !signal.aborted; next = takeNext()) {
      await sendShown(next, signal);
      await askAll(signal);
    }
  };

  const doubt = () => {
    for (const one of files.values()) askLater(one);
    bell.ring();
  };

  return {
    waiting,
    moved,
    list: () => waitingFiles.list(sending),
    retry() {
      const waits = (hash: string) => !atHub.has(hash) && !sending.has(hash);
      for (const one of files.values()) askLater(one, waits);
      bell.ring();
    },
    doubt,
    forget() {
      lost([...atHub]);
      count();
      doubt();
    },
    async run(signal) {
      for (const tier of lacking) tier.clear();
      for (const one of files.values()) askLater(one);
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
