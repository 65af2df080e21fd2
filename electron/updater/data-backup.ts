import { constants } from "node:fs";
import { copyFile, mkdir, readdir, readFile, rename, rm, stat } from "node:fs/promises";
import { dirname, isAbsolute, join, normalize, sep } from "node:path";
import * as z from "zod";
import { Instant } from "#shared/model/primitives.ts";
import { writeDurably } from "../desk/durable-file.ts";

/** Copies of what a new version could spoil, each a folder below `<data folder>/backups`. */
export interface DataBackups {
  /** Resolves with the backup's name when it is whole; a kill before that leaves nothing that counts. */
  make(from: string): Promise<string>;
  /**
   * Puts everything back as it was, and what it replaces aside, below the same folder. A kill at any moment is mended by
   * doing it again with the same names. Throws `BackupDamaged` before it touches anything.
   */
  restore(backup: string, aside: string): Promise<void>;
  /** Forgets all but the newest. */
  prune(): Promise<void>;
}

/** A backup that is not what it was when it was made; the data is left as it is. */
export class BackupDamaged extends Error {
  override readonly name = "BackupDamaged";
}

const Contents = z.object({
  from: z.string().max(60),
  at: Instant,
  /** Paths within the data folder, with their sizes. */
  files: z.array(z.tuple([z.string().refine(isWithin), z.int()])),
});

export interface DataBackup extends z.infer<typeof Contents> {
  readonly name: string;
  /** Its files lie here as they lay in the data folder. */
  readonly folder: string;
}

const keptBackups = 3;
const prefixes = { backup: "before-", aside: "set-aside-", unfinished: "unfinished-" };

/**
 * What is left out: photo blobs, which are named by their content and never change; what can be made or fetched again; the
 * desk's own hub, which other desks may have written to since and would never write to again. Everything else, whoever adds
 * it, is in.
 */
const leftOut = new Set([
  "backups",
  "blobs",
  "drawings",
  "dropped",
  "hub",
  "installers",
  "logs",
  "versions.json",
]);
const leftOutOfRenditions = new Set(["derived", "dragged", "prepared"]);
/** Of the browser's own folder, what the window wrote; the rest are its caches. */
const keptOfWindow = new Set(["IndexedDB", "Local Storage"]);
const innerChoice: Readonly<Record<string, (name: string) => boolean>> = {
  renditions: (name) => !leftOutOfRenditions.has(name),
  window: (name) => keptOfWindow.has(name),
};

export function dataBackups(dataFolder: string, now: () => number = Date.now): DataBackups {
  const folder = join(dataFolder, "backups");

  return {
    async make(from) {
      await mkdir(folder, { recursive: true, mode: 0o700 });
      for (const name of await readdir(folder))
        if (name.startsWith(prefixes.unfinished))
          await rm(join(folder, name), { recursive: true, force: true });
      const name = `${prefixes.backup}${stamp(now())}-${from}`;
      const unfinished = join(folder, `${prefixes.unfinished}${name}`);
      const files: [string, number][] = [];
      try {
        for (const unit of await unitsOf(dataFolder))
          files.push(...(await copyTree(join(dataFolder, unit), join(unfinished, "data", unit), unit)));
        await mkdir(unfinished, { recursive: true });
        const contents = { from, at: new Date(now()).toISOString(), files } satisfies z.infer<
          typeof Contents
        >;
        await writeDurably(join(unfinished, "contents.json"), JSON.stringify(contents));
      } catch (error) {
        await rm(unfinished, { recursive: true, force: true });
        throw error;
      }
      await rename(unfinished, join(folder, name));
      return name;
    },
    async restore(backup, aside) {
      await readBackup(join(folder, backup), backup);
      const fresh = join(folder, `${prefixes.unfinished}restored`);
      await rm(fresh, { recursive: true, force: true });
      await mkdir(fresh, { recursive: true });
      for (const unit of await unitsOf(join(folder, backup, "data")))
        await copyTree(join(folder, backup, "data", unit), join(fresh, unit), unit);
      const units = new Set([...(await unitsOf(dataFolder)), ...(await unitsOf(fresh))]);
      for (const unit of units) {
        await setAside(join(dataFolder, unit), join(folder, prefixes.aside + aside, unit));
        if (await exists(join(fresh, unit))) await moveTo(join(fresh, unit), join(dataFolder, unit));
      }
      await rm(fresh, { recursive: true, force: true });
    },
    async prune() {
      const names = await readdir(folder).catch(() => []);
      for (const prefix of [prefixes.backup, prefixes.aside]) {
        const oldest = names.filter((name) => name.startsWith(prefix)).sort();
        for (const name of oldest.slice(0, -keptBackups))
          await rm(join(folder, name), { recursive: true, force: true });
      }
    },
  };
}

