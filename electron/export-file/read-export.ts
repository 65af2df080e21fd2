import { createHash } from "node:crypto";
import type * as z from "zod";
import { type Entry, entriesOf, isArchiveError, textOf } from "#server/archive/entries.ts";
import type { JournalEntry } from "#shared/contract/bridge.ts";
import { End, endName, fileOf, Held, heldName, isPart, Line, Manifest, manifestName } from "./format.ts";
import { ExportRefused } from "./refusal.ts";
import { contentsOf, type OpenedFile } from "./sealed-file.ts";

/** What a reader makes of the contents, in their order. */
export interface ExportVisitor {
  documents(entries: readonly JournalEntry[]): Promise<void>;
  held(rows: Held): Promise<void>;
  /** Has to read the bytes to their end; is told then whether they are what the name says. */
  file(sha256: string, bytes: AsyncIterable<Uint8Array>): Promise<(isWhole: boolean) => Promise<void>>;
}

interface Summary {
  readonly manifest: Manifest;
  readonly end: End;
}

interface Found {
  manifest: Manifest | null;
  documents: number;
  files: number;
  readonly spoiled: Set<string>;
  end: End | null;
}

/** What the file says of itself, without reading further. Throws `ExportRefused`. */
export async function readManifest(file: OpenedFile): Promise<Manifest> {
  const signal = new AbortController().signal;
  for await (const { name, bytes } of soundEntries(contentsOf(file, () => {}, signal)))
    if (name === manifestName) return parsed(Manifest, await textOf(bytes));
    else break;
  throw new ExportRefused("damaged");
}

/**
 * Reads all of it and checks that nothing is missing and every file is what its name says. Throws `ExportRefused`, after some of
 * the contents may have been visited.
 */
export async function readExport(
  file: OpenedFile,
  visitor: ExportVisitor,
  onBytes: (bytes: number) => void,
  signal: AbortSignal,
): Promise<Summary> {
  const found: Found = { manifest: null, documents: 0, files: 0, spoiled: new Set(), end: null };
  for await (const entry of soundEntries(contentsOf(file, onBytes, signal)))
    await readEntry(entry, found, visitor);
  return summaryOf(found);
}

/** The same without making anything of it. */
export function checkExport(
  file: OpenedFile,
  onBytes: (bytes: number) => void,
  signal: AbortSignal,
): Promise<Summary> {
  const visitor: ExportVisitor = {
    documents: async () => {},
    held: async () => {},
    async file(_sha256, bytes) {
      for await (const chunk of bytes) void chunk;
      return async () => {};
    },
  };
  return readExport(file, visitor, onBytes, signal);
}

async function* soundEntries(contents: AsyncIterable<Uint8Array>): AsyncGenerator<Entry> {
  try {
    yield* entriesOf(contents);
  } catch (error) {
    throw isArchiveError(error) ? new ExportRefused("damaged", { cause: error }) : error;
  }
}

async function readEntry({ name, bytes }: Entry, found: Found, visitor: ExportVisitor): Promise<void> {
  const isFirst = found.manifest === null;
  if (found.end || isFirst !== (name === manifestName)) throw new ExportRefused("damaged");
  const sha256 = fileOf(name);
  if (isFirst) found.manifest = parsed(Manifest, await textOf(bytes));
  else if (isPart(name)) await readDocuments(await textOf(bytes), found, visitor);
  else if (name === heldName) await visitor.held(parsed(Held, await textOf(bytes)));
  else if (sha256 !== null) await readFile(sha256, bytes, found, visitor);
  else if (name === endName) found.end = parsed(End, await textOf(bytes));
  else throw new ExportRefused("damaged");
}

async function readDocuments(text: string, found: Found, visitor: ExportVisitor): Promise<void> {
  const entries = text
    .split("\n")
    .filter((line) => line !== "")
    .map((line) => parsed(Line, line));
  found.documents += entries.length;
  await visitor.documents(entries);
}

async function readFile(
  sha256: string,
  bytes: AsyncIterable<Uint8Array>,
  found: Found,
  visitor: ExportVisitor,
): Promise<void> {
  const hash = createHash("sha256");
  const hashing = async function* () {
    for await (const chunk of bytes) {
      hash.update(chunk);
      yield chunk;
    }
  };
  const settle = await visitor.file(sha256, hashing());
  const isWhole = hash.digest("hex") === sha256;
  found.files += 1;
  if (!isWhole) found.spoiled.add(sha256);
  await settle(isWhole);
}

function summaryOf({ manifest, documents, files, spoiled, end }: Found): Summary {
  if (!manifest || !end) throw new ExportRefused("cutOff");
  const absent = new Set(end.absent.map(({ sha256 }) => sha256));
  const isWhole =
    documents === end.documents && files === end.files && [...spoiled].every((sha256) => absent.has(sha256));
  if (!isWhole) throw new ExportRefused("damaged");
  return { manifest, end };
}

function parsed<Schema extends z.ZodType>(schema: Schema, text: string): z.infer<Schema> {
  try {
    return schema.parse(JSON.parse(text));
  } catch (error) {
    throw new ExportRefused("damaged", { cause: error });
  }
}
