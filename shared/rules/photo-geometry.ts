import type { PhotoEdits, Region } from "../model/photo-edits.ts";

/** In fractions of a picture's width and height, from its upper left corner. */
export interface Point {
  readonly x: number;
  readonly y: number;
}

export interface Size {
  readonly width: number;
  readonly height: number;
}

export interface PixelBox extends Size {
  readonly left: number;
  readonly top: number;
}

type Turns = Pick<PhotoEdits, "quarterTurns" | "straighten">;
type Placing = Turns & Pick<PhotoEdits, "crop">;

const whole: Region = { left: 0, top: 0, width: 1, height: 1 };

/** Whole pixels of an upright original after quarter turns and straightening, which is what a crop is cut from. */
export function frameAfter(width: number, height: number, edits: Turns): Size {
  const frame = exactFrame({ width, height }, edits);
  return { width: atLeastOne(frame.width), height: atLeastOne(frame.height) };
}

/** Whole pixels of the picture with all its edits. */
export function sizeAfter(width: number, height: number, edits: Placing): Size {
  const box = pixelsOf(edits.crop ?? whole, frameAfter(width, height, edits));
  return { width: box.width, height: box.height };
}

/** A region of a picture in whole pixels, never outside it and never empty. */
export function pixelsOf(region: Region, { width, height }: Size): PixelBox {
  const left = Math.min(Math.round(region.left * width), width - 1);
  const top = Math.min(Math.round(region.top * height), height - 1);
  return {
    left,
    top,
    width: clamp(Math.round((region.left + region.width) * width) - left, 1, width - left),
    height: clamp(Math.round((region.top + region.height) * height) - top, 1, height - top),
  };
}

/** The largest region of this shape in the middle of a picture. */
export function middleOf({ width, height }: Size, shape: Size): Region {
  const ratio = shape.width / shape.height / (width / height);
  const [across, down] = ratio < 1 ? [ratio, 1] : [1, 1 / ratio];
  return { left: (1 - across) / 2, top: (1 - down) / 2, width: across, height: down };
}

/** Where a point of the upright original is in the edited picture; outside 0 to 1 where it was cut off. */
export function toEdited(point: Point, original: Size, edits: Placing): Point {
  const turned = turnedPoint(point, edits.quarterTurns);
  const size = turnedSize(original, edits.quarterTurns);
  const frame = exactFrame(original, edits);
  const offset = rotated(
    { x: (turned.x - 0.5) * size.width, y: (turned.y - 0.5) * size.height },
    edits.straighten,
  );
  const crop = edits.crop ?? whole;
  return {
    x: (offset.x / frame.width + 0.5 - crop.left) / crop.width,
    y: (offset.y / frame.height + 0.5 - crop.top) / crop.height,
  };
}

/** Where a point of the edited picture is in the upright original. */
export function toOriginal(point: Point, original: Size, edits: Placing): Point {
  const crop = edits.crop ?? whole;
  const frame = exactFrame(original, edits);
  const offset = rotated(
    {
      x: (point.x * crop.width + crop.left - 0.5) * frame.width,
      y: (point.y * crop.height + crop.top - 0.5) * frame.height,
    },
    -edits.straighten,
  );
  const size = turnedSize(original, edits.quarterTurns);
  const turned = { x: offset.x / size.width + 0.5, y: offset.y / size.height + 0.5 };
  return turnedPoint(turned, (4 - edits.quarterTurns) % 4);
}

/** The upright box around a region of the upright original in the edited picture; null where all of it was cut off. */
export function regionToEdited(region: Region, original: Size, edits: Placing): Region | null {
  return boxAround(cornersOf(region).map((corner) => toEdited(corner, original, edits)));
}

/** The upright box around a region of the edited picture in the upright original, so never less than what was drawn. */
export function regionToOriginal(region: Region, original: Size, edits: Placing): Region | null {
  return boxAround(cornersOf(region).map((corner) => toOriginal(corner, original, edits)));
}

/**
 * Turned by `straighten`, a picture of the same shape fits as soon as its own corners do: the smaller of the scales at
 * which its width and its height fit between the edges.
 */
function exactFrame(original: Size, edits: Turns): Size {
  const { width, height } = turnedSize(original, edits.quarterTurns);
  const angle = (Math.abs(edits.straighten) * Math.PI) / 180;
  const [sine, cosine] = [Math.sin(angle), Math.cos(angle)];
  const scale = Math.min(
    width / (width * cosine + height * sine),
    height / (width * sine + height * cosine),
    1,
  );
  return { width: width * scale, height: height * scale };
}

function turnedSize({ width, height }: Size, quarterTurns: number): Size {
  return quarterTurns % 2 === 0 ? { width, height } : { width: height, height: width };
}

function turnedPoint({ x, y }: Point, quarterTurns: number): Point {
  const turns: readonly Point[] = [
    { x, y },
    { x: 1 - y, y: x },
    { x: 1 - x, y: 1 - y },
    { x: y, y: 1 - x },
  ];
  return turns[quarterTurns % 4]!;
}

/** Clockwise, as down is positive in pictures. */
function rotated({ x, y }: Point, degrees: number): Point {
  const angle = (degrees * Math.PI) / 180;
  const [sine, cosine] = [Math.sin(angle), Math.cos(angle)];
  return { x: x * cosine - y * sine, y: x * sine + y * cosine };
}

function cornersOf({ left, top, width, height }: Region): Point[] {
  return [
    { x: left, y: top },
    { x: left + width, y: top },
    { x: left, y: top + height },
    { x: left + width, y: top + height },
  ];
}

function boxAround(points: readonly Point[]): Region | null {
  const [xs, ys] = [points.map(({ x }) => clamp(x, 0, 1)), points.map(({ y }) => clamp(y, 0, 1))];
  const [left, top] = [Math.min(...xs), Math.min(...ys)];
  const [width, height] = [Math.max(...xs) - left, Math.max(...ys) - top];
  return width > 0 && height > 0 ? { left, top, width, height } : null;
}

function atLeastOne(pixels: number): number {
  return Math.max(1, Math.floor(pixels + 1e-9));
}

function clamp(value: number, least: number, most: number): number {
  return Math.max(least, Math.min(most, value));
}
