import { createHash } from "node:crypto";
import { createReadStream } from "node:fs";
import { stat } from "node:fs/promises";
import { Readable } from "node:stream";
import { pack, type Pack } from "tar-stream";
import { saveEntry, saveText } from "#server/archive/entries.ts";
import type { OwnedFiles } from "../sync/owned-files.ts";
import {
  type AbsentFile,
  type End,
  endName,
  fileName,
  type Held,
  heldName,
  type Manifest,
  manifestName,
  partName,
} from "./format.ts";
import { linesOf } from "./document-file.ts";
import type { GatheredDocuments } from "./gathering.ts";

/** Documents in one part of the archive. */
const partSize = 1000;

export interface Contents {
  readonly manifest: Manifest;
  readonly gathered: GatheredDocuments;
  readonly held: Held;
  /** Where the file lies, brought here first where this desk lacks it, and kept until disposed; null where it is not to be had. */
  readonly find: (sha256: string) => Promise<({ readonly path: string } & Disposable) | null>;
  /** A photo's files are in, or not to be had. */
  readonly onPhoto: () => void;
}

/** The archive as bytes; `absent` has what is missing in it once they are at their end. */
export async function* packed(contents: Contents, absent: AbsentFile[]): AsyncGenerator<Uint8Array> {
  const archive = pack();
  const filling = fill(archive, contents, absent).then(
    () => archive.finalize(),
    (error: unknown) => archive.destroy(error as Error),
  );
  try {
    yield* archive as AsyncIterable<Uint8Array>;
  } finally {
    archive.destroy();
    await filling;
  }
}

async function fill(archive: Pack, contents: Contents, absent: AbsentFile[]): Promise<void> {
  const { manifest, gathered, held } = contents;
  await saveText(archive, manifestName, JSON.stringify(manifest));
  let parts = 0;
  for await (const lines of linesOf(gathered.path, partSize))
    await saveText(archive, partName(parts++), lines.map((line) => `${line}\n`).join(""));
  await saveText(archive, heldName, JSON.stringify(held));
  const files = await saveFiles(archive, contents, absent);
  const end: End = { documents: gathered.documents, files, absent };
  await saveText(archive, endName, JSON.stringify(end));
}

async function saveFiles(
  archive: Pack,
  { gathered, find, onPhoto }: Contents,
  absent: AbsentFile[],
): Promise<number> {
  const seen = new Set<string>();
  let saved = 0;
  for (const { photo, hashes } of gathered.files) {
    for (const sha256 of hashes) {
      if (seen.has(sha256)) continue;
      seen.add(sha256);
      using found = await find(sha256);
      if (found) saved += 1;
      if (!found || !(await saveFile(archive, sha256, found.path))) absent.push({ photo, sha256 });
    }
    onPhoto();
  }
  return saved;
}

/** Whether it is what its name says. */
async function saveFile(archive: Pack, sha256: string, path: string): Promise<boolean> {
  const hash = createHash("sha256");
  const { size } = await stat(path);
  const hashed = async function* (chunks: AsyncIterable<Buffer>) {
    for await (const chunk of chunks) {
      hash.update(chunk);
      yield chunk;
    }
  };
  await saveEntry(archive, fileName(sha256), size, Readable.from(hashed(createReadStream(path))));
  return hash.digest("hex") === sha256;
}

/** Photos of which something is missing: a file may be of several. */
export function photosOf(files: readonly OwnedFiles[], absent: readonly AbsentFile[]): number {
  const missing = new Set(absent.map(({ sha256 }) => sha256));
  return files.filter(({ hashes }) => hashes.some((sha256) => missing.has(sha256))).length;
}
