import { link, open, rename, rm, stat } from "node:fs/promises";
import { extname, join } from "node:path";
import { syncFolder } from "../photos/durable-file.ts";
import { type JobResult, type JobTarget, unfinishedName } from "./job-target.ts";
import { codeOf, PictureProblem } from "./picture-problem.ts";

/** Files in a folder of the user's. Nothing that lies there is ever touched: a number is added to our own name. */
export async function openFolderTarget(folder: string, jobId: string): Promise<JobTarget> {
  const found = await stat(folder);
  if (!found.isDirectory()) throw new PictureProblem("notHere");
  let result: JobResult | null = null;
  let count = 0;

  return {
    has: async () => false,
    async add(_order, name, bytes) {
      const temporary = join(folder, `${unfinishedName(jobId)}-${(count += 1)}.part`);
      try {
        await writeFlushed(temporary, bytes);
        const path = await settle(temporary, folder, name);
        result ??= { path: folder, shown: path, download: null };
      } finally {
        await rm(temporary, { force: true }).catch(() => {});
      }
    },
    finish: () => syncFolder(folder).catch(() => {}),
    abandon: async () => {},
    get result() {
      return result;
    },
  };
}

async function writeFlushed(path: string, bytes: Buffer): Promise<void> {
  await using file = await open(path, "wx");
  await file.writeFile(bytes);
  await file.sync();
}

/** Gives a finished file its name, or the first numbered one that is free. */
async function settle(temporary: string, folder: string, name: string): Promise<string> {
  const ending = extname(name);
  const stem = name.slice(0, name.length - ending.length);
  for (let number = 1; ; number++) {
    const path = join(folder, number === 1 ? name : `${stem}-${number}${ending}`);
    if (await named(temporary, path)) return path;
  }
}

/** A link never replaces what is there; a disk that knows no links (cards, some shares) is looked at first. */
async function named(temporary: string, path: string): Promise<boolean> {
  try {
    await link(temporary, path);
    return true;
  } catch (error) {
    if (codeOf(error) === "EEXIST") return false;
    if (codeOf(error) === "ENOENT") throw error;
  }
  if (await stat(path).catch(() => null)) return false;
  await rename(temporary, path);
  return true;
}
