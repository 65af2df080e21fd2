import { randomUUID } from "node:crypto";
import { mkdir, mkdtemp, readdir, readFile, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { openProfile } from "#electron/desk/profile.ts";
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

/** A backup as an update makes one, of these files as they are now. */
export async function backUp(folder: string, names: readonly string[]): Promise<string> {
  const name = `0.0.9-${randomUUID()}`;
  const backup = join(folder, "backups", name);
  await mkdir(backup, { recursive: true });
  for (const file of names) {
    await mkdir(join(backup, file, ".."), { recursive: true });
    await writeFile(join(backup, file), await readFile(join(folder, file)));
  }
  const manifest = { version: "0.0.9", at: "2026-11-27T10:00:00.000Z", files: names };
  await writeFile(join(backup, "manifest.json"), JSON.stringify(manifest));
  return name;
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
