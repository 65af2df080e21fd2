import ExifReader, { type ExpandedTags } from "exifreader";
import type { PhotoFile } from "#shared/model/photo.ts";

export type ExifFacts = Pick<PhotoFile, "capturedAt" | "camera" | "position">;

const nothing: ExifFacts = { capturedAt: null, camera: null, position: null };

/** What the camera wrote about a picture. EXIF is often broken: whatever cannot be read is null, and nothing throws. */
export function readExifFacts(file: Buffer): ExifFacts {
  try {
    // Node finds only the default export in its CommonJS build.
    // oxlint-disable-next-line import/no-named-as-default-member
    const tags = ExifReader.load(file, { expanded: true, excludeTags: { xmp: true, iptc: true, icc: true } });
    return { capturedAt: captureTime(tags), camera: camera(tags), position: position(tags) };
  } catch {
    return nothing;
  }
}

export interface Glimpse {
  readonly capturedAt: string | null;
  /** The small JPEG that the camera put into the EXIF, as it is stored. */
  readonly thumbnail: Buffer | null;
  readonly orientation: number;
}

/** What can be said of a picture at once, from its first bytes. Total. */
export function readGlimpse(head: Buffer): Glimpse {
  return { capturedAt: readExifFacts(head).capturedAt, thumbnail: null, orientation: 1 };
}

/** The camera's clock as it was set; EXIF writes colons into the date, and blanks or zeros where there is no clock. */
function captureTime({ exif }: ExpandedTags): string | null {
  for (const tag of [exif?.DateTimeOriginal, exif?.DateTimeDigitized]) {
    const match = /^(\d{4})[:-](\d\d)[:-](\d\d)[ T](\d\d):(\d\d):(\d\d)/.exec(text(tag));
    if (!match) continue;
    const [, year, month, day, hour, minute, second] = match;
    const written = `${year}-${month}-${day}T${hour}:${minute}:${second}`;
    const instant = new Date(`${written}Z`);
    if (Number(year) > 0 && !Number.isNaN(instant.getTime()) && instant.toISOString().startsWith(written))
      return written;
  }
  return null;
}

function camera({ exif }: ExpandedTags): PhotoFile["camera"] {
  const [make, model] = [text(exif?.Make), text(exif?.Model)];
  return make === "" && model === "" ? null : { make, model };
}

/** A camera without a fix writes zeros; no dealer stands in the Gulf of Guinea. */
function position({ gps }: ExpandedTags): PhotoFile["position"] {
  const { Latitude: latitude, Longitude: longitude } = gps ?? {};
  if (typeof latitude !== "number" || typeof longitude !== "number") return null;
  if (!(Math.abs(latitude) <= 90 && Math.abs(longitude) <= 180)) return null;
  return latitude === 0 && longitude === 0 ? null : { latitude, longitude };
}

/** A tag's text without padding; control characters come from broken files. */
function text(tag: { value: unknown; description: string } | undefined): string {
  const written = Array.isArray(tag?.value) ? tag.value.join(" ") : "";
  return written
    .replaceAll(/\p{Cc}/gu, " ")
    .trim()
    .slice(0, 100);
}
