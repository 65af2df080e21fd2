import * as z from "zod";
import { Id, Instant, Sha256 } from "./primitives.ts";

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

const Camera = z.object({ make: z.string(), model: z.string() });

/** Degrees, WGS 84, north and east positive. */
const Position = z.object({
  latitude: z.number().min(-90).max(90),
  longitude: z.number().min(-180).max(180),
});

/** What the photo service found in a file and made of it. Renditions are upright sRGB JPEGs. */
export const PhotoFile = z.object({
  original: z.object({
    sha256: Sha256,
    name: z.string(),
    bytes: z.int().positive(),
    mime: z.string(),
    /** Upright, after the EXIF orientation is applied. */
    width: z.int().positive(),
    height: z.int().positive(),
  }),
  renditions: z.object({ 320: Rendition, 800: Rendition, 1920: Rendition }),
  /** `#rrggbb`, shown while the thumbnail loads. */
  dominantColor: z.string().regex(/^#[0-9a-f]{6}$/),
  /** The camera's clock, which knows no time zone: `YYYY-MM-DDTHH:mm:ss`. */
  capturedAt: z
    .string()
    .regex(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d$/)
    .nullable(),
  camera: Camera.nullable(),
  position: Position.nullable(),
  /** True where the file ends early or is broken inside and only part of the picture could be shown. */
  damaged: z.boolean(),
});
export type PhotoFile = z.infer<typeof PhotoFile>;

export const Photo = PhotoFile.extend({
  vehicleId: Id,
  /** Fractional index (base 62), so that a reorder changes one document. */
  sequence: z.string().min(1),
  importedAt: Instant,
  deletedAt: Instant.nullable(),
});
export type Photo = z.infer<typeof Photo>;
