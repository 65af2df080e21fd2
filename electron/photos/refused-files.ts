import { readFile } from "node:fs/promises";
import * as z from "zod";
import { PhotoFailure } from "#shared/contract/photo-import.ts";
import { Id, Instant } from "#shared/model/primitives.ts";
import { writeWhole } from "./durable-file.ts";
import { QueuedFile, StoredOriginal } from "./import-journal.ts";

/** A file that did not become a photo, with all that another try needs. */
const RefusedFile = z.object({
  file: QueuedFile,
  /** Where it came from and when, as its import said. */
  source: z.string(),
  startedAt: Instant,
  vehicleId: Id.nullable(),
  failure: PhotoFailure,
  /** What the store has of it; null where it was refused before it was copied. */
  stored: StoredOriginal.nullable(),
});
export type RefusedFile = z.infer<typeof RefusedFile>;

/** The refused files whose imports are over, until somebody dismisses them; they outlive every restart. */
export interface RefusedFiles {
  all(): Iterable<RefusedFile>;
  /** Resolves when they are on disk. */
  add(files: readonly RefusedFile[]): Promise<void>;
  remove(photoIds: readonly string[]): Promise<void>;
}

/** `tempFile` names files on the same disk. */
export async function openRefusedFiles(path: string, tempFile: () => string): Promise<RefusedFiles> {
  const files = new Map((await readRefused(path)).map((refused) => [refused.file.photoId, refused]));
  let writing: Promise<void> = Promise.resolve();

  /** One writing after the other, each with all there is by then. */
  function keep(): Promise<void> {
    const written = writing.then(() => {
      const lines = [...files.values()].map((refused) => `${JSON.stringify(refused)}\n`);
      return writeWhole(path, lines.join(""), tempFile());
    });
    writing = written.catch(() => undefined);
    return written;
  }

  return {
    all: () => files.values(),
    async add(added) {
      if (added.length === 0) return;
      for (const refused of added) files.set(refused.file.photoId, refused);
      await keep();
    },
    async remove(photoIds) {
      const gone = photoIds.filter((photoId) => files.delete(photoId));
      if (gone.length > 0) await keep();
    },
  };
}

/** A line that cannot be read costs that file's entry and no other. */
async function readRefused(path: string): Promise<RefusedFile[]> {
  const text = await readFile(path, "utf8").catch(() => "");
  return text.split("\n").flatMap((line) => {
    try {
      return [RefusedFile.parse(JSON.parse(line))];
    } catch {
      return [];
    }
  });
}
