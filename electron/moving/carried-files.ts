import { mkdir, readFile } from "node:fs/promises";
import { dirname } from "node:path";
import * as z from "zod";
import { Sha256 } from "#shared/model/primitives.ts";
import { isMissing, writeDurably } from "../desk/durable-file.ts";
import type { Log } from "../log.ts";
import type { OwnedFiles, OwnedSource } from "../sync/owned-files.ts";

/** Files that a move brought from the hub that was left: it falls to this desk to bring them to the new one. */
export interface CarriedFiles extends OwnedSource {
  /** Adds to those of earlier moves. */
  add(files: readonly OwnedFiles[]): Promise<void>;
  /** Tells whoever listens of all of them. */
  announce(): void;
}

const Files = z.array(z.object({ id: z.string(), photo: Sha256, hashes: z.array(Sha256) }));

export async function openCarriedFiles(path: string, log: Log): Promise<CarriedFiles> {
  await mkdir(dirname(path), { recursive: true });
  const listeners = new Set<(files: OwnedFiles) => void>();
  let kept: readonly OwnedFiles[] = await read(path).catch((error: unknown) => {
    log.error("the list of carried files cannot be read", error);
    return [];
  });
  return {
    async *all() {
      yield* kept.map(named);
    },
    onNew(listener) {
      listeners.add(listener);
      return () => void listeners.delete(listener);
    },
    async add(files) {
      const all = new Map([...kept, ...files].map((one) => [one.id, one]));
      await writeDurably(path, JSON.stringify([...all.values()]));
      kept = [...all.values()];
    },
    announce() {
      for (const files of kept) for (const listener of listeners) listener(named(files));
    },
  };
}

/** A photo's own desk counts its files under an id of its own. */
const named = (files: OwnedFiles): OwnedFiles => ({ ...files, id: `carried ${files.id}` });

async function read(path: string): Promise<OwnedFiles[]> {
  const text = await readFile(path, "utf8").catch((error: unknown) => {
    if (isMissing(error)) return "[]";
    throw error;
  });
  return Files.parse(JSON.parse(text));
}
