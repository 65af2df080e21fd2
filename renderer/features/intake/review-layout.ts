import type { ReviewGroup } from "./review-groups.ts";

/** All in px. */
const headWidth = 272;
const sidePadding = 16;
const gap = 8;
const leastTileWidth = 132;
const stripPadding = 12;
/** A car with its reason and its buttons needs this much. */
const leastContentHeight = 112;

export interface Measures {
  /** Photos side by side. */
  readonly lanes: number;
  readonly tileWidth: number;
  readonly tileHeight: number;
  readonly gap: number;
  readonly headWidth: number;
}

export function measuresOf(width: number): Measures {
  const room = Math.max(leastTileWidth, width - headWidth - sidePadding);
  const lanes = Math.max(1, Math.floor((room + gap) / (leastTileWidth + gap)));
  const tileWidth = Math.floor((room - gap * (lanes - 1)) / lanes);
  return { lanes, tileWidth, tileHeight: Math.round(tileWidth * 0.75), gap, headWidth };
}

/** A group laid out: lines of photos beside its car. */
export interface Strip {
  readonly group: ReviewGroup;
  readonly height: number;
  /** The numbers of the lines that stand between two heights of the strip, one more at each end. */
  linesBetween(from: number, to: number): readonly number[];
  photosOf(line: number): readonly string[];
  topOf(line: number): number;
  placeOf(photoId: string): { readonly top: number; readonly height: number };
}

export function stripsOf(groups: readonly ReviewGroup[], measures: Measures): readonly Strip[] {
  return groups.map((group) => stripOf(group, measures));
}

function stripOf(group: ReviewGroup, { lanes, tileHeight, gap: between }: Measures): Strip {
  const ids = group.photos.map(({ photoId }) => photoId);
  const lines = Math.ceil(ids.length / lanes);
  const lineHeight = tileHeight + between;
  const topOf = (line: number) => stripPadding + line * lineHeight;
  return {
    group,
    height: 2 * stripPadding + Math.max(leastContentHeight, lines * lineHeight - between),
    linesBetween(from, to) {
      const first = Math.max(0, Math.floor((from - stripPadding) / lineHeight) - 1);
      const last = Math.min(lines - 1, Math.floor((to - stripPadding) / lineHeight) + 1);
      return Array.from({ length: Math.max(0, last - first + 1) }, (_, index) => first + index);
    },
    photosOf: (line) => ids.slice(line * lanes, (line + 1) * lanes),
    topOf,
    placeOf: (photoId) => ({
      top: topOf(Math.floor(Math.max(0, ids.indexOf(photoId)) / lanes)),
      height: tileHeight,
    }),
  };
}
