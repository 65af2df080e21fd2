import { readdir, realpath, stat } from "node:fs/promises";
import { basename, join, resolve } from "node:path";

/** `IMG_2` before `IMG_10`, whatever the case. */
const natural = new Intl.Collator("en", { numeric: true, sensitivity: "base" });

/** What operating systems leave on cards and in folders. */
const systemNames = new Set([
  "thumbs.db",
  "desktop.ini",
  "$recycle.bin",
  "system volume information",
  "__macosx",
  "@eadir",
]);

const isHidden = (name: string) => name.startsWith(".") || systemNames.has(name.toLowerCase());

/**
 * The files that were meant by dropping these paths, in natural order: files as they are, folders with all that is in them
 * except hidden and system files. Dropped files come from the system in the order in which it pleases it, so they are
 * sorted too. A path that cannot be read stays, for its own sentence later.
 */
export async function picturePaths(dropped: readonly string[]): Promise<string[]> {
  const seen = new Set<string>();
  const found: string[] = [];
  for (const path of dropped.map((path) => resolve(path)).sort(byName)) {
    const name = basename(path).toLowerCase();
    if (systemNames.has(name) || name === ".ds_store" || name.startsWith("._")) continue;
    found.push(...(await expanded(path, seen)));
  }
  return [...new Set(found)];
}

async function expanded(path: string, seen: Set<string>): Promise<string[]> {
  const entry = await stat(path).catch(() => null);
  return entry?.isDirectory() ? insideOf(path, seen) : [path];
}

/** `seen` holds real folders, so that a link back up does not go round for ever. */
async function insideOf(folder: string, seen: Set<string>): Promise<string[]> {
  const real = await realpath(folder).catch(() => folder);
  if (seen.has(real)) return [];
  seen.add(real);
  const names = await readdir(folder).catch(() => null);
  if (names === null) return [folder];
  const found: string[] = [];
  for (const name of names.filter((name) => !isHidden(name)).sort(natural.compare))
    found.push(...(await expanded(join(folder, name), seen)));
  return found;
}

function byName(a: string, b: string): number {
  return natural.compare(basename(a), basename(b));
}
