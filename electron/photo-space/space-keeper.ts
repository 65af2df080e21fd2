import type { PhotoSpace } from "#shared/contract/photo-space.ts";
import type { Log } from "../log.ts";
import type { BlobStore } from "../photos/blob-store.ts";
import { createBell, sleep } from "../sync/bell.ts";
import type { HashList } from "../sync/hash-list.ts";
import type { HubClient } from "../sync/hub-client.ts";
import { HubUnavailable } from "../sync/hub-unavailable.ts";
import type { BlobUse } from "./blob-use.ts";
import type { MeasureDisk } from "./disk-room.ts";
import type { PhotoFileIndex } from "./photo-files.ts";
import { firstOut, type Removable, sorted } from "./removable.ts";
import { countSpace } from "./space-counts.ts";
import type { StoreContents } from "./store-contents.ts";

/** Which photo files the user wants on this desk. */
export interface Keeping {
  /** Bytes; null keeps everything. */
  readonly limit: number | null;
  readonly keptCars: readonly string[];
}

/** Keeps the photo files of this desk under its limit: the longest unused go first, and only what the hub has. */
export interface SpaceKeeper {
  /** How it stands now. */
  count(): Promise<PhotoSpace>;
  /** What is here, what is wanted or what the hub has may have changed. */
  look(): void;
  /** A blob came, of which it may have to be asked whether the hub has it. */
  came(sha256: string): void;
  /** Whether more may be fetched without filling the disk. */
  hasRoom(): Promise<boolean>;
  /** The loop; ends when the signal aborts. */
  run(signal: AbortSignal): Promise<void>;
}

export interface SpaceKeeperOptions {
  readonly blobs: Pick<BlobStore, "remove">;
  readonly contents: StoreContents;
  readonly files: PhotoFileIndex;
  readonly use: BlobUse;
  /** Blobs that the hub was seen to have: hints, which it is asked about again before one is removed. */
  readonly atHub: Pick<HashList, "has" | "add" | "delete">;
  readonly client: Pick<HubClient, "missing">;
  /** Aborts when the desk goes offline; already aborted while it is. */
  readonly period: () => AbortSignal;
  readonly keeping: () => Keeping;
  /** Originals of imports that are not done. */
  readonly inWork: () => Iterable<string>;
  readonly measure: MeasureDisk;
  /** The hub lacks what this desk has, though it was thought to have it. */
  readonly onLacking: (sha256: string) => void;
  /** `count` may have another answer. */
  readonly onMoved: () => void;
  readonly log: Log;
}

const hashesPerQuestion = 500;
/** Milliseconds between looks at the disk, which others fill as well; and while something has still to go. */
const restEvery = 60_000;
const settleEvery = 5000;
/** Milliseconds in which news are taken together. */
const gathering = 500;

export function createSpaceKeeper(options: SpaceKeeperOptions): SpaceKeeper {
  const { blobs, contents, files, use, atHub, client, period, keeping, inWork, measure, onMoved, log } =
    options;
  const bell = createBell();
  let standing: PhotoSpace["standing"] = "counting";
  let asking: { readonly period: AbortSignal; readonly unknown: Set<string> } | null = null;

  const sorting = () => {
    const keptCars = new Set(keeping().keptCars);
    return sorted({ contents, files, use, atHub, keptCars, inWork: new Set(inWork()) });
  };
  /** Bytes that are too many; a disk that is nearly full lowers the limit, where one is set. */
  const excess = async () => {
    const { limit } = keeping();
    if (limit === null) return 0;
    const { free, reserve } = await measure();
    return contents.bytes - Math.min(limit, contents.bytes + free - reserve);
  };
  const lacking = async (hashes: string[], signal: AbortSignal) =>
    new Set(await client.missing(hashes, AbortSignal.any([signal, period()])));
  /** Of its own files a desk knows what the hub has of them; of what else lies here it asks once while online. */
  const learn = async (signal: AbortSignal) => {
    const now = period();
    if (now.aborted) return;
    if (asking?.period !== now) asking = { period: now, unknown: unknownOf(contents, atHub) };
    const { unknown } = asking;
    for (const hashes of inBatches([...unknown], hashesPerQuestion)) {
      const missing = await lacking(hashes, signal);
      for (const sha256 of hashes) {
        unknown.delete(sha256);
        if (!missing.has(sha256)) atHub.add(sha256);
      }
      onMoved();
    }
  };

  const remove = async ({ sha256 }: Removable, stuck: Set<string>) => {
    try {
      if (await use.remove(sha256, () => blobs.remove(sha256))) contents.forget(sha256);
    } catch (error) {
      log.error("a picture was not removed", error, { sha256 });
      stuck.add(sha256);
    }
  };
  /** The hub says at this moment that it has what goes. */
  const removeConfirmed = async (batch: readonly Removable[], stuck: Set<string>, signal: AbortSignal) => {
    const hashes = batch.map(({ sha256 }) => sha256);
    const missing = await lacking(hashes, signal);
    for (const one of batch) {
      if (!missing.has(one.sha256)) await remove(one, stuck);
      else {
        atHub.delete(one.sha256);
        options.onLacking(one.sha256);
      }
    }
    onMoved();
  };
  const settle = async (signal: AbortSignal): Promise<PhotoSpace["standing"]> => {
    const stuck = new Set<string>();
    for (;;) {
      const over = await excess();
      if (over <= 0 || signal.aborted) return "settled";
      const { removable, inUse, isWaiting } = sorting();
      const free = removable.filter(({ sha256 }) => !stuck.has(sha256));
      const batch = firstOut(free, over, hashesPerQuestion);
      if (batch.length === 0) return inUse ? "freeing" : isWaiting ? "waitingForHub" : "cannotFree";
      if (period().aborted) return "waitingForHub";
      await removeConfirmed(batch, stuck, signal);
    }
  };
  const round = async (signal: AbortSignal) => {
    const unless = (act: string) => (error: unknown) => {
      const isExpected = error instanceof HubUnavailable || period().aborted || signal.aborted;
      if (!isExpected) log.error(act, error);
      return "waitingForHub" as const;
    };
    await learn(signal).catch(unless("the hub did not say what it has"));
    standing = await settle(signal).catch(unless("room for photos was not made"));
  };

  return {
    look: () => bell.ring(),
    came(sha256) {
      if (!atHub.has(sha256)) asking?.unknown.add(sha256);
      bell.ring();
    },
    async count() {
      const removable = sorting().removable.reduce((sum, { bytes }) => sum + bytes, 0);
      const counts = countSpace({ contents, files, atHub });
      return { ...counts, limit: keeping().limit, removable, disk: await measure(), standing };
    },
    async hasRoom() {
      const { free, reserve } = await measure();
      return free > reserve;
    },
    async run(signal) {
      await contents.scan(signal);
      while (!signal.aborted) {
        const before = standing;
        await round(signal);
        if (standing !== before) onMoved();
        await bell.wait(signal, standing === "settled" ? restEvery : settleEvery);
        await sleep(gathering, signal);
      }
    },
  };
}

function unknownOf(contents: StoreContents, atHub: Pick<HashList, "has">): Set<string> {
  const unknown = new Set<string>();
  for (const [sha256] of contents.all()) if (!atHub.has(sha256)) unknown.add(sha256);
  return unknown;
}

function* inBatches<T>(all: readonly T[], size: number): Generator<T[]> {
  for (let start = 0; start < all.length; start += size) yield all.slice(start, start + size);
}
