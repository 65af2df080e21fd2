import type { PhotoPreset } from "../model/photo-preset.ts";
import type { Photo } from "../model/photo.ts";
import { middleOf, pixelsOf, sizeAfter } from "./photo-geometry.ts";

/** What of a photo findings are made of. Sizes are of the upright original. */
export type JudgedPhoto = Pick<Photo, "measures" | "damaged" | "edits"> & {
  readonly width: number;
  readonly height: number;
};

export type PhotoFinding =
  /** `sharpness` as measured; `wanted` is the least that passes. */
  | { readonly kind: "blurred"; readonly sharpness: number; readonly wanted: number }
  /** Mean brightness as it is with its edits, 0 to 1. */
  | { readonly kind: "dark"; readonly brightness: number }
  | { readonly kind: "overexposed"; readonly brightness: number; readonly clipped: number }
  /** Long edges in pixels; `wanted` is the preset's own. */
  | { readonly kind: "tooSmall"; readonly longEdge: number; readonly wanted: number }
  /** The share of the picture that the preset's shape cuts off. */
  | { readonly kind: "wrongShape"; readonly lost: number }
  | { readonly kind: "upsideDown" }
  | { readonly kind: "damaged" };

/**
 * Found by measuring 17 real pictures of nine cameras as they are, and blurred, darkened and brightened in steps: the
 * pictures have a sharpness from 118 (a leaf close by) to 27,000, with a blur that is seen at full screen 13 to 107.
 * `tests/photos/findings.test.ts` measures them again.
 */
export const findingLimits = {
  sharpness: 80,
  /** Three stops too dark is 0.14 to 0.21 in daylight. */
  darkest: 0.2,
  /** Two stops too bright is 0.81 and more where there was white in the picture. */
  brightest: 0.84,
  /** A white sky, wall or studio takes a third and more; beyond this the car has gone white as well. */
  clippedHighlights: 0.4,
  /** A blue sky at the bottom; all that is less sure would raise more wrong alarms than right ones. */
  upsideDown: -0.75,
  /** Of a preset's long edge: below it, enlarging shows. */
  leastSize: 0.6,
  /** Pixels, where no preset says; Google's vehicle ads recommend 800 x 600 (support.google.com/merchants/answer/11190670). */
  leastLongEdge: 800,
  /** Of the picture. From the shapes that cameras have, 4:3 and 3:2, to a square or 16:9 a third is lost at most. */
  mostLost: 0.34,
} as const;

/** What should be known of a photo before it is published, for one channel where a preset is given. Edits count. */
export function photoFindings(photo: JudgedPhoto, preset: PhotoPreset | null): PhotoFinding[] {
  return [...fileFindings(photo), ...measureFindings(photo), ...sizeFindings(photo, preset)];
}

/** The facts of a photo as its document has them. */
export function judged(photo: Photo): JudgedPhoto {
  const { width, height } = photo.original;
  return { measures: photo.measures, damaged: photo.damaged, edits: photo.edits, width, height };
}

function fileFindings({ damaged }: JudgedPhoto): PhotoFinding[] {
  return damaged ? [{ kind: "damaged" }] : [];
}

function measureFindings({ measures, edits }: JudgedPhoto): PhotoFinding[] {
  if (!measures) return [];
  const limits = findingLimits;
  const exposure = edits?.exposure ?? 0;
  const brightness = Math.min(1, measures.brightness * 2 ** (exposure / 2.2));
  const clipped = exposure < 0 ? 0 : measures.clippedHighlights;
  const findings: PhotoFinding[] = [];
  if (measures.sharpness < limits.sharpness)
    findings.push({ kind: "blurred", sharpness: measures.sharpness, wanted: limits.sharpness });
  if (brightness < limits.darkest) findings.push({ kind: "dark", brightness });
  if (brightness > limits.brightest || clipped > limits.clippedHighlights)
    findings.push({ kind: "overexposed", brightness, clipped });
  if (uprightAfter(measures.upright, edits?.quarterTurns ?? 0) <= limits.upsideDown)
    findings.push({ kind: "upsideDown" });
  return findings;
}

/** Turned by half, a picture that stood on its head stands upright; by a quarter, nothing is known of it. */
function uprightAfter(upright: number, quarterTurns: number): number {
  return [upright, 0, -upright, 0][quarterTurns] ?? 0;
}

