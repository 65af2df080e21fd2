import type { LibraryEntry, LibraryGroup } from "./library-view.ts";

/** One line of the grid: the heading of a car, or as many photos as fit beside one another. */
export type LibraryLine =
  | { readonly type: "car"; readonly key: string; readonly group: LibraryGroup }
  | {
      readonly type: "photos";
      readonly key: string;
      readonly entries: readonly LibraryEntry[];
      /** Where its first photo stands among all that are shown. */
      readonly first: number;
    };

export function linesOf(groups: readonly LibraryGroup[], lanes: number, grouped: boolean): LibraryLine[] {
  const lines: LibraryLine[] = [];
  let first = 0;
  for (const group of groups) {
    if (grouped) lines.push({ type: "car", key: group.key, group });
    for (let at = 0; at < group.entries.length; at += lanes) {
      const entries = group.entries.slice(at, at + lanes);
      lines.push({ type: "photos", key: `${group.key} ${at}`, entries, first });
      first += entries.length;
    }
  }
  return lines;
}

/** The index of the line on which a photo stands. */
export function lineOf(lines: readonly LibraryLine[], position: number): number {
  let [low, high] = [0, lines.length - 1];
  let found = -1;
  while (low <= high) {
    const middle = (low + high) >> 1;
    if (firstAtOrAfter(lines, middle) <= position) {
      found = middle;
      low = middle + 1;
    } else high = middle - 1;
  }
  return found;
}

/** A heading stands where its first photo does. */
function firstAtOrAfter(lines: readonly LibraryLine[], index: number): number {
  for (let at = index; at < lines.length; at++) {
    const line = lines[at]!;
    if (line.type === "photos") return line.first;
  }
  return Number.POSITIVE_INFINITY;
}

/** The photo that stands some lines of photos further, in the same lane where that line is long enough. */
export function positionBeyond(lines: readonly LibraryLine[], position: number, steps: number): number {
  const at = lineOf(lines, position);
  const own = lines[at];
  if (own?.type !== "photos") return position;
  const direction = Math.sign(steps);
  let target = own;
  for (let line = at + direction, left = Math.abs(steps); left > 0 && line in lines; line += direction) {
    const next = lines[line]!;
    if (next.type === "car") continue;
    target = next;
    left--;
  }
  return target.first + Math.min(position - own.first, target.entries.length - 1);
}
