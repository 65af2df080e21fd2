import type { Photo } from "#shared/model/photo.ts";
import type { LiveValue } from "./live-value.ts";

/** What of a photo is held in memory for every photo of the dealership; the rest is read when its car is opened. */
export interface LibraryPhoto extends Pick<
  Photo,
  | "vehicleId"
  | "sequence"
  | "importedAt"
  | "deletedAt"
  | "capturedAt"
  | "perceptualHash"
  | "measures"
  | "shot"
  | "caption"
  | "tags"
  | "edits"
  | "damaged"
> {
  readonly id: string;
  /** The small rendition that is on show, edited where the photo is. */
  readonly thumbnail: string;
  /** The large rendition that is on show. */
  readonly large: string;
  /** Shown while the thumbnail loads. */
  readonly color: string;
  readonly originalSha256: string;
  /** The large rendition without edits, which pictures are made of where the original is not to be had. */
  readonly fallback: string;
  /** As the camera called the file. */
  readonly name: string;
  /** Of the upright original. */
  readonly width: number;
  readonly height: number;
  /** How many defects are pinned on it. */
  readonly defects: number;
  /** It has edits that its renditions do not show yet. */
  readonly isEditedStale: boolean;
}

export interface Library {
  /** False until every photo was read. */
  readonly ready: boolean;
  /** Every photo of every car, binned ones too, in no order. A photo that has not changed is the same object as before. */
  readonly photos: readonly LibraryPhoto[];
}

export interface LiveLibrary extends LiveValue<Library> {
  /** The photos of a car as they are at this moment, binned ones too; null until every photo was read. */
  ofVehicle(vehicleId: string): readonly LibraryPhoto[] | null;
  /** Cars that have a photo of this original which is not in the bin. */
  vehiclesWith(sha256: string): readonly string[];
}
