import { readdir, readFile } from "node:fs/promises";
import { isAbsolute, join, normalize, sep } from "node:path";
import * as z from "zod";
import type { BackupFacts } from "#shared/contract/recovery.ts";

/**
 * A backup that was made before an update: `<data>/backups/<version>-<time>/` with its `manifest.json`. Its files lie where they
 * lay in the data folder.
 */
const Manifest = z.object({
  version: z.string().max(60),
  at: z.iso.datetime(),
  files: z.array(z.union([z.string(), z.object({ path: z.string() }).transform(({ path }) => path)])),
});

export interface Backup extends Omit<BackupFacts, "files"> {
  readonly folder: string;
  /** Relative to the backup and to the data folder alike. */
  readonly files: readonly string[];
}

/** Newest first; a folder whose manifest cannot be read is none. */
export async function findBackups(dataFolder: string): Promise<Backup[]> {
  const folder = join(dataFolder, "backups");
  const names = await readdir(folder).catch(() => []);
  const found = await Promise.all(names.map((name) => readBackup(join(folder, name), name)));
  return found.filter((backup) => backup !== null).toSorted((a, b) => b.at.localeCompare(a.at));
}

async function readBackup(folder: string, name: string): Promise<Backup | null> {
  try {
    const text = await readFile(join(folder, "manifest.json"), "utf8");
    const { version, at, files } = Manifest.parse(JSON.parse(text));
    return { name, folder, version, at, files: files.filter(isWithin).map(normalize) };
  } catch {
    return null;
  }
}

/** A manifest names nothing outside of its folder. */
function isWithin(path: string): boolean {
  const plain = normalize(path);
  return plain !== "." && !isAbsolute(plain) && plain !== ".." && !plain.startsWith(`..${sep}`);
}
