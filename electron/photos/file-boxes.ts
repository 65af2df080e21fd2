import type { SparseBytes } from "./sparse-bytes.ts";

/** A box of an ISO media file (HEIF, CR3): `start` and `end` are those of what is in it. */
export interface FileBox {
  readonly type: string;
  readonly start: number;
  readonly end: number;
}

const mostBoxes = 1000;

/** The boxes between two places, one behind the other. A box that claims to go further than its parent ends with it. */
export function* boxesIn(bytes: SparseBytes, start: number, end: number): Generator<FileBox> {
  let at = start;
  for (let count = 0; count < mostBoxes && at + 8 <= end; count++) {
    const head = bytes.at(at, 8);
    if (!head) return;
    const short = head.readUInt32BE(0);
    const long = short === 1 ? bytes.at(at + 8, 8)?.readBigUInt64BE(0) : null;
    const size = short === 0 ? end - at : Number(long ?? short);
    const header = short === 1 ? 16 : 8;
    if (size < header) return;
    yield { type: head.toString("latin1", 4, 8), start: at + header, end: Math.min(at + size, end) };
    at += size;
  }
}

/** The first box at the end of a path of types. `skip` is how many bytes of its own each type has before its children. */
export function findBox(
  bytes: SparseBytes,
  within: { readonly start: number; readonly end: number },
  path: readonly string[],
): FileBox | null {
  const [type, ...rest] = path;
  for (const box of boxesIn(bytes, within.start, within.end)) {
    if (box.type !== type) continue;
    if (rest.length === 0) return box;
    return findBox(bytes, { start: box.start + (ownBytes[box.type] ?? 0), end: box.end }, rest);
  }
  return null;
}

/** Version and flags, or more, that come before the boxes inside. */
const ownBytes: Readonly<Record<string, number>> = { meta: 4, iinf: 6, stsd: 8 };
