import { readFileSync } from "node:fs";
import { mkdir } from "node:fs/promises";
import { dirname } from "node:path";
import type * as z from "zod";
import { writeDurably } from "../desk/durable-file.ts";

/** A small file of conveniences (where a window stood, which folder was last). Losing it loses comfort only. */
export interface StateFile<T> {
  get(): T;
  set(value: T): Promise<void>;
}

/** Reads a file of an earlier run; one that is missing, damaged or of another shape counts as `otherwise`. */
export function openStateFile<T>(file: string, schema: z.ZodType<T>, otherwise: T): StateFile<T> {
  let value = read(file, schema) ?? otherwise;
  let lastWrite = Promise.resolve();
  return {
    get: () => value,
    set(next) {
      value = next;
      lastWrite = lastWrite.catch(() => {}).then(() => write(file, next));
      return lastWrite;
    },
  };
}

async function write(file: string, value: unknown): Promise<void> {
  await mkdir(dirname(file), { recursive: true });
  await writeDurably(file, `${JSON.stringify(value)}\n`);
}

function read<T>(file: string, schema: z.ZodType<T>): T | null {
  try {
    return schema.parse(JSON.parse(readFileSync(file, "utf8")));
  } catch {
    return null;
  }
}
