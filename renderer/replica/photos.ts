import { type Photo, type PhotoFile, PhotoFile as PhotoFileSchema } from "#shared/model/photo.ts";
import type { Envelope } from "#shared/model/envelope.ts";
import type { Act, Actor } from "./acts.ts";
import type { Collections } from "./database.ts";
import type { Documents, Written } from "./documents.ts";
import { change, creation } from "./edits.ts";
import { coverOf } from "./inventory-projection.ts";
import { checked } from "./invalid-data.ts";
import type { LiveRows } from "./live-rows.ts";
import { livePair, liveView, type LiveValue } from "./live-value.ts";
import { bySequence, reordered, sequencesAfter } from "./photo-order.ts";
import { readingOf } from "./readings.ts";
import { documentsOf } from "./stored.ts";

export interface PhotoEntry {
  readonly id: string;
  readonly photo: Photo;
  readonly isCover: boolean;
}

interface NewPhoto {
  readonly photoId: string;
  readonly file: PhotoFile;
}

/** What screens do with photos. Everything resolves when it is journalled. */
export interface Photos {
  /** The photos of a car that are not in the bin, in their order. */
  ofVehicle(vehicleId: string): LiveValue<readonly PhotoEntry[]>;
  /** Those in the bin, latest binned first. */
  binned(vehicleId: string): LiveValue<readonly PhotoEntry[]>;
  /**
   * Adds photos behind the others, in the given order. `added` are those that are on the car now, also where an earlier call
   * had put them there; `duplicates` show the same file as a photo of this car and were left out.
   */
  add(vehicleId: string, items: readonly NewPhoto[]): Promise<{ added: string[]; duplicates: string[] }>;
  /** Brings photos before another one, or to the end for null. */
  reorder(photoIds: readonly string[], before: string | null): Promise<void>;
  /** Null goes back to the first photo in order. */
  setCover(vehicleId: string, photoId: string | null): Promise<void>;
  bin(ids: readonly string[]): Promise<void>;
  restore(ids: readonly string[]): Promise<void>;
  /** To the end of another car's photos. */
  moveTo(ids: readonly string[], vehicleId: string): Promise<void>;
}

interface Held {
  readonly id: string;
  readonly photo: Photo;
  readonly sequence: string;
}

