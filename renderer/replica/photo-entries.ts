import type { Envelope } from "#shared/model/envelope.ts";
import type { Photo } from "#shared/model/photo.ts";
import { coverOf } from "./inventory-projection.ts";
import { bySequence } from "./photo-order.ts";
import { readingOf } from "./readings.ts";

export interface PhotoEntry {
  readonly id: string;
  readonly photo: Photo;
  readonly isCover: boolean;
}

export interface HeldPhoto {
  readonly id: string;
  readonly photo: Photo;
  readonly sequence: string;
}

export function heldPhoto(document: Envelope): HeldPhoto[] {
  const photo = readingOf("photo", document);
  return photo ? [{ id: document.id, photo, sequence: photo.sequence }] : [];
}

/** Entries of the documents of one car; what has not changed is not read again and is the same object as before. */
export function entryViews() {
  const readings = new WeakMap<Envelope, readonly HeldPhoto[]>();
  const entries = new WeakMap<HeldPhoto, PhotoEntry>();

  function heldOnce(document: Envelope): readonly HeldPhoto[] {
    const reading = readings.get(document) ?? heldPhoto(document);
    readings.set(document, reading);
    return reading;
  }

  function entryOf(one: HeldPhoto, isCover: boolean): PhotoEntry {
    const before = entries.get(one);
    if (before?.isCover === isCover) return before;
    const entry = { id: one.id, photo: one.photo, isCover };
    entries.set(one, entry);
    return entry;
  }

  return {
    shown([documents, chosen]: readonly [readonly Envelope[], string | null]): readonly PhotoEntry[] {
      const shown = documents
        .flatMap(heldOnce)
        .filter(({ photo }) => photo.deletedAt === null)
        .sort(bySequence);
      const cover = coverOf(chosen, shown);
      return shown.map((one) => entryOf(one, one.id === cover?.id));
    },
    binned(documents: readonly Envelope[]): readonly PhotoEntry[] {
      const binned = documents.flatMap(heldOnce).filter(({ photo }) => photo.deletedAt !== null);
      const latest = ({ photo }: HeldPhoto) => photo.deletedAt ?? "";
      return binned
        .sort((a, b) => (latest(a) < latest(b) ? 1 : latest(a) > latest(b) ? -1 : bySequence(a, b)))
        .map((one) => entryOf(one, false));
    },
  };
}
