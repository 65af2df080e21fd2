import * as z from "zod";
import { Instant, Sha256 } from "./primitives.ts";

export const photoChannels = [
  "website",
  "facebook",
  "instagram",
  "x",
  "linkedin",
  "telegram",
  "other",
] as const;
export const PhotoChannel = z.enum(photoChannels);
export type PhotoChannel = z.infer<typeof PhotoChannel>;

const Color = z.string().regex(/^#[0-9a-f]{6}$/);

export const cornerPlaces = ["topLeft", "topRight", "bottomLeft", "bottomRight", "center"] as const;

const Watermark = z.object({
  /** A PNG with transparency in the content store. */
  image: Sha256,
  width: z.int().positive(),
  height: z.int().positive(),
  place: z.enum(cornerPlaces),
  /** Its width as a share of the picture's. */
  scale: z.number().min(0.05).max(1),
  opacity: z.number().min(0.05).max(1),
});

const Banner = z.object({
  /** With placeholders as in `rules/photo-names.ts`: `{price}`, `{year}`, `{make}`... */
  text: z.string().trim().min(1).max(200),
  place: z.enum(["top", "bottom"]),
  background: Color,
  color: Color,
  opacity: z.number().min(0).max(1),
});

/** How pictures leave for one channel. */
export const PhotoPreset = z.object({
  name: z.string().trim().min(1).max(60),
  channel: PhotoChannel,
  /** Pixels; smaller pictures are not enlarged. */
  longEdge: z.int().min(320).max(8000),
  format: z.enum(["jpeg", "webp", "avif", "png"]),
  /** 1 to 100; PNG has none. */
  quality: z.int().min(40).max(100),
  /** Width to height, cut from the middle; null keeps the picture's own shape. */
  shape: z.object({ width: z.int().min(1).max(100), height: z.int().min(1).max(100) }).nullable(),
  /** Files that would be larger are made with less quality. Null for no limit. */
  maxBytes: z.int().min(20_000).nullable(),
  /** The file's name without its ending, with placeholders as in `rules/photo-names.ts`. */
  namePattern: z.string().trim().min(1).max(120),
  watermark: Watermark.nullable(),
  banner: Banner.nullable(),
  deletedAt: Instant.nullable(),
});
export type PhotoPreset = z.infer<typeof PhotoPreset>;

/** What of a preset decides how a picture looks. */
export const PhotoRecipe = PhotoPreset.pick({
  longEdge: true,
  format: true,
  quality: true,
  shape: true,
  maxBytes: true,
  watermark: true,
  banner: true,
});
export type PhotoRecipe = z.infer<typeof PhotoRecipe>;
