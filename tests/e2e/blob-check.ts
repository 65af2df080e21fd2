import { createHash } from "node:crypto";
import { readdir, readFile } from "node:fs/promises";
import { basename, join } from "node:path";

/** Files of a data folder that are named by their sha256 and are not what their name says. */
export async function damagedBlobs(dataFolder: string): Promise<string[]> {
  const damaged: string[] = [];
  for (const entry of await readdir(dataFolder, { recursive: true })) {
    if (!/^[0-9a-f]{64}$/.test(basename(entry))) continue;
    const bytes = await readFile(join(dataFolder, entry));
    if (createHash("sha256").update(bytes).digest("hex") !== basename(entry)) damaged.push(entry);
  }
  return damaged;
}
