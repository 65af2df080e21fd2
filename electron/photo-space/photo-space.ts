import { join } from "node:path";
import type { PhotoPresence } from "#shared/contract/photo-space.ts";
import type { Envelope } from "#shared/model/envelope.ts";
import { createLiveState, type LiveState } from "../sync/live-state.ts";
import type { OwnedFiles, OwnedSource } from "../sync/owned-files.ts";
import type { BlobStore } from "../photos/blob-store.ts";
import { type BlobUse, createBlobUse } from "./blob-use.ts";
import { measureDisk, type MeasureDisk } from "./disk-room.ts";
import { lackingOfCars } from "./kept-cars.ts";
import { openPhotoFileIndex } from "./photo-files.ts";
import {
  createSpaceKeeper,
  type Keeping,
  type SpaceKeeper,
  type SpaceKeeperOptions,
} from "./space-keeper.ts";
import { createStoreContents } from "./store-contents.ts";

/** Which photo files lie on this desk: what is kept, what may go, what is fetched before anybody asks. */
export interface PhotoSpaceService extends AsyncDisposable {
  readonly count: SpaceKeeper["count"];
  readonly presence: Pick<LiveState<PhotoPresence>, "get" | "subscribe">;
  readonly use: BlobUse;
  readonly hasRoom: SpaceKeeper["hasRoom"];
  readonly look: SpaceKeeper["look"];
  /** What this desk is to have of the cars that are kept and has not, the newest photos last. */
  lackingOfKeptCars(): string[];
  /** Takes notice of documents, whoever wrote them. */
  notice(documents: readonly Envelope[]): void;
  /** A blob came from the hub. */
  fetched(sha256: string): Promise<void>;
  /** Tells when there may be something new to fetch for the cars that are kept. */
  onMore(listener: () => void): () => void;
  keeping(): Keeping;
  change(keeping: Partial<Keeping>): Promise<void>;
  /** What the hub has lost, as far as this desk has it. */
  readonly found: OwnedSource;
  /** Takes note of blobs as they are made on this desk, until it is disposed. */
  follow(made: readonly Pick<OwnedSource, "onNew">[]): Disposable;
  run(signal: AbortSignal): Promise<void>;
}

export interface PhotoSpaceOptions extends Pick<
  SpaceKeeperOptions,
  "inWork" | "atHub" | "client" | "period" | "keeping" | "log"
> {
  /** The desk's folder. */
  readonly folder: string;
  readonly blobs: BlobStore;
  readonly keep: (keeping: Keeping) => Promise<void>;
  readonly measure?: MeasureDisk;
  readonly grace?: number;
}

export async function openPhotoSpace(options: PhotoSpaceOptions): Promise<PhotoSpaceService> {
  const { folder, blobs, keeping, keep, measure = measureDisk(folder), log, grace } = options;
  const files = await openPhotoFileIndex(join(folder, "sync", "photo-files.txt"), log);
  const contents = createStoreContents(blobs);
  const use = createBlobUse({ touch: contents.touch, grace });
  const listeners = new Set<() => void>();
  const lost = new Set<(files: OwnedFiles) => void>();
  const onLacking = (sha256: string) =>
    lost.forEach((tell) => tell({ id: `found ${sha256}`, photo: sha256, hashes: [sha256] }));
  const presence = createLiveState<PhotoPresence>({ version: 0, keptCars: [...keeping().keptCars] });
  const moved = () => {
    const { version } = presence.get();
    presence.set({ version: version + 1, keptCars: [...keeping().keptCars] });
  };
  const keeper = createSpaceKeeper({ ...options, measure, files, contents, use, onLacking, onMoved: moved });
  const more = () => {
    for (const listener of listeners) listener();
    keeper.look();
  };
  const note = async (sha256: string) => {
    await contents.note(sha256);
    moved();
    keeper.came(sha256);
  };
  files.onChange(more);

  return {
    count: keeper.count,
    presence,
    use,
    hasRoom: keeper.hasRoom,
    look: keeper.look,
    lackingOfKeptCars: () => lackingOfCars(new Set(keeping().keptCars), files, contents),
    notice: files.notice,
    async fetched(sha256) {
      options.atHub.add(sha256);
      await note(sha256);
    },
    onMore(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    keeping,
    async change(part) {
      await keep({ ...keeping(), ...part });
      moved();
      more();
    },
    found: {
      async *all() {},
      onNew(listener) {
        lost.add(listener);
        return () => lost.delete(listener);
      },
    },
    follow(made) {
      const noteAll = ({ hashes }: OwnedFiles) => hashes.forEach((sha256) => void note(sha256));
      const listening = made.map((source) => source.onNew(noteAll));
      return { [Symbol.dispose]: () => listening.forEach((stop) => stop()) };
    },
    run: keeper.run,
    [Symbol.asyncDispose]: () => files[Symbol.asyncDispose](),
  };
}
