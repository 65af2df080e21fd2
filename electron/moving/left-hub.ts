import { readdir, rm, stat } from "node:fs/promises";
import { join } from "node:path";
import type { LeftHubFacts } from "#shared/contract/moving.ts";
import { isMissing } from "../desk/durable-file.ts";
import type { Profile } from "../desk/profile.ts";
import type { HubClient } from "../sync/hub-client.ts";
import type { Journal } from "../sync/journal.ts";
import type { CarriedFiles } from "./carried-files.ts";

/** The data of the hub that this desk had of its own before it moved: kept until a person deletes it. */
export interface LeftHub {
  /** Null where there is none. */
  find(): Promise<LeftHubFacts | null>;
  /** Deletes it, unless the new hub lacks something of it. Throws `HubUnavailable`. */
  remove(signal: AbortSignal): Promise<"removed" | "notYet">;
}

export interface LeftHubOptions {
  readonly folder: string;
  readonly profile: Profile;
  readonly journal: Pick<Journal, "waiting">;
  readonly carried: CarriedFiles;
  readonly client: Pick<HubClient, "missing">;
}

const hashesPerQuestion = 1000;

export function createLeftHub({ folder, profile, journal, carried, client }: LeftHubOptions): LeftHub {
  const wasLeft = () => profile.get().left !== null && profile.get().hubAddress !== null;
  const isAllThere = async (signal: AbortSignal) => {
    if (journal.waiting.get() > 0) return false;
    const hashes = new Set<string>();
    for await (const files of carried.all()) for (const hash of files.hashes) hashes.add(hash);
    const all = [...hashes];
    for (let start = 0; start < all.length; start += hashesPerQuestion) {
      const missing = await client.missing(all.slice(start, start + hashesPerQuestion), signal);
      if (missing.length > 0) return false;
    }
    return true;
  };
  return {
    async find() {
      const bytes = wasLeft() ? await bytesIn(folder) : null;
      return bytes === null ? null : { folder, bytes };
    },
    async remove(signal) {
      if (!wasLeft() || !(await isAllThere(signal))) return "notYet";
      await rm(folder, { recursive: true, force: true, maxRetries: 5 });
      return "removed";
    },
  };
}

/** Null where there is no such folder. */
async function bytesIn(folder: string): Promise<number | null> {
  try {
    const entries = await readdir(folder, { recursive: true, withFileTypes: true });
    const files = entries.filter((entry) => entry.isFile());
    let bytes = 0;
    for (const { parentPath, name } of files) bytes += (await stat(join(parentPath, name))).size;
    return bytes;
  } catch (error) {
    if (isMissing(error)) return null;
    throw error;
  }
}
