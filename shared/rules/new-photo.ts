import type { Photo, PhotoFile } from "../model/photo.ts";

/** The photo that a file becomes on a car, with nothing said about it yet. */
export function newPhoto(
  file: PhotoFile,
  place: Pick<Photo, "vehicleId" | "sequence" | "importedAt">,
): Photo {
  return {
    ...file,
    ...place,
    deletedAt: null,
    shot: null,
    caption: "",
    tags: {},
    defects: {},
    edits: null,
    edited: null,
  };
}
