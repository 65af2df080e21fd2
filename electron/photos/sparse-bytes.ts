import { open } from "node:fs/promises";

/** A file as header parsers see it: they ask for parts of it and make do with null where a part is not to be had. */
export interface SparseBytes {
  readonly size: number;
  /** A view of at most `longestPart` bytes; null where they lie outside the file or are not loaded. */
  at(offset: number, length: number): Buffer | null;
}

const longestPart = 1024 * 1024;

export function bytesOf(whole: Buffer): SparseBytes {
  return {
    size: whole.length,
    at: (offset, length) =>
      isWithin(offset, length, whole.length) ? whole.subarray(offset, offset + length) : null,
  };
}

const headBytes = 128 * 1024;
const pageBytes = 16 * 1024;
/** What a hostile header can make us read, in parts and in bytes. */
const mostParts = 128;
const mostBytes = 8 * 1024 * 1024;

/**
 * Runs a parser over a file without reading more of the file than the parser asks for: it is run on the beginning, what it
 * missed is loaded, and it is run again. The parser has to be pure, total and quick.
 */
export async function readSparsely<T>(path: string, parse: (bytes: SparseBytes) => T): Promise<T> {
  await using file = await open(path, "r");
  const { size } = await file.stat();
  const parts: { start: number; data: Buffer }[] = [];
  let missing: { offset: number; length: number } | null = { offset: 0, length: Math.min(headBytes, size) };
  let loaded = 0;

  const bytes: SparseBytes = {
    size,
    at(offset, length) {
      if (!isWithin(offset, length, size)) return null;
      const part = parts.find(({ start, data }) => offset >= start && offset + length <= start + data.length);
      if (part) return part.data.subarray(offset - part.start, offset - part.start + length);
      missing ??= { offset, length };
      return null;
    },
  };

  for (;;) {
    if (missing && parts.length < mostParts && loaded < mostBytes) {
      const { offset } = missing;
      const length = Math.min(Math.max(missing.length, pageBytes), size - offset);
      const { bytesRead, buffer } = await file.read(Buffer.allocUnsafe(length), 0, length, offset);
      parts.push({ start: offset, data: buffer.subarray(0, bytesRead) });
      loaded += length;
    }
    const before = parts.length;
    missing = null;
    const result = parse(bytes);
    if (!missing || before >= mostParts || loaded >= mostBytes) return result;
  }
}

function isWithin(offset: number, length: number, size: number): boolean {
  return (
    Number.isSafeInteger(offset) &&
    offset >= 0 &&
    length >= 0 &&
    length <= longestPart &&
    offset + length <= size
  );
}
