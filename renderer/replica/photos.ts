import * as z from "zod";
import type { FieldChange } from "#shared/model/activity.ts";
import { PhotoEdits } from "#shared/model/photo-edits.ts";
import {
  Defect,
  EditedRenditions,
  Photo,
  type PhotoFile,
  PhotoFile as PhotoFileSchema,
} from "#shared/model/photo.ts";
import { ElementSet } from "#shared/model/vehicle.ts";
import { isSame } from "#shared/rules/canonical-json.ts";
import { newPhoto } from "#shared/rules/new-photo.ts";
import { effectiveEdits } from "#shared/rules/photo-edits.ts";
import type { Actor, Following, LongAct, Outcome } from "./acts.ts";
import type { Collections } from "./database.ts";
import type { Documents } from "./documents.ts";
import { change, creation } from "./edits.ts";
import { checked } from "./invalid-data.ts";
import type { LibraryPhoto, LiveLibrary } from "./library.ts";
import type { LiveRows } from "./live-rows.ts";
import { livePair, liveView, type LiveValue } from "./live-value.ts";
import { entryViews, type HeldPhoto, heldPhoto, type PhotoEntry } from "./photo-entries.ts";
import { reordered, sequencesAfter } from "./photo-order.ts";
import { readingOf } from "./readings.ts";
import type { UndoAct } from "./undo-stack.ts";
import { documentsOf } from "./stored.ts";

export type { PhotoEntry } from "./photo-entries.ts";

interface NewPhoto {
  readonly photoId: string;
  readonly file: PhotoFile;
}

/** What is said about a photo. */
const Words = z
  .strictObject({ caption: Photo.shape.caption.unwrap(), shot: Photo.shape.shot.unwrap() })
  .partial();

/** The edits that a photo shall have, for all alike or worked out of each. */
type EditsOf = PhotoEdits | null | ((photo: Photo) => PhotoEdits | null);

/**
 * What screens do with photos. Everything resolves when it is journalled. Acts on many photos go part by part, can be followed
 * and cancelled, and are undone in one.
 */
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
  bin(ids: readonly string[], following?: Following): Promise<Outcome>;
  restore(ids: readonly string[], following?: Following): Promise<Outcome>;
  /** To the end of another car's photos, in the given order. */
  moveTo(ids: readonly string[], vehicleId: string, following?: Following): Promise<Outcome>;
  /** Throws `InvalidData` for words that are too long. */
  describe(
    ids: readonly string[],
    words: Partial<Pick<Photo, "caption" | "shot">>,
    following?: Following,
  ): Promise<Outcome>;
  /** Sets tags with true and takes them away with null; the others stay. */
  tag(ids: readonly string[], tags: ElementSet, following?: Following): Promise<Outcome>;
  /** Null takes the pin away. */
  setDefect(id: string, defectId: string, defect: Defect | null): Promise<void>;
  /** Null goes back to the picture as the camera took it. */
  edit(ids: readonly string[], edits: EditsOf, following?: Following): Promise<Outcome>;
  /** Keeps what was rendered of a photo's edits, as long as it still has the same. It is nobody's act: no history, no undo. */
  keepEdited(id: string, edited: EditedRenditions): Promise<void>;
}

/** What placing photos asks of those that are there. */
type KnownPhoto = Pick<LibraryPhoto, "id" | "sequence" | "deletedAt" | "originalSha256">;

