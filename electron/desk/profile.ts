import { randomUUID } from "node:crypto";
import { readFile, rename } from "node:fs/promises";
import { join } from "node:path";
import * as z from "zod";
import { Intake } from "#shared/contract/photo-import.ts";
import { Id } from "#shared/model/primitives.ts";
import { PersonReference } from "#shared/model/person.ts";
import { Role } from "#shared/model/role.ts";
import type { Log } from "../log.ts";
import { DeskIdentity } from "./desk-identity.ts";
import { isMissing, writeDurably } from "./durable-file.ts";

/** Who this desk is and whom it belongs to. The credential that goes with it lies in the vault. */
export const DeskProfile = DeskIdentity.extend({
  /** The user took this desk offline by hand. */
  switchedOff: z.boolean(),
  ownHub: z.object({ port: z.int().min(0).max(65_535).nullable(), sharedOnNetwork: z.boolean() }),
  intake: Intake.default({ watchedFolder: null, secondPlace: null }),
  /** Which photo files stay on this desk: bytes, null for all of them; and cars whose photos stay whatever the limit. */
  keeping: z
    .object({ limit: z.int().positive().nullable(), keptCars: z.array(z.string()) })
    .default({ limit: null, keptCars: [] }),
  /** Which of this desk's replicas the window uses: '' the first, a name of its own after each restore. */
  replica: z.string().max(40).default(""),
  /** What this desk's person is, as the hub last said. */
  role: Role.default("owner"),
  /** Whose desk this is, as the hub last said; null before it has. */
  person: PersonReference.nullable().default(null),
  /** Whether the replica was made for a role that saw other kinds, and has to be made anew. */
  outgrown: z.boolean().default(false),
  /** Whether the hub did not admit this desk when it last answered. */
  removed: z.boolean().default(false),
  /** What the vault calls what opens the hub. */
  credential: z.string().max(60).default("hub"),
  /** The hub that this desk is about to move to; it has admitted it already. */
  moving: z.object({ tenantId: Id, hubAddress: z.string() }).nullable().default(null),
  /** The own hub does not start and a new one begins: the damaged one goes into this folder of `set-aside`. */
  newHub: z
    .object({ setAside: z.string().max(40) })
    .nullable()
    .default(null),
  /** The dealership that this desk moved away from last. */
  left: Id.nullable().default(null),
});
export type DeskProfile = z.infer<typeof DeskProfile>;

/** The profile and the copy beside it. */
export const profileFiles = ["desk.json", "desk.copy.json"] as const;

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
  const [file, copy] = profileFiles.map((name) => join(options.folder, name)) as [string, string];
  const found = (await read(file, options.log)) ?? (await read(copy, options.log));
  let profile = found ?? freshProfile(options.deskName);
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

/** The profile of a desk that belongs to nobody yet. */
export function freshProfile(deskName: string): DeskProfile {
  return {
    deviceId: randomUUID(),
    deskName,
    dealership: null,
    hubAddress: null,
    switchedOff: false,
    ownHub: { port: null, sharedOnNetwork: false },
    intake: { watchedFolder: null, secondPlace: null },
    keeping: { limit: null, keptCars: [] },
    replica: "",
    role: "owner",
    person: null,
    outgrown: false,
    removed: false,
    credential: "hub",
    moving: null,
    newHub: null,
    left: null,
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