function sizeFindings({ width, height, edits }: JudgedPhoto, preset: PhotoPreset | null): PhotoFinding[] {
  const frame = edits ? sizeAfter(width, height, edits) : { width, height };
  const cut = preset?.shape ? pixelsOf(middleOf(frame, preset.shape), frame) : frame;
  const longEdge = Math.max(cut.width, cut.height);
  const wanted = preset?.longEdge ?? findingLimits.leastLongEdge;
  const least = preset ? wanted * findingLimits.leastSize : wanted;
  const lost = 1 - (cut.width * cut.height) / (frame.width * frame.height);
  const findings: PhotoFinding[] = [];
  if (longEdge < least) findings.push({ kind: "tooSmall", longEdge, wanted });
  if (lost > findingLimits.mostLost) findings.push({ kind: "wrongShape", lost });
  return findings;
}

/** A preset and the share of a photo that its shape cuts off. */
export interface Cut {
  readonly preset: PhotoPreset;
  readonly lost: number;
}

/**
 * The presets whose shape spoils a photo, where most shapes do. What one of them cuts off every picture that a camera takes
 * says nothing of the photo, and a crop for it would take as much from all others.
 */
export function cutsOf(photo: JudgedPhoto, presets: readonly PhotoPreset[]): Cut[] {
  const cuts = presets.flatMap((preset) =>
    sizeFindings(photo, preset).flatMap((finding) =>
      finding.kind === "wrongShape" ? [{ preset, lost: finding.lost }] : [],
    ),
  );
  return cuts.length * 2 > presets.filter(({ shape }) => shape !== null).length ? cuts : [];
}

export type StackedPhoto = JudgedPhoto &
  Pick<Photo, "perceptualHash" | "capturedAt"> & {
    readonly id: string;
  };

/** Nearly the same pictures of one car, in the given order. */
export interface PhotoStack {
  /** The one to keep, where only one is kept. */
  readonly best: string;
  readonly photoIds: readonly string[];
}

/** Bits of 64; what sharp-phash's authors call a possible duplicate. Pictures are compared with the first of a stack. */
const mostDifferent = 10;

/** The stacks of one car's photos: every photo is in one at most, and a stack has two or more. */
export function stacksOf(photos: readonly StackedPhoto[]): PhotoStack[] {
  const stacks: { readonly first: HashBits; readonly members: StackedPhoto[] }[] = [];
  for (const photo of photos) {
    const bits = bitsOf(photo.perceptualHash);
    if (!bits) continue;
    const stack = stacks.find(({ first }) => distance(first, bits) <= mostDifferent);
    if (stack) stack.members.push(photo);
    else stacks.push({ first: bits, members: [photo] });
  }
  return stacks
    .filter(({ members }) => members.length > 1)
    .map(({ members }) => ({ best: bestOf(members), photoIds: members.map(({ id }) => id) }));
}

/** With the fewest faults, then the sharpest, then the largest, then the first. */
function bestOf(photos: readonly StackedPhoto[]): string {
  const [best] = photos
    .map((photo) => ({
      id: photo.id,
      faults: photoFindings(photo, null).length + (photo.damaged ? 10 : 0),
      sharpness: photo.measures?.sharpness ?? 0,
      pixels: photo.width * photo.height,
    }))
    .sort((a, b) => a.faults - b.faults || b.sharpness - a.sharpness || b.pixels - a.pixels);
  return best!.id;
}

type HashBits = readonly [number, number];

function bitsOf(hash: string | null): HashBits | null {
  return hash ? [Number.parseInt(hash.slice(0, 8), 16), Number.parseInt(hash.slice(8), 16)] : null;
}

function distance(a: HashBits, b: HashBits): number {
  return ones(a[0] ^ b[0]) + ones(a[1] ^ b[1]);
}

/** How many bits of a 32-bit number are set, added up in pairs, fours and bytes. */
function ones(number: number): number {
  let bits = number - ((number >>> 1) & 0x55555555);
  bits = (bits & 0x33333333) + ((bits >>> 2) & 0x33333333);
  return Math.imul((bits + (bits >>> 4)) & 0x0f0f0f0f, 0x01010101) >>> 24;
}