export function createPhotos(parts: {
  actor: Actor;
  documents: Documents;
  collections: Collections;
  photoRows: LiveRows;
  library: Pick<LiveLibrary, "ofVehicle">;
  chosenCover: (vehicleId: string) => LiveValue<string | null>;
}): Photos {
  const { actor, documents, collections, photoRows, library, chosenCover } = parts;
  const views = new WeakMap<
    LiveValue<unknown>,
    { shown: LiveValue<readonly PhotoEntry[]>; binned: LiveValue<readonly PhotoEntry[]> }
  >();
  let turn: Promise<unknown> = Promise.resolve();

  /** From memory, which hears of every write before it resolves, or from the database while memory is still filled. */
  const photosOf = async (vehicleId: string): Promise<readonly KnownPhoto[]> =>
    library.ofVehicle(vehicleId) ??
    (await documentsOf(collections.photos, "photo", vehicleId)).flatMap(heldPhoto).map(known);

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
    const entries = entryViews();
    const made = {
      shown: liveView(livePair(rows, chosenCover(vehicleId)), entries.shown),
      binned: liveView(rows, entries.binned),
    };
    views.set(rows, made);
    return made;
  }

  /** The same change to each of these photos. */
  const changeEach = (
    ids: readonly string[],
    act: Pick<LongAct, "history" | "undo" | "changes" | "toldWith">,
    patch: (photo: Photo) => Partial<Photo> | null,
    following?: Following,
  ) =>
    actor.performInParts(
      {
        ...act,
        ids: [...new Set(ids)],
        editsOf: (part) => part.map((id) => change("photo", id, patch)),
      },
      following,
    );

  const setBin = (ids: readonly string[], deletedAt: string | null, following?: Following) =>
    changeEach(
      ids,
      {
        history: deletedAt === null ? "photosRestored" : "photosDeleted",
        undo: deletedAt === null ? "photosRestored" : "photosBinned",
        changes: counted("photos"),
      },
      (photo) => ((photo.deletedAt === null) === (deletedAt === null) ? null : { deletedAt }),
      following,
    );

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
            creation(
              "photo",
              photoId,
              newPhoto(checked(PhotoFileSchema, file), {
                vehicleId,
                sequence: sequences[index]!,
                importedAt,
              }),
            ),
          ),
          history: "photosAdded",
          undo: "photosAdded",
          changes: counted("photos"),
          joins: `photosAdded/${vehicleId}`,
        });
        const left = new Set(duplicates);
        return { added: items.map(({ photoId }) => photoId).filter((id) => !left.has(id)), duplicates };
      }),

    async reorder(photoIds, before) {
      await actor.perform({
        inTurn,
        async edits() {
          const [first] = await documents.read("photos", photoIds.slice(0, 1));
          const placed = first ? reordered(await photosOf(first.key), photoIds, before) : [];
          return placed.map(({ id, sequence }) => change("photo", id, () => ({ sequence })));
        },
        history: "edited",
        undo: "photosReordered",
        changes: (_count, fields) => [{ field: "photoOrder", from: null, to: null }, ...fields()],
      });
    },

    async setCover(vehicleId, photoId) {
      await actor.perform({
        edits: [change("vehicle", vehicleId, () => ({ coverPhotoId: photoId }))],
        history: "edited",
        undo: "coverChosen",
      });
    },

    bin: (ids, following) => setBin(ids, actor.now(), following),
    restore: (ids, following) => setBin(ids, null, following),

    moveTo: (ids, vehicleId, following) =>
      actor.performInParts(
        {
          ids: [...new Set(ids)],
          inTurn,
          async editsOf(part) {
            const sequences = sequencesAfter(await photosOf(vehicleId), part.length);
            return part.map((id, index) =>
              change("photo", id, () => ({ vehicleId, sequence: sequences[index]! })),
            );
          },
          history: "edited",
          undo: "photosMoved",
          changes: counted("photosMoved"),
        },
        following,
      ),

    describe(ids, words, following) {
      const said = checked(Words, words);
      const field = said.caption === undefined ? "shot" : "caption";
      return changeEach(ids, edited("photosDescribed", field), () => said, following);
    },

    tag(ids, tags, following) {
      const set = checked(ElementSet, tags);
      return changeEach(ids, edited("photosTagged", "tags"), () => ({ tags: set }), following);
    },

    async setDefect(id, defectId, defect) {
      const pinned = checked(Defect.nullable(), defect);
      await changeEach([id], edited("defectsMarked", "defects"), () => ({
        defects: { [defectId]: pinned },
      }));
    },

    edit(ids, edits, following) {
      const next = typeof edits === "function" ? editsEach(edits) : editsAlike(edits);
      return changeEach(ids, edited("photosEdited", "edits"), next, following);
    },

    async keepEdited(id, given) {
      const kept = checked(EditedRenditions, given);
      await documents.write([
        change("photo", id, ({ edits }) => (isSame(edits, kept.edits) ? { edited: kept } : null)),
      ]);
    },
  };
}

function editsAlike(given: PhotoEdits | null): () => Partial<Photo> {
  const edits = effectiveEdits(checked(PhotoEdits.nullable(), given));
  return () => ({ edits });
}

function editsEach(editsOf: (photo: Photo) => PhotoEdits | null) {
  return (data: Photo): Partial<Photo> | null => {
    const photo = readingOf("photo", { data });
    return photo && editsAlike(editsOf(photo))();
  };
}

/** What a history says of a car's photos: how many of them something was done to, and what to each. */
function counted(field: string): (count: number, fields: () => FieldChange[]) => FieldChange[] {
  return (count, fields) => [{ field, from: null, to: count }, ...fields()];
}

function edited(undo: UndoAct, field: string) {
  return { history: "edited", undo, changes: counted(field), toldWith: field } as const;
}

function known({ id, photo, sequence }: HeldPhoto): KnownPhoto {
  return { id, sequence, deletedAt: photo.deletedAt, originalSha256: photo.original.sha256 };
}

/** Of several files with the same content the first is kept; a photo in the bin does not stand in the way of a new one. */
function withoutDuplicates(items: readonly NewPhoto[], known: readonly KnownPhoto[]) {
  const seen = new Set(
    known.filter(({ deletedAt }) => deletedAt === null).map(({ originalSha256 }) => originalSha256),
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
