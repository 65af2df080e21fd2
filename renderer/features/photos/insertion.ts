export interface Box {
  readonly left: number;
  readonly top: number;
  readonly width: number;
  readonly height: number;
}

/** Where dragged tiles would go: before the tile with this index, with the line that shows it. */
export interface Insertion {
  readonly index: number;
  readonly line: { readonly left: number; readonly top: number; readonly height: number };
}

/**
 * The gap between tiles that is nearest to a point, for tiles in rows from the left, top row first. Halfway across a tile
 * counts as behind it, so that a tile dropped right on another one takes its place.
 */
export function insertionAt(boxes: readonly Box[], x: number, y: number, gap: number): Insertion | null {
  const last = boxes.at(-1);
  if (!last) return null;
  const row = rowAt(boxes, y);
  const inRow = boxes.flatMap((box, index) => (box.top === row.top ? [{ box, index }] : []));
  const next = inRow.find(({ box }) => x < box.left + box.width / 2);
  if (next) return insertion(next.index, next.box.left - gap / 2, next.box);
  const { box, index } = inRow.at(-1)!;
  return insertion(index + 1, box.left + box.width + gap / 2, box);
}

/** A tile of the row that a height is in, or is nearest to. */
function rowAt(boxes: readonly Box[], y: number): Box {
  const distance = ({ top, height }: Box) => Math.abs(y - (top + height / 2));
  return boxes.reduce((nearest, box) => (distance(box) < distance(nearest) ? box : nearest));
}

function insertion(index: number, left: number, { top, height }: Box): Insertion {
  return { index, line: { left, top, height } };
}
