import { randomUUID } from "node:crypto";
import { mkdtemp, readdir, readFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { openProfile } from "#electron/desk/profile.ts";
import { dataBackups } from "#electron/updater/data-backup.ts";
import { openJournal } from "#electron/sync/journal.ts";
import { DeskIdentity } from "#electron/desk/desk-identity.ts";
import { created } from "#shared/rules/stamping.ts";

const silent = { info() {}, error: () => "" };

/** A data folder as a desk leaves it: a profile with its copy, and a journal with two changes that wait. */
export async function deskFolder(): Promise<{ folder: string; deviceId: string; tenantId: string }> {
  const folder = await mkdtemp(join(tmpdir(), "autosell-recovery-"));
  const tenantId = randomUUID();
  const profile = await openProfile({ folder, deskName: "Front office", log: silent });
  await profile.change({ dealership: { tenantId, start: "empty" } });
  const { deviceId } = profile.get();
  await using journal = await openJournal({ path: join(folder, "journal"), deviceId, log: silent });
  await journal.noteDesk(DeskIdentity.parse(profile.get()));
  for (const make of ["Nissan", "Kia"])
    await journal.append([
      { collection: "vehicles", document: created("vehicle", randomUUID(), { make, notes: "" }) },
    ]);
  return { folder, deviceId, tenantId };
}

/** A backup as the first start of a new version makes one, of the folder as it is now. */
export function backUp(folder: string): Promise<string> {
  return dataBackups(folder).make("0.0.9");
}

/** Every file of the folder with its contents, of which none may ever be lost. */
export async function contentsOf(folder: string): Promise<Map<string, string>> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  const files = new Map<string, string>();
  for (const entry of entries) {
    const path = join(entry.parentPath, entry.name);
    if (entry.isFile()) files.set(path.slice(folder.length + 1), await readFile(path, "latin1"));
  }
  return files;
}
