import { randomUUID } from "node:crypto";
import { readFile, rename } from "node:fs/promises";
import { join } from "node:path";
import * as z from "zod";
import { Intake } from "#shared/contract/photo-import.ts";
import { Id } from "#shared/model/primitives.ts";
import type { Log } from "../log.ts";
import { isMissing, writeDurably } from "./durable-file.ts";

/** Who this desk is and whom it belongs to. The credential that goes with it lies in the vault. */
const DeskProfile = z.object({
  deviceId: Id,
  deskName: z.string().trim().min(1).max(60),
  dealership: z.object({ tenantId: Id, start: z.enum(["sample", "empty", "joined"]) }).nullable(),
  /** `http://host:port` of a joined hub; null where the hub is this desk's own. */
  hubAddress: z.string().nullable(),
  /** The user took this desk offline by hand. */
  switchedOff: z.boolean(),
  ownHub: z.object({ port: z.int().min(0).max(65_535).nullable(), sharedOnNetwork: z.boolean() }),
  intake: Intake.default({ watchedFolder: null, secondPlace: null }),
});
type DeskProfile = z.infer<typeof DeskProfile>;

export interface Profile {
  get(): DeskProfile;
  /** Resolves when the change is on disk. */
  change(patch: Partial<DeskProfile>): Promise<void>;
}

/**
 * Reads `desk.json`, or makes one. A file that cannot be read is set aside, never overwritten, and the copy written
 * beside it takes its place; without either, the desk starts as a new one and its journal stays as it is.
 */
export async function openProfile(options: { folder: string; deskName: string; log: Log }): Promise<Profile> {
  const file = join(options.folder, "desk.json");
  const copy = join(options.folder, "desk.copy.json");
  const found = (await read(file, options.log)) ?? (await read(copy, options.log));
  let profile = found ?? fresh(options.deskName);
  let lastWrite: Promise<void> = Promise.resolve();

  const save = async (contents: string) => {
    await writeDurably(file, contents);
    await writeDurably(copy, contents);
  };
  const change = async (patch: Partial<DeskProfile>) => {
    profile = DeskProfile.parse({ ...profile, ...patch });
    const contents = `${JSON.stringify(profile, null, 2)}\n`;
    lastWrite = lastWrite.catch(() => {}).then(() => save(contents));
    await lastWrite;
  };

  await change({});
  return { get: () => profile, change };
}

function fresh(deskName: string): DeskProfile {
  return {
    deviceId: randomUUID(),
    deskName,
    dealership: null,
    hubAddress: null,
    switchedOff: false,
    ownHub: { port: null, sharedOnNetwork: false },
    intake: { watchedFolder: null, secondPlace: null },
  };
}

async function read(file: string, log: Log): Promise<DeskProfile | null> {
  const text = await readFile(file, "utf8").catch((error: unknown) => {
    if (isMissing(error)) return null;
    throw error;
  });
  if (text === null) return null;
  try {
    return DeskProfile.parse(JSON.parse(text));
  } catch (error) {
    const aside = `${file}.damaged-${Date.now()}`;
    await rename(file, aside);
    log.error("desk profile cannot be read and was set aside", error);
    return null;
  }
}
