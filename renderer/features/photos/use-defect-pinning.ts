import { useState } from "react";
import { v7 } from "uuid";
import type { PhotoEntry } from "#renderer/replica/photos.ts";
import type { PhotoEdits } from "#shared/model/photo-edits.ts";
import type { Defect, Photo } from "#shared/model/photo.ts";
import type { Point } from "#shared/rules/photo-geometry.ts";
import { pointAt } from "./defect-places.ts";
import type { PhotoActs } from "./use-photo-acts.ts";

export interface DefectPinning {
  /** The next click on the picture pins a defect. */
  readonly isPinning: boolean;
  readonly setPinning: (pinning: boolean) => void;
  /** The defect that was pinned last and waits for its note. */
  readonly fresh: string | null;
  /** The photo with the fresh defect, which its note may be written for while it is still being kept. */
  readonly seen: (photo: Photo) => Photo;
  /** Pins a defect at a place of the picture as these edits show it. */
  readonly pin: (place: Point, edits: PhotoEdits | null) => void;
  readonly move: (id: string, defect: Defect, place: Point, edits: PhotoEdits | null) => void;
  readonly note: (id: string, defect: Defect, note: string) => void;
  readonly remove: (id: string) => void;
}

/** Pinning defects on the photo that is looked at. */
export function useDefectPinning(entry: PhotoEntry | undefined, acts: PhotoActs): DefectPinning {
  const [isPinning, setPinning] = useState(false);
  const [fresh, setFresh] = useState<{ id: string; photoId: string; defect: Defect } | null>(null);
  const set = (id: string, defect: Defect | null) => entry && acts.setDefect(entry.id, id, defect);
  return {
    isPinning,
    setPinning,
    fresh: fresh?.id ?? null,
    seen: (photo) =>
      fresh && fresh.photoId === entry?.id && !(fresh.id in photo.defects)
        ? { ...photo, defects: { ...photo.defects, [fresh.id]: fresh.defect } }
        : photo,
    pin(place, edits) {
      if (!entry) return;
      const id = v7();
      const defect = { ...pointAt(place, entry.photo, edits), note: "" };
      set(id, defect);
      setFresh({ id, photoId: entry.id, defect });
      setPinning(false);
    },
    move: (id, defect, place, edits) =>
      entry && set(id, { ...defect, ...pointAt(place, entry.photo, edits) }),
    note: (id, defect, note) => {
      if (note.trim() !== defect.note) set(id, { ...defect, note: note.trim() });
    },
    remove: (id) => set(id, null),
  };
}