export function createPhotos(parts: {
  actor: Actor;
  documents: Documents;
  collections: Collections;
  photoRows: LiveRows;
  chosenCover: (vehicleId: string) => LiveValue<string | null>;
}): Photos {
  const { actor, documents, collections, photoRows, chosenCover } = parts;
  const views = new WeakMap<
    LiveValue<unknown>,
    { shown: LiveValue<readonly PhotoEntry[]>; binned: LiveValue<readonly PhotoEntry[]> }
  >();
  let turn: Promise<unknown> = Promise.resolve();

  const photosOf = async (vehicleId: string) =>
    (await documentsOf(collections.photos, "photo", vehicleId)).flatMap(held);

  /** Acts that place photos read the present order first, so they go one after the other. */
  function inTurn<T>(act: () => Promise<T>): Promise<T> {
    const result = turn.then(act);
    turn = result.catch(() => undefined);
    return result;
  }

  function viewsOf(vehicleId: string) {
    const rows = photoRows.of("photo", vehicleId);
    const known = views.get(rows);
    if (known) return known;
    const made = {
      shown: liveView(livePair(rows, chosenCover(vehicleId)), shownEntries),
      binned: liveView(rows, binnedEntries),
    };
    views.set(rows, made);
    return made;
  }

  const setBin = (ids: readonly string[], deletedAt: string | null) =>
    actor.perform({
      edits: [...new Set(ids)].map((id) =>
        change("photo", id, (photo) =>
          (photo.deletedAt === null) === (deletedAt === null) ? null : { deletedAt },
        ),
      ),
      history: deletedAt === null ? "photosRestored" : "photosDeleted",
      undo: deletedAt === null ? "photosRestored" : "photosBinned",
      changes: counted,
    });

  return {
    ofVehicle: (vehicleId) => viewsOf(vehicleId).shown,
    binned: (vehicleId) => viewsOf(vehicleId).binned,

    add: (vehicleId, items) =>
      inTurn(async () => {
        const known = await photosOf(vehicleId);
        const kept = new Set(
          (
            await documents.read(
              "photos",
              items.map(({ photoId }) => photoId),
            )
          ).map(({ id }) => id),
        );
        const fresh = items.filter(({ photoId }) => !kept.has(photoId));
        const { unique, duplicates } = withoutDuplicates(fresh, known);
        const sequences = sequencesAfter(known, unique.length);
        const importedAt = actor.now();
        await actor.perform({
          edits: unique.map(({ photoId, file }, index) =>
            creation("photo", photoId, {
              ...checked(PhotoFileSchema, file),
              vehicleId,
              sequence: sequences[index]!,
              importedAt,
              deletedAt: null,
            }),
          ),
          history: "photosAdded",
          undo: "photosAdded",
          changes: counted,
          joins: `photosAdded/${vehicleId}`,
        });
        const left = new Set(duplicates);
        return { added: items.map(({ photoId }) => photoId).filter((id) => !left.has(id)), duplicates };
      }),

    reorder: (photoIds, before) =>
      inTurn(async () => {
        const [first] = await documents.read("photos", photoIds.slice(0, 1));
        if (!first) return;
        const placed = reordered(await photosOf(first.key), photoIds, before);
        await actor.perform({
          edits: placed.map(({ id, sequence }) => change("photo", id, () => ({ sequence }))),
          history: "edited",
          undo: "photosReordered",
          changes: () => [{ field: "photoOrder", from: null, to: null }],
        });
      }),

    async setCover(vehicleId, photoId) {
      await actor.perform({
        edits: [change("vehicle", vehicleId, () => ({ coverPhotoId: photoId }))],
        history: "edited",
        undo: "coverChosen",
      });
    },

    bin: async (ids) => void (await setBin(ids, actor.now())),
    restore: async (ids) => void (await setBin(ids, null)),

    moveTo: (ids, vehicleId) =>
      inTurn(async () => {
        const sequences = sequencesAfter(await photosOf(vehicleId), ids.length);
        await actor.perform({
          edits: ids.map((id, index) =>
            change("photo", id, () => ({ vehicleId, sequence: sequences[index]! })),
          ),
          history: "edited",
          undo: "photosMoved",
          changes: () => [{ field: "photosMoved", from: null, to: null }],
        });
      }),
  };
}

const counted: Act["changes"] = (written: readonly Written[]) => [
  { field: "photos", from: null, to: written.length },
];

function held(document: Envelope): Held[] {
  const photo = readingOf("photo", document);
  return photo ? [{ id: document.id, photo, sequence: photo.sequence }] : [];
}

function shownEntries([documents, chosen]: readonly [
  readonly Envelope[],
  string | null,
]): readonly PhotoEntry[] {
  const shown = documents
    .flatMap(held)
    .filter(({ photo }) => photo.deletedAt === null)
    .sort(bySequence);
  const cover = coverOf(chosen, shown);
  return shown.map(({ id, photo }) => ({ id, photo, isCover: id === cover?.id }));
}

function binnedEntries(documents: readonly Envelope[]): readonly PhotoEntry[] {
  const binned = documents.flatMap(held).filter(({ photo }) => photo.deletedAt !== null);
  const latest = ({ photo }: Held) => photo.deletedAt ?? "";
  return binned
    .sort((a, b) => (latest(a) < latest(b) ? 1 : latest(a) > latest(b) ? -1 : bySequence(a, b)))
    .map(({ id, photo }) => ({ id, photo, isCover: false }));
}

/** Of several files with the same content the first is kept; a photo in the bin does not stand in the way of a new one. */
function withoutDuplicates(items: readonly NewPhoto[], known: readonly Held[]) {
  const seen = new Set(
    known.filter(({ photo }) => photo.deletedAt === null).map(({ photo }) => photo.original.sha256),
  );
  const unique: NewPhoto[] = [];
  const duplicates: string[] = [];
  for (const item of items) {
    const { sha256 } = item.file.original;
    if (seen.has(sha256)) duplicates.push(item.photoId);
    else unique.push(item);
    seen.add(sha256);
  }
  return { unique, duplicates };
}
