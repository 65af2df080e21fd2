import { existsSync } from "node:fs";
import { readdir } from "node:fs/promises";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { ExifTool, type Tags } from "exiftool-vendored";
import { afterAll, expect, test } from "vitest";
import { readPictureHeader } from "#electron/photos/picture-header.ts";

/** A second reader: what exiftool says of the same files, by its own words. */
const samples = fileURLToPath(new URL("../../../shared/samples/photos", import.meta.url));
const present = existsSync(samples);
const exiftool = new ExifTool({ maxProcs: 1 });
afterAll(() => exiftool.end());

const names = present ? await readdir(samples) : ["(skipped: the sample photos are not on this machine)"];

test.for(names)("exiftool reads the same of %s", { skip: !present }, async (name) => {
  const path = join(samples, name);
  const { facts, orientation } = await readPictureHeader(path, name.endsWith(".HEIC") ? "heic" : "jpeg");
  const tags = await exiftool.readRaw(path, { readArgs: ["-n", "-G0"] });

  expect({ ...facts, orientation }).toEqual(factsOf(tags as Record<string, unknown>));
});

/** The same facts from exiftool's numbers. */
function factsOf(tags: Tags | Record<string, unknown>) {
  const tag = (key: string) => (tags as Record<string, unknown>)[`EXIF:${key}`];
  const [make, model] = [text(tag("Make")), text(tag("Model"))];
  const exposure = {
    seconds: positive(tag("ExposureTime")),
    aperture: positive(tag("FNumber")),
    iso: positive(tag("ISO")),
    focalLength: positive(tag("FocalLength")),
  };
  const known = Object.values(exposure).some((value) => value !== null);
  const taken = tag("DateTimeOriginal") ?? tag("CreateDate");
  return {
    capturedAt: taken ? text(taken).replace(/^(\d+):(\d+):(\d+) /, "$1-$2-$3T") : null,
    capturedOffset: text(tag("OffsetTimeOriginal")) || null,
    camera: make || model ? { make, model } : null,
    lens: text(tag("LensModel")) || null,
    exposure: known ? exposure : null,
    position: position(tags as Record<string, unknown>),
    orientation: Number(tag("Orientation") ?? 1),
  };
}

function text(value: unknown): string {
  return typeof value === "string" ? value.trim() : "";
}

function positive(value: unknown) {
  return typeof value === "number" && value > 0 ? expect.closeTo(value, 6) : null;
}

function position(tags: Record<string, unknown>) {
  const [latitude, longitude] = [tags["Composite:GPSLatitude"], tags["Composite:GPSLongitude"]];
  if (typeof latitude !== "number" || typeof longitude !== "number") return null;
  return { latitude: expect.closeTo(latitude, 6), longitude: expect.closeTo(longitude, 6) };
}
