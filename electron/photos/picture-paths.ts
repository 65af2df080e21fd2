import { readdir, realpath, stat } from "node:fs/promises";
import { basename, dirname, join, parse, relative, resolve, sep } from "node:path";
import { stemAndEnding } from "../desk/tame-name.ts";
import { rawEndings } from "./picture-endings.ts";

/** What was dropped, or found in a watched folder. */
export interface DroppedPath {
  readonly path: string;
  /** Where the names of folders begin to matter; null for the folder that it lies in. */
  readonly root: string | null;
}

export interface SourceFile {
  readonly path: string;
  /** As in `ImportItem`. */
  readonly folder: string;
  /** The path of its RAW. */
  readonly companion: string | null;
}

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

/** What cameras keep on a card for themselves: catalogues, and small copies of films. */
const cameraEndings = new Set([".ctg", ".thm", ".lrv", ".bdm", ".cpi", ".mpl"]);

/** Whether a name in a folder is nothing that anybody put there as a picture. */
export function isHousekeeping(name: string): boolean {
  const lower = name.toLowerCase();
  return name.startsWith(".") || systemNames.has(lower) || cameraEndings.has(stemAndEnding(lower)[1]);
}

/**
 * The files that were meant by dropping these paths, in natural order: files as they are, folders with all that is in them
 * except hidden and system files; a RAW goes with the picture of its name. Dropped files come from the system in the order
 * in which it pleases it, so they are sorted too. A path that cannot be read stays, for its own sentence later.
 */
export async function sourceFiles(dropped: readonly DroppedPath[]): Promise<SourceFile[]> {
  const seen = new Set<string>();
  const found = new Map<string, string>();
  const ordered = dropped.map(({ path, root }) => ({
    path: resolve(path),
    root,
    name: root === null ? basename(path) : relative(root, path),
  }));
  for (const { path, root } of ordered.sort((a, b) => natural.compare(a.name, b.name))) {
    const name = basename(path).toLowerCase();
    if (systemNames.has(name) || name === ".ds_store" || name.startsWith("._")) continue;
    const from = root ?? dirname(path);
    for (const file of await expanded(path, seen))
      if (!found.has(file)) found.set(file, folderOf(file, from));
  }
  return paired([...found].map(([path, folder]) => ({ path, folder, companion: null })));
}

/** The card, folder or file, as a person calls it. */
export function sourceName(dropped: readonly DroppedPath[], files: readonly SourceFile[]): string {
  const [first, second] = dropped;
  if (first && !second) return nameOf(first.path);
  // A drop of a browser lies in a folder that nobody named.
  const placeOf = (path: string) => (first?.root === null ? basename(dirname(path)) : basename(path));
  const tops = new Set(files.map(({ path, folder }) => folder.split("/")[0] || placeOf(path)));
  return first?.root === null && tops.size > 1 ? nameOf(dirname(first.path)) : ([...tops][0] ?? "");
}

/** The root of a drive has no name but its letter. */
function nameOf(path: string): string {
  return basename(resolve(path)) || parse(resolve(path)).root.replaceAll(/[\\/]/g, "");
}

function folderOf(path: string, from: string): string {
  return relative(from, dirname(path)).split(sep).join("/");
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
  const entries = await readdir(folder, { withFileTypes: true }).catch(() => null);
  if (entries === null) return [folder];
  const wanted = entries.filter(({ name }) => !isHousekeeping(name));
  const found: string[] = [];
  for (const entry of wanted.sort((a, b) => natural.compare(a.name, b.name))) {
    const path = join(folder, entry.name);
    // Asking about each of thousands of files would cost a card more than reading their names.
    if (entry.isFile()) found.push(path);
    else for (const inside of await expanded(path, seen)) found.push(inside);
  }
  return found;
}

const raws = new Set(rawEndings);
/** What cameras write beside a raw. */
const besideRaws = new Set("jpg jpeg jpe heic heif hif".split(" "));

/**
 * Cameras write a JPEG and its RAW under one name. By their endings alone, since reading each file would keep the first
 * picture waiting; what is inside is looked at when they are copied.
 */
function paired(files: readonly SourceFile[]): SourceFile[] {
  const rawsByStem = new Map<string, SourceFile[]>();
  for (const file of files)
    if (raws.has(endingOf(file)))
      rawsByStem.set(stemOf(file), [...(rawsByStem.get(stemOf(file)) ?? []), file]);
  const companions = new Set<string>();
  const withCompanions = files.map(({ path, folder, ...file }) => {
    const isPicture = besideRaws.has(endingOf({ path }));
    const raw = isPicture ? rawsByStem.get(stemOf({ path, folder }))?.shift() : undefined;
    if (raw) companions.add(raw.path);
    return { path, folder, companion: raw?.path ?? file.companion };
  });
  return withCompanions.filter(({ path }) => !companions.has(path));
}

/** A drop of a browser lies in a folder of its own, so folders are those of the source. */
function stemOf({ path, folder }: Pick<SourceFile, "path" | "folder">): string {
  return `${folder}/${stemAndEnding(basename(path))[0]}`.toLowerCase();
}

function endingOf({ path }: Pick<SourceFile, "path">): string {
  return stemAndEnding(basename(path))[1].slice(1).toLowerCase();
}