/** Those of which all is there, newest first. */
export async function findBackups(dataFolder: string): Promise<DataBackup[]> {
  const folder = join(dataFolder, "backups");
  const names = await readdir(folder).catch(() => []);
  const found = names
    .filter((name) => name.startsWith(prefixes.backup))
    .map((name) => readBackup(join(folder, name), name).catch(() => null));
  return (await Promise.all(found))
    .filter((one) => one !== null)
    .toSorted((a, b) => b.at.localeCompare(a.at));
}

/** Names that sort by age. */
export function stamp(at: number): string {
  return new Date(at).toISOString().replace(/[:.]/g, "-");
}

/** Paths below the folder, each of which is copied and put back as one. */
async function unitsOf(folder: string): Promise<string[]> {
  const units: string[] = [];
  for (const name of await readdir(folder)) {
    if (leftOut.has(name) || name.startsWith("desk.lock") || name.endsWith(".tmp")) continue;
    const isIn = innerChoice[name];
    if (!isIn) units.push(name);
    else units.push(...(await readdir(join(folder, name))).filter(isIn).map((inner) => join(name, inner)));
  }
  return units;
}

/** Answers what was copied, with sizes. Where the disk can, a copy shares its blocks and costs nothing. */
async function copyTree(source: string, target: string, path: string): Promise<[string, number][]> {
  const facts = await stat(source);
  if (facts.isFile()) {
    await mkdir(dirname(target), { recursive: true });
    await copyFile(source, target, constants.COPYFILE_FICLONE);
    return [[path, facts.size]];
  }
  if (!facts.isDirectory()) return [];
  await mkdir(target, { recursive: true });
  const names = await readdir(source);
  const inside = await Promise.all(
    names.map((name) => copyTree(join(source, name), join(target, name), join(path, name))),
  );
  return inside.flat();
}

/** Throws `BackupDamaged` where it is not what its list of contents says. */
async function readBackup(place: string, name: string): Promise<DataBackup> {
  const text = await readFile(join(place, "contents.json"), "utf8").catch((error: unknown) => {
    throw new BackupDamaged("The backup has no list of its contents", { cause: error });
  });
  const folder = join(place, "data");
  const contents = Contents.parse(JSON.parse(text));
  for (const [path, size] of contents.files) {
    const found = await stat(join(folder, path)).catch(() => null);
    if (found?.size !== size) throw new BackupDamaged(`${path} is missing from the backup, or cut short`);
  }
  return { name, folder, ...contents };
}

/** A list of contents names nothing outside of its folder. */
function isWithin(path: string): boolean {
  const plain = normalize(path);
  return plain !== "." && !isAbsolute(plain) && plain !== ".." && !plain.startsWith(`..${sep}`);
}

/** Where there is something aside already, what is in place was restored by a try that did not end. */
async function setAside(inPlace: string, aside: string): Promise<void> {
  if (!(await exists(inPlace))) return;
  if (await exists(aside)) await rm(inPlace, { recursive: true, force: true });
  else await moveTo(inPlace, aside);
}

async function moveTo(source: string, target: string): Promise<void> {
  await mkdir(dirname(target), { recursive: true });
  await rename(source, target);
}

async function exists(path: string): Promise<boolean> {
  return (await stat(path).catch(() => null)) !== null;
}
