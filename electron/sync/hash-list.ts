import { appendFile, mkdir, readFile } from "node:fs/promises";
import { dirname } from "node:path";
import { isMissing, writeDurably } from "../desk/durable-file.ts";
import type { Log } from "../log.ts";

/**
 * A set of sha256 that outlives the process, as hints only: what is lost of it is asked for again. So it is written
 * without waiting for the disk, one line for each addition; what is added while the disk is busy is written in one go.
 */
export interface HashList extends AsyncDisposable {
  readonly size: number;
  has(sha256: string): boolean;
  add(sha256: string): void;
  delete(sha256: string): void;
  /** Tells of each that was not in it before. */
  onAdded(listener: (sha256: string) => void): () => void;
  [Symbol.iterator](): Iterator<string>;
}

export async function openHashList(file: string, log: Log): Promise<HashList> {
  await mkdir(dirname(file), { recursive: true });
  const hashes = new Set(await read(file));
  let work: Promise<void> = Promise.resolve();
  let shrunk = false;
  let unwritten = "";
  const append = () => {
    const lines = unwritten;
    unwritten = "";
    return appendFile(file, lines);
  };
  const listeners = new Set<(sha256: string) => void>();
  const write = (act: () => Promise<void>) => {
    work = work.then(act).catch((error: unknown) => void log.error("list of hashes was not written", error));
  };

  return {
    get size() {
      return hashes.size;
    },
    has: (sha256) => hashes.has(sha256),
    add(sha256) {
      if (hashes.has(sha256)) return;
      hashes.add(sha256);
      if (unwritten === "") write(append);
      unwritten += `${sha256}\n`;
      for (const listener of listeners) listener(sha256);
    },
    delete(sha256) {
      shrunk = hashes.delete(sha256) || shrunk;
    },
    onAdded(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    [Symbol.iterator]: () => hashes.values(),
    async [Symbol.asyncDispose]() {
      if (shrunk) write(() => writeDurably(file, [...hashes, ""].join("\n")));
      await work;
    },
  };
}

async function read(file: string): Promise<string[]> {
  const text = await readFile(file, "utf8").catch((error: unknown) => {
    if (isMissing(error)) return "";
    throw error;
  });
  return text.split("\n").filter((line) => /^[0-9a-f]{64}$/.test(line));
}
