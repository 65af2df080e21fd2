import { once } from "node:events";
import { Readable } from "node:stream";
import { pipeline } from "node:stream/promises";
import { type Extract, extract, type Pack } from "tar-stream";

/** A file of a tar archive. */
export interface Entry {
  readonly name: string;
  /** Have to be read to their end before the next entry comes. */
  readonly bytes: AsyncIterable<Uint8Array>;
}

export function saveText(archive: Pack, name: string, text: string): Promise<void> {
  const bytes = Buffer.from(text);
  return saveEntry(archive, name, bytes.length, Readable.from([bytes]));
}

/** Resolves when the archive's reader has taken all of it; `size` is what the content has to have, in bytes. */
export async function saveEntry(archive: Pack, name: string, size: number, content: Readable): Promise<void> {
  const saved = Promise.withResolvers<void>();
  const entry = archive.entry({ name, size, mode: 0o600 }, (error) =>
    error ? saved.reject(error) : saved.resolve(),
  );
  await Promise.all([pipeline(content, entry as unknown as NodeJS.WritableStream), saved.promise]);
}

export async function textOf(bytes: AsyncIterable<Uint8Array>): Promise<string> {
  const chunks: Uint8Array[] = [];
  for await (const chunk of bytes) chunks.push(chunk);
  return Buffer.concat(chunks).toString();
}

/** The entries of an archive, one at a time; ends with the source and not already with the archive in it. */
export async function* entriesOf(source: AsyncIterable<Uint8Array>): AsyncGenerator<Entry> {
  const entries = extract();
  const left = new AbortController();
  const unpacked = unpack(source, entries, left.signal);
  // It is looked at when the entries are at their end, which a failure is as well.
  unpacked.catch((error: unknown) => entries.destroy(error as Error));
  try {
    for await (const entry of entries)
      yield { name: entry.header.name, bytes: entry as unknown as AsyncIterable<Uint8Array> };
  } catch (error) {
    await unpacked;
    throw error;
  } finally {
    left.abort();
    // Where the reader has left, the source is closed by now.
    await unpacked.catch(() => {});
  }
  await unpacked;
}

/** What a reader of an archive says of bytes that are not one. */
export function isArchiveError(error: unknown): boolean {
  return error instanceof Error && /tar|header|unexpected end/i.test(error.message);
}

async function unpack(source: AsyncIterable<Uint8Array>, entries: Extract, left: AbortSignal): Promise<void> {
  for await (const chunk of source) {
    left.throwIfAborted();
    if (!entries.write(chunk)) await once(entries, "drain", { signal: left });
  }
  entries.end(undefined);
}
