import { access, mkdir, readdir, rename } from "node:fs/promises";
import { dirname, join } from "node:path";
import { isMissing, syncFolder } from "../desk/durable-file.ts";

const setAsideFolder = (dataFolder: string) => join(dataFolder, "set-aside");

/** Where a hub lies, or is to lie, that was set aside under this name. */
export const setAsideHub = (dataFolder: string, name: string) =>
  join(setAsideFolder(dataFolder), name, "hub");

/** A name for what is set aside now. */
export const setAsideName = (now: Date) => now.toISOString().replaceAll(":", "-");

/** Puts a folder into its place aside, whole, unless it is there already. */
export async function setAside(folder: string, place: string): Promise<void> {
  if (await isThere(place)) return;
  await mkdir(dirname(place), { recursive: true });
  await rename(folder, place);
  await syncFolder(dirname(folder));
  await syncFolder(dirname(place));
}

/** The hub that was set aside last; null where there is none. */
export async function lastSetAside(dataFolder: string): Promise<string | null> {
  const names = await readdir(setAsideFolder(dataFolder)).catch(() => []);
  for (const name of names.toSorted((one, other) => (one < other ? 1 : -1))) {
    const place = setAsideHub(dataFolder, name);
    if (await isThere(place)) return place;
  }
  return null;
}

async function isThere(path: string): Promise<boolean> {
  try {
    await access(path);
    return true;
  } catch (error) {
    if (isMissing(error)) return false;
    throw error;
  }
}
