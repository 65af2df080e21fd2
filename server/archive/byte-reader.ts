/** Takes bytes from a stream by their number. */
export interface ByteReader {
  /** So many bytes, or fewer where there are no more. */
  take(size: number): Promise<Buffer>;
  /** All that was not taken. */
  rest(): AsyncGenerator<Uint8Array>;
}

export function readerOf(source: AsyncIterable<Uint8Array>): ByteReader {
  const iterator = source[Symbol.asyncIterator]();
  let held = Buffer.alloc(0);
  return {
    async take(size) {
      while (held.length < size) {
        const { value, done } = await iterator.next();
        if (done) break;
        held = Buffer.concat([held, value]);
      }
      const taken = held.subarray(0, size);
      held = held.subarray(size);
      return taken;
    },
    async *rest() {
      if (held.length > 0) yield held;
      yield* { [Symbol.asyncIterator]: () => iterator };
    },
  };
}

/** Pieces of one size, the last one shorter; there is always a last one, which may be empty. */
export async function* segmentsOf(
  source: AsyncIterable<Uint8Array>,
  size: number,
): AsyncGenerator<{ bytes: Uint8Array; isLast: boolean }> {
  const bytes = readerOf(source);
  let segment = await bytes.take(size);
  while (segment.length === size) {
    const next = await bytes.take(size);
    if (next.length === 0) break;
    yield { bytes: segment, isLast: false };
    segment = next;
  }
  yield { bytes: segment, isLast: true };
}
