import { copyFile, readFile } from "node:fs/promises";
import { join, sep } from "node:path";
import type { Damage, RestoreSource } from "#shared/contract/recovery.ts";
import { freshProfile, type DeskProfile, profileFiles } from "../desk/profile.ts";
import { lockFolder } from "../desk/folder-lock.ts";
import { readJournal } from "../sync/journal.ts";
import { BackupDamaged, type DataBackup, findBackups } from "../updater/data-backup.ts";
import { readProfile } from "./examination.ts";
import { beginExchange, type Exchange } from "./exchange.ts";
import { forgetRequest } from "./recovery-request.ts";

export interface RestoreOrder {
  readonly dataFolder: string;
  readonly deskName: string;
  readonly source: RestoreSource;
  /** What is to be moved aside with it. */
  readonly damage: readonly Damage[];
}

/**
 * Puts whole things where damaged ones are. Everything that it replaces lies in `<data>/set-aside/<time>/` afterwards, nothing is
 * deleted or overwritten, and a kill at any moment leaves either the folder as it was or one that the next start finishes.
 */
export async function restore(order: RestoreOrder): Promise<void> {
  const { dataFolder, source } = order;
  await using _lock = await lockFolder(dataFolder);
  const backup = source.from === "backup" ? await backupNamed(dataFolder, source.name) : null;
  await using exchange = await beginExchange(dataFolder);
  for (const { part, detail } of order.damage)
    if (part === "files" || part === "key") exchange.setAside(detail);
  await restoreProfile(order, backup, exchange);
  await restoreJournal(order, backup, exchange);
  if (backup) await fillIn(dataFolder, backup, exchange);
  await exchange.commit();
  await forgetRequest(dataFolder);
}

/** Who this desk is, as well as it is known: from its profile, else from its journal. */
export async function knownProfile(dataFolder: string, deskName: string): Promise<DeskProfile | null> {
  for (const name of profileFiles) {
    const read = await readProfile(join(dataFolder, name));
    if (typeof read === "object") return read;
  }
  const journal = await readJournal(join(dataFolder, "journal")).catch(() => null);
  return journal?.desk ? { ...freshProfile(deskName), ...journal.desk } : null;
}

async function backupNamed(dataFolder: string, name: string): Promise<DataBackup> {
  const backup = (await findBackups(dataFolder)).find((one) => one.name === name);
  if (!backup) throw new BackupDamaged(name);
  return backup;
}

/** The window begins a replica of its own each time: what it had may be what is damaged. */
async function restoreProfile(
  order: RestoreOrder,
  backup: DataBackup | null,
  exchange: Exchange,
): Promise<void> {
  const found = await profileFor(order, backup);
  const profile: DeskProfile = {
    ...found,
    replica: exchange.name.toLowerCase().replaceAll(/[^a-z0-9]/g, ""),
  };
  const contents = Buffer.from(`${JSON.stringify(profile, null, 2)}\n`);
  for (const name of profileFiles) await exchange.replace(name, contents);
}

async function profileFor(order: RestoreOrder, backup: DataBackup | null): Promise<DeskProfile> {
  const { dataFolder, deskName, source } = order;
  if (backup && holds(backup, profileFiles[0])) {
    const saved = await readProfile(join(backup.folder, profileFiles[0]));
    if (typeof saved !== "object") throw new BackupDamaged(backup.name);
    return saved;
  }
  const known = await knownProfile(dataFolder, deskName);
  if (source.from === "hub")
    return { ...(known ?? freshProfile(deskName)), dealership: null, hubAddress: null };
  if (!known) throw new Error("Nothing here says whose desk this is");
  return known;
}

/**
 * What waits in the backup's journal comes before what waits here, so that the newer version of a document counts. What the
 * hub has of it meanwhile changes nothing there.
 */
async function restoreJournal(
  order: RestoreOrder,
  backup: DataBackup | null,
  exchange: Exchange,
): Promise<void> {
  const saved =
    backup && holds(backup, "journal")
      ? await readJournal(join(backup.folder, "journal")).catch(() => {
          throw new BackupDamaged(backup.name);
        })
      : null;
  if (!saved && !order.damage.some(({ part }) => part === "journal")) return;
  const here = await readJournal(join(order.dataFolder, "journal")).catch(() => null);
  await exchange.replace("journal", Buffer.concat([...(saved?.lines ?? []), ...(here?.lines ?? [])]));
}

/**
 * The rest of a backup only takes the place of what is missing or empty: what is here and whole is newer. The window's own database
 * begins anew, and its files are the browser's, which has them open.
 */
async function fillIn(dataFolder: string, backup: DataBackup, exchange: Exchange): Promise<void> {
  const done = new Set<string>([...profileFiles, "journal"]);
  for (const [path] of backup.files) {
    if (done.has(path) || path.startsWith(`window${sep}`) || (await isWhole(join(dataFolder, path))))
      continue;
    await exchange.replaceBy(path, (to) => copyFile(join(backup.folder, path), to));
  }
}

const holds = (backup: DataBackup, file: string) => backup.files.some(([path]) => path === file);

async function isWhole(path: string): Promise<boolean> {
  const bytes = await readFile(path).catch(() => null);
  if (!bytes || bytes.length === 0) return false;
  if (!path.endsWith(".json")) return true;
  try {
    JSON.parse(bytes.toString("utf8"));
    return true;
  } catch {
    return false;
  }
}
