import { mkdir, writeFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import { cameraPicture } from "../support/images.ts";

/** Writes small pictures, each another one, under these names; gives back their paths. */
export async function writePictures(folder: string, names: readonly string[], seed = 700): Promise<string[]> {
  const paths = names.map((name) => join(folder, name));
  for (const [index, path] of paths.entries()) {
    await mkdir(dirname(path), { recursive: true });
    await writeFile(path, await cameraPicture(320, 240, seed + index));
  }
  return paths;
}

/** What a camera's raw file begins with, and nothing that could be shown. */
export function rawFile(seed: number): Buffer {
  const raw = Buffer.alloc(4000, seed);
  raw.write("II*\0", 0, "latin1");
  raw.writeUInt32LE(16, 4);
  raw.write("CR", 8, "latin1");
  raw.writeUInt16LE(0, 16);
  return raw;
}
