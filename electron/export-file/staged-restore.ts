import { createWriteStream } from "node:fs";
import { appendFile, mkdir, readFile, rm } from "node:fs/promises";
import { join } from "node:path";
import { pipeline } from "node:stream/promises";
import * as z from "zod";
import { Id, Sha256 } from "#shared/model/primitives.ts";
import { isMissing, writeDurably } from "../desk/durable-file.ts";
import type { BlobStore } from "../photos/blob-store.ts";
import { type DocumentFile, openDocumentFile } from "./document-file.ts";
import { Held } from "./format.ts";

/** What was read of an export file, all of it: from here on a restore needs neither the file nor its passphrase. */
const Ready = z.object({
  deskName: z.string(),
  /** The dealership that the file is of. */
  from: Id,
  documents: z.int(),
  cars: z.int(),
  photos: z.int(),
  absentPhotos: z.array(Sha256),
  held: Held,
});
export type Ready = z.infer<typeof Ready>;

const Begun = z.object({ tenantId: Id });

/**
 * A restore on its way, in a folder of the desk. Photo files go to their store at once, and are noted so that they leave it again
 * where the restore does not come to its end.
 */
export interface StagedRestore {
  /** Documents, a line each. */
  readonly documents: string;
  /** Begins anew, with documents that are on disk once it is disposed. */
  begin(): Promise<DocumentFile>;
  /** Takes a photo file in, once it is said to be whole. */
  takeFile(sha256: string, bytes: AsyncIterable<Uint8Array>): Promise<(isWhole: boolean) => Promise<void>>;
  /** Null until all of the file was read. */
  ready(): Promise<Ready | null>;
  setReady(ready: Ready): Promise<void>;
  /** The dealership that is being filled; null until there is one. */
  tenantId(): Promise<string | null>;
  setTenantId(tenantId: string): Promise<void>;
  /** Nothing of it stays. */
  abandon(): Promise<void>;
  /** It has come to its end: what it brought stays. */
  finish(): Promise<void>;
}

export function createStagedRestore(folder: string, blobs: BlobStore): StagedRestore {
  const [documents, newFiles] = [join(folder, "documents.ndjson"), join(folder, "new-files.txt")];
  const [readyPath, begunPath] = [join(folder, "ready.json"), join(folder, "begun.json")];
  const finish = () => rm(folder, { recursive: true, force: true });

  const abandon = async () => {
    await rm(readyPath, { force: true });
    for (const sha256 of await linesIn(newFiles)) await blobs.remove(sha256);
    await finish();
  };

  return {
    documents,
    finish,
    abandon,
    async begin() {
      await abandon();
      await mkdir(folder, { recursive: true, mode: 0o700 });
      return openDocumentFile(documents);
    },
    async takeFile(sha256, bytes) {
      const temporary = blobs.tempFile();
      const drop = () => rm(temporary, { force: true });
      try {
        await pipeline(bytes, createWriteStream(temporary, { flags: "wx", mode: 0o600 }));
      } catch (error) {
        await drop();
        throw error;
      }
      return async (isWhole) => {
        if (!isWhole) return drop();
        if (!(await blobs.has(sha256))) await appendFile(newFiles, `${sha256}\n`);
        await blobs.adopt(temporary, sha256);
      };
    },
    ready: () => read(readyPath, Ready),
    setReady: (ready) => writeDurably(readyPath, JSON.stringify(ready)),
    tenantId: async () => (await read(begunPath, Begun))?.tenantId ?? null,
    setTenantId: (tenantId) => writeDurably(begunPath, JSON.stringify({ tenantId })),
  };
}

async function read<Schema extends z.ZodType>(path: string, schema: Schema): Promise<z.infer<Schema> | null> {
  const text = await textAt(path);
  return text === null ? null : schema.parse(JSON.parse(text));
}

async function linesIn(path: string): Promise<string[]> {
  return ((await textAt(path)) ?? "").split("\n").filter((line) => Sha256.safeParse(line).success);
}

async function textAt(path: string): Promise<string | null> {
  return readFile(path, "utf8").catch((error: unknown) => {
    if (isMissing(error)) return null;
    throw error;
  });
}
