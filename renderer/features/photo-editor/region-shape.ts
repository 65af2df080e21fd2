import type { Region } from "#shared/model/photo-edits.ts";

/** The eight handles of a box, by the edges that they move. */
export const handles = ["nw", "n", "ne", "e", "se", "s", "sw", "w"] as const;
export type Handle = (typeof handles)[number];

/** No box is smaller than this share of the picture, or it could not be grasped any more. */
export const smallest = 0.01;

const clamp = (value: number, low: number, high: number) => Math.min(Math.max(value, low), high);
/** Fractions as fine as a thousandth of a pixel; anything finer is noise of the arithmetic. */
const tidy = (value: number) => Math.round(value * 1e7) / 1e7;

export function moved(region: Region, right: number, down: number): Region {
  return {
    ...region,
    left: tidy(clamp(region.left + right, 0, 1 - region.width)),
    top: tidy(clamp(region.top + down, 0, 1 - region.height)),
  };
}

/**
 * A handle dragged by so much. `ratio` is width to height, both in fractions of the picture; null lets both go as they like.
 * The opposite edge or corner stays where it is.
 */
export function resized(
  region: Region,
  handle: Handle,
  right: number,
  down: number,
  ratio: number | null,
): Region {
  const edges = {
    left: region.left + (handle.includes("w") ? right : 0),
    right: region.left + region.width + (handle.includes("e") ? right : 0),
    top: region.top + (handle.includes("n") ? down : 0),
    bottom: region.top + region.height + (handle.includes("s") ? down : 0),
  };
  if (ratio !== null) return inRatio(region, handle, edges, ratio);
  const left = clamp(edges.left, 0, region.left + region.width - smallest);
  const top = clamp(edges.top, 0, region.top + region.height - smallest);
  return spanned(
    left,
    top,
    clamp(edges.right, left + smallest, 1) - left,
    clamp(edges.bottom, top + smallest, 1) - top,
  );
}

interface Edges {
  readonly left: number;
  readonly right: number;
  readonly top: number;
  readonly bottom: number;
}

function inRatio(region: Region, handle: Handle, edges: Edges, ratio: number): Region {
  const wanted = {
    width: Math.max(edges.right - edges.left, smallest),
    height: Math.max(edges.bottom - edges.top, smallest),
  };
  const byHeight = handle === "n" || handle === "s";
  const anchor = {
    x: handle.includes("w") ? 1 : handle.includes("e") ? 0 : 0.5,
    y: handle.includes("n") ? 1 : handle.includes("s") ? 0 : 0.5,
  };
  const held = { x: region.left + region.width * anchor.x, y: region.top + region.height * anchor.y };
  const room = {
    width: anchor.x === 0.5 ? 2 * Math.min(held.x, 1 - held.x) : anchor.x === 1 ? held.x : 1 - held.x,
    height: anchor.y === 0.5 ? 2 * Math.min(held.y, 1 - held.y) : anchor.y === 1 ? held.y : 1 - held.y,
  };
  const width = Math.min(byHeight ? wanted.height * ratio : wanted.width, room.width, room.height * ratio);
  return spanned(held.x - width * anchor.x, held.y - (width / ratio) * anchor.y, width, width / ratio);
}

/** The box between two corners, wherever the pointer went first. */
export function drawn(from: { x: number; y: number }, to: { x: number; y: number }): Region {
  const inside = (value: number) => clamp(value, 0, 1);
  const left = Math.min(inside(Math.min(from.x, to.x)), 1 - smallest);
  const top = Math.min(inside(Math.min(from.y, to.y)), 1 - smallest);
  return spanned(
    left,
    top,
    Math.max(inside(Math.max(from.x, to.x)) - left, smallest),
    Math.max(inside(Math.max(from.y, to.y)) - top, smallest),
  );
}

/** The largest box of this shape around the middle of another one that stays in the picture. */
export function inShape(around: Region, ratio: number): Region {
  const middle = { x: around.left + around.width / 2, y: around.top + around.height / 2 };
  const width = Math.min(1, ratio, Math.max(around.width, around.height * ratio));
  const height = width / ratio;
  return spanned(
    clamp(middle.x - width / 2, 0, 1 - width),
    clamp(middle.y - height / 2, 0, 1 - height),
    width,
    height,
  );
}

export const wholePicture: Region = { left: 0, top: 0, width: 1, height: 1 };

/** A crop of everything is none. */
export function orWhole(region: Region): Region | null {
  const { left, top, width, height } = region;
  return left < 1e-6 && top < 1e-6 && width > 1 - 1e-6 && height > 1 - 1e-6 ? null : region;
}

function spanned(left: number, top: number, width: number, height: number): Region {
  const start = { left: tidy(clamp(left, 0, 1)), top: tidy(clamp(top, 0, 1)) };
  return {
    ...start,
    width: tidy(Math.min(width, 1 - start.left)),
    height: tidy(Math.min(height, 1 - start.top)),
  };
}
