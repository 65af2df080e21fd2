import { createHash } from "node:crypto";
import { opendir, readFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import * as z from "zod";
import type { PhotoEdits } from "#shared/model/photo-edits.ts";
import { EditedRenditions } from "#shared/model/photo.ts";
import { Sha256 } from "#shared/model/primitives.ts";
import { canonicalJson } from "#shared/rules/canonical-json.ts";
import { makeFolder, writeWhole } from "../photos/durable-file.ts";
import { hashesOf, type OwnedFiles } from "../sync/owned-files.ts";

export const EditedRecord = EditedRenditions.extend({
  original: Sha256,
  /** False where they had to be made of a rendition, and could be better. */
  ofOriginal: z.boolean(),
});
export type EditedRecord = z.infer<typeof EditedRecord>;

/**
 * Which renditions were made of which edits of which original: `<folder>/<first two digits>/<key>.json`. Written after its
 * blobs are on disk.
 */
export interface EditedRecords {
  /** Null where there is none, or none that can be read. */
  find(original: string, edits: PhotoEdits): Promise<EditedRecord | null>;
  write(record: EditedRecord): Promise<void>;
  all(): AsyncIterable<EditedRecord>;
}

/** `tempFile` names files on the same disk that are swept after a crash. */
export async function openEditedRecords(folder: string, tempFile: () => string): Promise<EditedRecords> {
  await makeFolder(folder);
  const pathOf = (original: string, edits: PhotoEdits) => {
    const key = editsKey(original, edits);
    return join(folder, key.slice(0, 2), `${key}.json`);
  };

  return {
    find: (original, edits) => read(pathOf(original, edits)),
    async write(record) {
      const path = pathOf(record.original, record.edits);
      await makeFolder(dirname(path));
      await writeWhole(path, JSON.stringify(record), tempFile());
    },
    async *all() {
      for await (const shelf of await opendir(folder)) {
        if (!shelf.isDirectory()) continue;
        for await (const { name } of await opendir(join(folder, shelf.name))) {
          const record = name.endsWith(".json") ? await read(join(folder, shelf.name, name)) : null;
          if (record) yield record;
        }
      }
    },
  };
}

export function ownedRenditions({ original, renditions }: EditedRecord): OwnedFiles {
  return { id: `edited ${renditions[1920].sha256}`, photo: original, hashes: hashesOf(renditions) };
}

export function editsKey(original: string, edits: PhotoEdits): string {
  return createHash("sha256").update(canonicalJson({ original, edits })).digest("hex");
}

async function read(path: string): Promise<EditedRecord | null> {
  const text = await readFile(path, "utf8").catch(() => null);
  try {
    return text === null ? null : EditedRecord.parse(JSON.parse(text));
  } catch {
    return null;
  }
}
