import * as z from "zod";

const fraction = z.number().min(0).max(1);

/** A rectangle in fractions of a picture's width and height, from its upper left corner. */
export const Region = z.object({
  left: fraction,
  top: fraction,
  width: fraction.gt(0),
  height: fraction.gt(0),
});
export type Region = z.infer<typeof Region>;

/**
 * What is done to a picture, as data: the original stays as the camera took it. Applied in the order of the fields, except
 * that `blurs` come first: their regions are of the upright original, so that a number plate stays covered however the
 * picture is turned and cropped.
 */
export const PhotoEdits = z.object({
  /** Quarter turns clockwise. */
  quarterTurns: z.int().min(0).max(3),
  /** Degrees clockwise; the corners that a slant leaves empty are cut off, keeping the picture's shape. */
  straighten: z.number().min(-45).max(45),
  /** Of the picture as it is after turning and straightening; null keeps all of it. */
  crop: Region.nullable(),
  /** Stops (EV). */
  exposure: z.number().min(-2).max(2),
  /** White balance from blue (-1) to amber (1). */
  warmth: z.number().min(-1).max(1),
  /** White balance from green (-1) to magenta (1). */
  tint: z.number().min(-1).max(1),
  /** Made unreadable, such as number plates. */
  blurs: z.array(Region).max(30),
});
export type PhotoEdits = z.infer<typeof PhotoEdits>;

export const noEdits: PhotoEdits = {
  quarterTurns: 0,
  straighten: 0,
  crop: null,
  exposure: 0,
  warmth: 0,
  tint: 0,
  blurs: [],
};
