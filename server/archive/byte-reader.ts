/** Takes bytes from a stream by their number. */
export interface ByteReader {
  /** So many bytes, or fewer where there are no more. */
  take(size: number): Promise<Buffer>;
  /** All that was not taken. */
  rest(): AsyncGenerator<Uint8Array>;
}

export function readerOf(source: AsyncIterable<Uint8Array>): ByteReader {
  const iterator = source[Symbol.asyncIterator]();
  /** In the pieces that they came in, which are put together once they are enough. */
  let held: Uint8Array[] = [];
  const size = () => held.reduce((sum, { length }) => sum + length, 0);
  return {
    async take(wanted) {
      let missing = wanted - size();
      while (missing > 0) {
        const { value, done } = await iterator.next();
        if (done) break;
        held.push(value);
        missing -= value.length;
      }
      const bytes = Buffer.concat(held);
      held = [bytes.subarray(wanted)];
      return bytes.subarray(0, wanted);
    },
    async *rest() {
      if (size() > 0) yield Buffer.concat(held);
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
