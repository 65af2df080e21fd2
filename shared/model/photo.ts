import * as z from "zod";
import { PhotoEdits } from "./photo-edits.ts";
import { Id, Instant, Sha256 } from "./primitives.ts";
import { ElementSet } from "./vehicle.ts";

/** Long edge limits of the stored renditions, in pixels; a smaller original is never enlarged. */
export const renditionSizes = [320, 800, 1920] as const;
export type RenditionSize = (typeof renditionSizes)[number];

export const Rendition = z.object({
  sha256: Sha256,
  width: z.int().positive(),
  height: z.int().positive(),
  bytes: z.int().positive(),
});
export type Rendition = z.infer<typeof Rendition>;

const Renditions = z.object({ 320: Rendition, 800: Rendition, 1920: Rendition });
export type Renditions = z.infer<typeof Renditions>;

/** `#rrggbb`, shown while the thumbnail loads. */
const DominantColor = z.string().regex(/^#[0-9a-f]{6}$/);

const Camera = z.object({ make: z.string(), model: z.string() });

const Exposure = z.object({
  /** Shutter time in seconds. */
  seconds: z.number().positive().nullable(),
  /** f-number. */
  aperture: z.number().positive().nullable(),
  iso: z.number().positive().nullable(),
  /** Millimetres, as the lens says, not as on 35 mm film. */
  focalLength: z.number().positive().nullable(),
});

/** Degrees, WGS 84, north and east positive. */
const Position = z.object({
  latitude: z.number().min(-90).max(90),
  longitude: z.number().min(-180).max(180),
});

/** A file that was kept as it is, such as the RAW that a camera wrote beside a JPEG. */
export const KeptFile = z.object({
  sha256: Sha256,
  name: z.string(),
  bytes: z.int().positive(),
  mime: z.string(),
});
export type KeptFile = z.infer<typeof KeptFile>;

/** What was measured in the small renditions; the limits that make findings of it are in `rules/photo-findings.ts`. */
export const PhotoMeasures = z.object({
  /** Variance of the Laplacian of the sharpest part, on 8-bit grey of the 800 px rendition: higher is sharper. */
  sharpness: z.number().min(0),
  /** Mean luma, 0 black to 1 white. */
  brightness: z.number().min(0).max(1),
  /** Share of pixels that are black, or white, beyond telling anything apart. */
  clippedShadows: z.number().min(0).max(1),
  clippedHighlights: z.number().min(0).max(1),
  /** How surely the picture stands the right way up: 1 surely, 0 cannot be told, -1 surely upside down. */
  upright: z.number().min(-1).max(1),
});
export type PhotoMeasures = z.infer<typeof PhotoMeasures>;

/**
 * What the photo service found in a file and made of it. Renditions are upright sRGB JPEGs without metadata. What an older
 * version did not read yet is null.
 */
export const PhotoFile = z.object({
  original: KeptFile.extend({
    /** Upright, after the EXIF orientation is applied. */
    width: z.int().positive(),
    height: z.int().positive(),
  }),
  /** The RAW of the same shot; null where there was none. */
  companion: KeptFile.nullable().default(null),
  renditions: Renditions,
  dominantColor: DominantColor,
  /** The camera's clock as it was set: `YYYY-MM-DDTHH:mm:ss`. */
  capturedAt: z
    .string()
    .regex(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d$/)
    .nullable(),
  /** How far that clock was from UTC, `±HH:mm`; null where the camera did not say. */
  capturedOffset: z
    .string()
    .regex(/^[+-]\d\d:\d\d$/)
    .nullable()
    .default(null),
  camera: Camera.nullable(),
  lens: z.string().nullable().default(null),
  exposure: Exposure.nullable().default(null),
  position: Position.nullable(),
  /** 64 bits in hexadecimal; a small Hamming distance means a similar picture. */
  perceptualHash: z
    .string()
    .regex(/^[0-9a-f]{16}$/)
    .nullable()
    .default(null),
  measures: PhotoMeasures.nullable().default(null),
  /** True where the file ends early or is broken inside and only part of the picture could be shown. */
  damaged: z.boolean(),
});
export type PhotoFile = z.infer<typeof PhotoFile>;

/** Something wrong with the car, pinned where the picture shows it, in fractions of the upright original. */
export const Defect = z.object({
  x: z.number().min(0).max(1),
  y: z.number().min(0).max(1),
  note: z.string().trim().max(200),
});
export type Defect = z.infer<typeof Defect>;

/** Renditions of a photo with these edits. They are of use as long as the photo still has the same. */
export const EditedRenditions = z.object({
  edits: PhotoEdits,
  renditions: Renditions,
  dominantColor: DominantColor,
});
export type EditedRenditions = z.infer<typeof EditedRenditions>;

export const Photo = PhotoFile.extend({
  vehicleId: Id,
  /** Fractional index (base 62), so that a reorder changes one document. */
  sequence: z.string().min(1),
  importedAt: Instant,
  deletedAt: Instant.nullable(),
  /** The shot of the dealer's shot list that it is (see `shot-list.ts`); null for any other picture. */
  shot: z.string().max(40).nullable().default(null),
  caption: z.string().trim().max(300).default(""),
  tags: ElementSet.default({}),
  /** By id; a removed one is null, so that pins set on two desks all stay. */
  defects: z.record(Id, Defect.nullable()).default({}),
  /** Null is the picture as the camera took it. */
  edits: PhotoEdits.nullable().default(null),
  /** Follows `edits` as soon as a desk with the original has made it. */
  edited: EditedRenditions.nullable().default(null),
});
export type Photo = z.infer<typeof Photo>;
