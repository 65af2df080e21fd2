import { readFile, rm } from "node:fs/promises";
import { join } from "node:path";
import { Damage } from "#shared/contract/recovery.ts";
import { writeDurably } from "../desk/durable-file.ts";

const fileOf = (dataFolder: string) => join(dataFolder, "recovery.json");

/** Has the next start open the recovery window, for what only a running desk could find out. */
export async function requestRecovery(dataFolder: string, damage: Damage): Promise<void> {
  await writeDurably(fileOf(dataFolder), JSON.stringify(damage));
}

/** Null where nobody asked; a request that cannot be read is none. */
export async function readRequest(dataFolder: string): Promise<Damage | null> {
  try {
    return Damage.parse(JSON.parse(await readFile(fileOf(dataFolder), "utf8")));
  } catch {
    return null;
  }
}

export async function forgetRequest(dataFolder: string): Promise<void> {
  await rm(fileOf(dataFolder), { recursive: true, force: true });
}
