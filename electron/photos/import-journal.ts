import { open, readdir, readFile, rm, truncate } from "node:fs/promises";
import { basename, dirname, join } from "node:path";
import * as z from "zod";
import { ImportSafety, PhotoFailure } from "#shared/contract/photo-import.ts";
import { KeptFile, PhotoFile } from "#shared/model/photo.ts";
import { Id, Instant, Sha256 } from "#shared/model/primitives.ts";
import { makeFolder, syncFolder, writeWhole } from "./durable-file.ts";
import { isPictureFormat, type PictureFormat } from "./picture-signature.ts";

export const QueuedFile = z.object({
  photoId: Id,
  path: z.string(),
  /** As in `ImportItem`. */
  folder: z.string(),
  /** The path of its RAW. */
  companion: z.string().nullable(),
});

/** The first line of an import's file: everything that was decided when it was queued. */
const QueuedNow = z.object({
  version: z.literal(2),
  importId: Id,
  vehicleId: Id.nullable(),
  source: z.string(),
  startedAt: Instant,
  /** The folder that every original is copied to as well. */
  secondPlace: z.string().nullable(),
  items: z.array(QueuedFile),
});
export type Queued = z.infer<typeof QueuedNow>;

/** As it was before there were cards and second places. */
const QueuedFirst = z
  .object({
    version: z.literal(1),
    importId: Id,
    vehicleId: Id,
    startedAt: Instant,
    items: z.array(z.object({ photoId: Id, path: z.string() })),
  })
  .transform(({ items, ...rest }): Queued => ({
    ...rest,
    version: 2,
    source: basename(dirname(items[0]?.path ?? "")),
    secondPlace: null,
    items: items.map((item) => ({ ...item, folder: "", companion: null })),
  }));
const Queued = z.union([QueuedNow, QueuedFirst]);

const StoredFile = z.object({
  sha256: Sha256,
  bytes: z.int().positive(),
  name: z.string(),
  format: z.string().refine((text): text is PictureFormat => isPictureFormat(text)),
});
export type StoredFile = z.infer<typeof StoredFile>;

/** An original that is whole in the store. */
export const StoredOriginal = z.object({ original: StoredFile, companion: KeptFile.nullable() });
export type StoredOriginal = z.infer<typeof StoredOriginal>;

const Placement = z.object({ photoId: Id, vehicleId: Id.nullable() });
export type Placement = z.infer<typeof Placement>;

/** The lines after it, one for each thing that must not be forgotten. */
const ImportLine = z.discriminatedUnion("type", [
  /** The original, and its RAW where it has one, are whole in the store and were read back. */
  StoredOriginal.extend({ type: z.literal("copied"), photoId: Id }),
  /** How the copy at the second place went. */
  z.object({ type: z.literal("secured"), photoId: Id, safety: ImportSafety.exclude(["pending"]) }),
  z.object({ type: z.literal("done"), photoId: Id, file: PhotoFile, codes: z.array(z.string()).default([]) }),
  z.object({ type: z.literal("failed"), photoId: Id, failure: PhotoFailure }),
  z.object({ type: z.literal("placed"), placements: z.array(Placement) }),
  z.object({ type: z.literal("confirmed") }),
  /** Nobody waits for these any more, whatever became of them. */
  z.object({ type: z.literal("givenUp"), photoIds: z.array(Id) }),
  z.object({ type: z.literal("acknowledged"), photoIds: z.array(Id) }),
  z.object({ type: z.literal("cancelled") }),
  z.object({ type: z.literal("resumed") }),
  z.object({ type: z.literal("discarded") }),
]);
export type ImportLine = z.infer<typeof ImportLine>;

/** The append-only file of one import. */
export interface ImportJournal {
  /** Resolves when the line is on disk; lines that come together share one flush. */
  append(line: ImportLine): Promise<void>;
  /** Forgets the import. */
  remove(): Promise<void>;
  close(): Promise<void>;
}

interface StoredImport {
  readonly queued: Queued;
  readonly lines: readonly ImportLine[];
  readonly journal: ImportJournal;
}

export interface ImportJournals {
  /** Writes a new import down; when it resolves the import survives a crash. */
  create(queued: Queued): Promise<ImportJournal>;
  /** Every import that was not forgotten, oldest first. A torn last line, from a crash while writing, is cut off. */
  read(): Promise<StoredImport[]>;
}

/** `tempFile` names files on the same disk, which are swept should the app be killed while writing one. */
export async function openImportJournals(folder: string, tempFile: () => string): Promise<ImportJournals> {
  await makeFolder(folder);
  return {
    async create(queued) {
      const path = join(folder, `${queued.importId}.jsonl`);
      const text = `${JSON.stringify(queued)}\n`;
      await writeWhole(path, text, tempFile());
      return openJournal(path, Buffer.byteLength(text));
    },
    async read() {
      const names = (await readdir(folder)).filter((name) => name.endsWith(".jsonl"));
      const stored = await Promise.all(names.map((name) => readStored(join(folder, name))));
      return stored
        .filter((entry) => entry !== null)
        .sort((a, b) => a.queued.startedAt.localeCompare(b.queued.startedAt));
    },
  };
}

async function readStored(path: string): Promise<StoredImport | null> {
  const [head = "", ...rest] = (await readFile(path, "utf8")).split("\n");
  const queued = parseLine(Queued, head);
  if (!queued) return null;
  const lines: ImportLine[] = [];
  let bytes = Buffer.byteLength(head) + 1;
  for (const text of rest.slice(0, -1)) {
    const line = parseLine(ImportLine, text);
    if (!line) break;
    lines.push(line);
    bytes += Buffer.byteLength(text) + 1;
  }
  await truncate(path, bytes);
  return { queued, lines, journal: await openJournal(path, bytes) };
}

function parseLine<T>(schema: z.ZodType<T>, text: string): T | null {
  try {
    return schema.parse(JSON.parse(text));
  } catch {
    return null;
  }
}

/** `bytes` is how much of the file is good; a failed write is undone to there, so that no later line is torn by it. */
async function openJournal(path: string, bytes: number): Promise<ImportJournal> {
  const handle = await open(path, "a");
  let waiting: { text: string; settled: PromiseWithResolvers<void> }[] = [];
  let flushing: Promise<void> | null = null;
  let closed = false;

  async function flush(): Promise<void> {
    while (waiting.length > 0) {
      const batch = waiting;
      waiting = [];
      const text = batch.map((entry) => entry.text).join("");
      try {
        await handle.appendFile(text);
        await handle.datasync();
        bytes += Buffer.byteLength(text);
        for (const { settled } of batch) settled.resolve();
      } catch (error) {
        // By name, because Windows cuts nothing that is open for appending.
        await truncate(path, bytes).catch(() => {});
        for (const { settled } of batch) settled.reject(error);
      }
    }
    flushing = null;
  }

  async function close(): Promise<void> {
    if (closed) return;
    closed = true;
    await flushing;
    await handle.close();
  }

  return {
    async append(line) {
      if (closed) return;
      const settled = Promise.withResolvers<void>();
      waiting.push({ text: `${JSON.stringify(line)}\n`, settled });
      flushing ??= flush();
      await settled.promise;
    },
    close,
    async remove() {
      await close();
      await rm(path, { force: true });
      await syncFolder(dirname(path));
    },
  };
}
