import { appendFile, open, readFile } from "node:fs/promises";
import { dirname } from "node:path";
import * as z from "zod";
import { makeFolder } from "./durable-file.ts";

/** Which files of watched folders were imported, as they were then; kept over a restart. */
export interface SeenFiles {
  has(path: string, look: string): boolean;
  /** Whether it was seen at all, however it was then. */
  hasPath(path: string): boolean;
  /** How each path looked. Resolves when it is on disk. */
  add(looks: ReadonlyMap<string, string>): Promise<void>;
}

const Line = z.tuple([z.string(), z.string()]);

export async function openSeenFiles(file: string): Promise<SeenFiles> {
  await makeFolder(dirname(file));
  const seen = new Map(await read(file));
  return {
    has: (path, look) => seen.get(path) === look,
    hasPath: (path) => seen.has(path),
    async add(looks) {
      if (looks.size === 0) return;
      const lines = [...looks].map((entry) => `${JSON.stringify(entry)}\n`);
      for (const [path, look] of looks) seen.set(path, look);
      // Begins on a line of its own, should the last write have been torn.
      await appendFile(file, `\n${lines.join("")}`);
      await using handle = await open(file, "r+");
      await handle.datasync();
    },
  };
}

async function read(file: string): Promise<[string, string][]> {
  const text = await readFile(file, "utf8").catch(() => "");
  return text.split("\n").flatMap((line) => {
    try {
      return [Line.parse(JSON.parse(line))];
    } catch {
      return [];
    }
  });
}
