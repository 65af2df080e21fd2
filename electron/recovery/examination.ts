import { randomUUID } from "node:crypto";
import { mkdir, open, opendir, readdir, readFile, rm, stat } from "node:fs/promises";
import { join } from "node:path";
import type { Damage, RecoveryState } from "#shared/contract/recovery.ts";
import { isMissing } from "../desk/durable-file.ts";
import { DeskProfile, profileFiles } from "../desk/profile.ts";
import { PhotoFile } from "#shared/model/photo.ts";
import { type JournalFacts, readJournal } from "../sync/journal.ts";
import { readRequest } from "./recovery-request.ts";

/** Folders of ours within the data folder. */
const ownFolders = [
  "backups",
  "blobs",
  "crashes",
  "drawings",
  "dropped",
  "hub",
  "imports",
  "logs",
  "photos",
  "renditions",
  "sync",
  "vault",
  "window",
];

/** Looks at what a desk needs to open and changes nothing. Empty where nothing is in the way. */
export async function examine(dataFolder: string): Promise<Damage[]> {
  const place = await examineFolder(dataFolder);
  if (place.length > 0) return place;
  const parts = await Promise.all([
    examineProfile(dataFolder),
    examineJournal(dataFolder),
    examineKey(dataFolder),
    examineOwnFolders(dataFolder),
    readRequest(dataFolder).then((request) => (request ? [request] : [])),
  ]);
  return parts.flat();
}

export function damageOf(
  part: Damage["part"],
  kind: Damage["kind"],
  detail = "",
  defectId: string | null = null,
): Damage {
  return { part, kind, detail, defectId };
}

/** What the system's word for a failure means to whoever has to mend it; null where it is nothing of the disk's. */
export function diskTrouble(error: unknown): "diskFull" | "notWritable" | "damaged" | null {
  const code = error instanceof Error && "code" in error ? error.code : null;
  if (code === "ENOSPC" || code === "EDQUOT") return "diskFull";
  if (code === "EACCES" || code === "EPERM" || code === "EROFS") return "notWritable";
  return code === "ENOTDIR" || code === "EISDIR" || code === "EEXIST" || code === "EIO" ? "damaged" : null;
}

async function examineFolder(dataFolder: string): Promise<Damage[]> {
  const probe = join(dataFolder, `.${randomUUID()}.probe`);
  try {
    await mkdir(dataFolder, { recursive: true, mode: 0o700 });
    await using handle = await open(probe, "wx", 0o600);
    await handle.writeFile(Buffer.alloc(4096));
    await handle.sync();
    return [];
  } catch (error) {
    return [damageOf("folder", diskTrouble(error) ?? "unexpected")];
  } finally {
    await rm(probe, { force: true }).catch(() => {});
  }
}

/**
 * A desk that has a journal and no profile has lost it: a new one has neither. One that may not be read is told of though its copy
 * may be: whoever took the right away took it from more than that.
 */
async function examineProfile(dataFolder: string): Promise<Damage[]> {
  const read = await Promise.all(profileFiles.map((name) => readProfile(join(dataFolder, name))));
  const unreadable = profileFiles.find((_name, place) => read[place] === "unreadable");
  if (unreadable) return [damageOf("profile", "unreadable", unreadable)];
  if (read.some((one) => typeof one === "object")) return [];
  if (read.includes("damaged")) return [damageOf("profile", "damaged", profileFiles[0])];
  const hasJournal = await stat(join(dataFolder, "journal")).then(
    ({ size }) => size > 0,
    () => false,
  );
  return hasJournal ? [damageOf("profile", "missing", profileFiles[0])] : [];
}

export async function readProfile(path: string): Promise<DeskProfile | "missing" | "unreadable" | "damaged"> {
  try {
    return DeskProfile.parse(JSON.parse(await readFile(path, "utf8")));
  } catch (error) {
    if (isMissing(error)) return "missing";
    return diskTrouble(error) === "notWritable" ? "unreadable" : "damaged";
  }
}

async function examineJournal(dataFolder: string): Promise<Damage[]> {
  try {
    const { damaged, newer } = await readJournal(join(dataFolder, "journal"));
    return [
      ...(damaged > 0 ? [damageOf("journal", "damaged", String(damaged))] : []),
      ...(newer > 0 ? [damageOf("journal", "newer", String(newer))] : []),
    ];
  } catch (error) {
    return [damageOf("journal", diskTrouble(error) === "notWritable" ? "unreadable" : "damaged", "journal")];
  }
}

const keyBytes = 32;

async function examineKey(dataFolder: string): Promise<Damage[]> {
  const facts = await stat(join(dataFolder, "secret.key")).catch(() => null);
  return facts && (!facts.isFile() || facts.size !== keyBytes)
    ? [damageOf("key", "damaged", "secret.key")]
    : [];
}

async function examineOwnFolders(dataFolder: string): Promise<Damage[]> {
  const looked = await Promise.all(
    ownFolders.map(async (name) => {
      const kind = await folderTrouble(join(dataFolder, name));
      return kind ? [damageOf("files", kind, name)] : [];
    }),
  );
  return looked.flat();
}

/** Damaged is a file where a folder has to be, which is what some repair tools leave. */
async function folderTrouble(path: string): Promise<"damaged" | "unreadable" | null> {
  const facts = await stat(path).catch(() => null);
  if (!facts) return null;
  if (!facts.isDirectory()) return "damaged";
  return opendir(path).then(
    (folder) => folder.close().then(() => null),
    (error: unknown) => (diskTrouble(error) === "notWritable" ? "unreadable" : null),
  );
}

/** How much of this desk's own is whole. Only asked where something is not, since it reads every record. */
export async function countWhole(dataFolder: string): Promise<RecoveryState["whole"]> {
  const journal = await readJournal(join(dataFolder, "journal")).catch((): Partial<JournalFacts> => ({}));
  const photos = { whole: 0, damaged: 0 };
  const folder = join(dataFolder, "photos");
  for (const shelf of await namesIn(folder))
    for (const name of /^[0-9a-f]{2}$/.test(shelf) ? await namesIn(join(folder, shelf)) : [])
      photos[(await isPhotoRecord(join(folder, shelf, name))) ? "whole" : "damaged"] += 1;
  return { changes: journal.changes ?? 0, photos: photos.whole, photosToMakeAgain: photos.damaged };
}

async function isPhotoRecord(path: string): Promise<boolean> {
  try {
    return PhotoFile.safeParse(JSON.parse(await readFile(path, "utf8"))).success;
  } catch {
    return false;
  }
}

async function namesIn(folder: string): Promise<string[]> {
  return readdir(folder).catch(() => []);
}
