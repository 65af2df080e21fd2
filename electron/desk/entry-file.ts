import { existsSync } from "node:fs";
import { fileURLToPath } from "node:url";

/**
 * A program of ours that runs in a thread or process of its own: its source where we run from source, else the built file
 * beside the entry or one folder above this chunk.
 */
export function entryFile(base: string, source: string, built: string): string {
  const found = [source, `./${built}`, `../${built}`]
    .map((path) => fileURLToPath(new URL(path, base)))
    .find((path) => existsSync(path));
  if (!found) throw new Error(`${built} is missing from this installation`);
  return found;
}
