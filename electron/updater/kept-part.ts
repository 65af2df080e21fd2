import { EventEmitter } from "node:events";
import { createReadStream, statSync } from "node:fs";
import { mkdir, rename, stat } from "node:fs/promises";
import type { IncomingMessage } from "node:http";
import { dirname } from "node:path";
import { Readable } from "node:stream";

/** Bytes of a file, the last one included. */
export interface ByteRange {
  readonly start: number;
  readonly end: number;
}

/** Null where the header asks for anything but one closed range. */
export function rangeFrom(header: unknown): ByteRange | null {
  const found = /^bytes=(\d+)-(\d+)$/.exec(String(header));
  return found ? { start: Number(found[1]), end: Number(found[2]) } : null;
}

/** How many bytes a file's beginning has that an earlier try left. */
export function keptBytes(part: string): number {
  return statSync(part, { throwIfNoEntry: false })?.size ?? 0;
}

/** A file that was written from its beginning and broken off becomes the part to go on from, where it has more than that. */
export async function keepLonger(written: string, part: string): Promise<void> {
  const size = (await stat(written).catch(() => null))?.size ?? 0;
  if (size <= keptBytes(part)) return;
  await mkdir(dirname(part), { recursive: true });
  await rename(written, part);
}

/**
 * A request for a range whose beginning is here already: answers from the part, and asks the server for no more than the rest. Only
 * what electron-updater uses of a request and its response is there.
 */
export class KeptRangeRequest extends EventEmitter {
  private readonly answer: () => void;

  constructor(
    range: ByteRange,
    part: { readonly path: string; readonly size: number },
    rest: (range: ByteRange) => Promise<IncomingMessage>,
    onResponse: (response: IncomingMessage) => void,
  ) {
    super();
    const response = Object.assign(Readable.from(bytesOf(range, part, rest), { objectMode: false }), {
      statusCode: 206,
      headers: {},
    });
    this.answer = () => onResponse(response as unknown as IncomingMessage);
  }

  end(): void {
    this.answer();
  }

  abort(): void {}

  setTimeout(): this {
    return this;
  }
}

async function* bytesOf(
  { start, end }: ByteRange,
  { path, size }: { readonly path: string; readonly size: number },
  rest: (range: ByteRange) => Promise<IncomingMessage>,
): AsyncGenerator<Buffer> {
  yield* createReadStream(path, { start, end: Math.min(end, size - 1) }) as AsyncIterable<Buffer>;
  if (end >= size) yield* (await rest({ start: size, end })) as AsyncIterable<Buffer>;
}
