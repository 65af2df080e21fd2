import { exifThumbnail, orientationSegment } from "#shared/rules/exif-thumbnail.ts";

/** EXIF and the thumbnail in it lie within the first 64 kB of a JPEG, and seldom much further in. */
const headBytes = 128 * 1024;

/** The small picture that the camera put into the file, upright; null where there is none that can be shown as it is. */
export async function firstLook(file: File): Promise<Blob | null> {
  const head = await file
    .slice(0, headBytes)
    .arrayBuffer()
    .catch(() => null);
  const found = head && exifThumbnail(new Uint8Array(head));
  if (!found) return null;
  const { jpeg, orientation } = found;
  // A thumbnail is stored as the sensor lay, and says nothing of it itself.
  const parts =
    orientation === 1 ? [jpeg] : [jpeg.subarray(0, 2), orientationSegment(orientation), jpeg.subarray(2)];
  return new Blob(parts, { type: "image/jpeg" });
}
