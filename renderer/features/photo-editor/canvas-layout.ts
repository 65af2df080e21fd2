import type { PhotoEdits, Region } from "#shared/model/photo-edits.ts";
import { frameAfter, type Point, type Size, toOriginal } from "#shared/rules/photo-geometry.ts";
import { wholePicture } from "./region-shape.ts";

export type Placing = Pick<PhotoEdits, "quarterTurns" | "straighten" | "crop">;

/** Where everything lies on the canvas, in pixels of the screen. */
export interface CanvasLayout {
  /** What is seen of the picture, in the middle of the view. */
  readonly shown: Size;
  /** The upright original behind it: turned around its own middle, the rest of it hidden. */
  readonly layer: Size & { readonly left: number; readonly top: number; readonly degrees: number };
}

/** Fits the picture with these edits into the view. */
export function layoutOf(view: Size, original: Size, placing: Placing): CanvasLayout {
  const frame = frameAfter(original.width, original.height, placing);
  const region: Region = placing.crop ?? wholePicture;
  const scale = Math.max(
    0,
    Math.min(view.width / (region.width * frame.width), view.height / (region.height * frame.height)),
  );
  const layer = { width: original.width * scale, height: original.height * scale };
  return {
    shown: { width: region.width * frame.width * scale, height: region.height * frame.height * scale },
    layer: {
      ...layer,
      left: (0.5 - region.left) * frame.width * scale - layer.width / 2,
      top: (0.5 - region.top) * frame.height * scale - layer.height / 2,
      degrees: placing.quarterTurns * 90 + placing.straighten,
    },
  };
}

/** A way on the screen as a way in the upright original, in fractions of it. */
export function originalWay(layout: CanvasLayout, right: number, down: number): Point {
  const angle = (-layout.layer.degrees * Math.PI) / 180;
  const [sine, cosine] = [Math.sin(angle), Math.cos(angle)];
  return {
    x: (right * cosine - down * sine) / layout.layer.width,
    y: (right * sine + down * cosine) / layout.layer.height,
  };
}

/** A point of the screen, from the upper left corner of what is shown, as a point of the upright original. */
export function originalPoint(
  { shown }: CanvasLayout,
  original: Size,
  placing: Placing,
  right: number,
  down: number,
): Point {
  return toOriginal({ x: right / shown.width, y: down / shown.height }, original, placing);
}

/** A crop's width to height, both in fractions of the frame, that makes a picture of this shape. */
export function cropRatio(original: Size, placing: Placing, shape: number): number {
  const frame = frameAfter(original.width, original.height, placing);
  return shape * (frame.height / frame.width);
}
