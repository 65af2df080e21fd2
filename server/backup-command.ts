import { access, mkdir, open, readFile, rename, rm } from "node:fs/promises";
import { dirname, join, resolve } from "node:path";
import { Readable } from "node:stream";
import type { ReadableStream } from "node:stream/web";
import * as z from "zod";
import { type CheckedHub, checkHub } from "./backup/check-hub.ts";
import { BackupRefused } from "./backup/failures.ts";
import { type BackupFile, type BackupSummary, checkBackup } from "./backup/read-backup.ts";
import { restore } from "./backup/restore.ts";
import { seal } from "./backup/sealing.ts";
import { writeBackup } from "./backup/write-backup.ts";
import type { HubConfig } from "./config.ts";
import { DataFolderInUse } from "./db/data-folder-lock.ts";
import { type Database, openDatabase } from "./db/database.ts";
import { backupRoute, checkRoute } from "./http/operator.ts";
import { askRunningHub } from "./http/operator-client.ts";

type BackupConfig = Pick<
  HubConfig,
  "command" | "file" | "dataFolder" | "databaseUrl" | "passphraseFile" | "at" | "overwrite"
>;

/** `backup`, `restore` and `verify`. False where something was found to be wrong, which it says. */
export async function handleBackups(config: BackupConfig, say: (line: string) => void): Promise<boolean> {
  if (config.command === "backup") return backUp(config, say);
  if (config.command === "restore") return restoreFrom(config, say);
  return config.file === null ? verifyHub(config, say) : verifyFile(config, say);
}

async function backUp(config: BackupConfig, say: (line: string) => void): Promise<boolean> {
  const file = await fileOf(config);
  if (await exists(file.path))
    throw new BackupRefused(`There is a file ${file.path} already. Choose another name.`);
  const summary = await save(file, (write) => withBackup(config, write));
  say(`Backed up to ${file.path} and read back: ${inWords(summary)}.`);
  if (summary.absentBlobs > 0)
    say(
      `${summary.absentBlobs} photo files are missing or damaged on the hub and come again from the desks.`,
    );
  say(
    file.passphrase === null
      ? "The file is a secret: it holds customers, costs and the key that tokens are signed with. Keep it like one, or seal it with --passphrase-file."
      : "The file is sealed. Without its passphrase nobody can open it.",
  );
  return true;
}

async function restoreFrom(config: BackupConfig, say: (line: string) => void): Promise<boolean> {
  const { dataFolder, overwrite, at } = config;
  await using database = await openHere(config);
  const restored = await restore({ file: await fileOf(config), database, dataFolder, overwrite, at });
  say(`Restored the backup of ${restored.madeAt}: ${inWords(restored)}.`);
  if (at !== null) say(`Documents are as they were at ${at.toISOString()}: ${restored.documents} of them.`);
  say("Desks notice at their next exchange, and send what they have that the hub has not.");
  return true;
}

async function verifyFile(config: BackupConfig, say: (line: string) => void): Promise<boolean> {
  const summary = await checkBackup(await fileOf(config));
  say(`The backup of ${summary.madeAt} is whole: ${inWords(summary)}.`);
  return true;
}

async function verifyHub(config: BackupConfig, say: (line: string) => void): Promise<boolean> {
  const { documents, files, missingFiles, awaitedFiles, faults } = await checked(config);
  say(`Checked ${documents} documents against their history, and ${files} photo files against their names.`);
  if (missingFiles > 0)
    say(`${missingFiles} photo files are missing; the hub asks the desks for them again.`);
  if (awaitedFiles > 0) say(`${awaitedFiles} files of photos have not come from the desks yet.`);
  for (const fault of faults) say(`Wrong: ${fault}.`);
  say(faults.length === 0 ? "Nothing is wrong." : "Restore a backup, or have somebody look into it.");
  return faults.length === 0;
}

/** Opens the database here; the work is asked of the running hub where that has the database for itself. */
async function withBackup<T>(config: BackupConfig, use: (backup: Readable) => Promise<T>): Promise<T> {
  return hereOrThere(
    config,
    (database) => use(writeBackup({ database, dataFolder: config.dataFolder, now: Date.now })),
    async () => {
      const { body } = await askRunningHub(config.dataFolder, backupRoute, { method: "POST" });
      return use(Readable.fromWeb(body as ReadableStream<Uint8Array>));
    },
  );
}

const Checked: z.ZodType<CheckedHub> = z.object({
  documents: z.int(),
  files: z.int(),
  missingFiles: z.int(),
  awaitedFiles: z.int(),
  faults: z.array(z.string()),
});

async function checked(config: BackupConfig): Promise<CheckedHub> {
  return hereOrThere(
    config,
    (database) => checkHub({ database, dataFolder: config.dataFolder }),
    async () =>
      Checked.parse(await (await askRunningHub(config.dataFolder, checkRoute, { method: "POST" })).json()),
  );
}

async function hereOrThere<T>(
  config: BackupConfig,
  here: (database: Database) => Promise<T>,
  there: () => Promise<T>,
): Promise<T> {
  if (config.databaseUrl === null && !(await exists(join(config.dataFolder, "database"))))
    throw new BackupRefused(`There is no hub in ${config.dataFolder}.`);
  try {
    await using database = await openHere(config);
    return await here(database);
  } catch (error) {
    if (!(error instanceof DataFolderInUse)) throw error;
    return there();
  }
}

function openHere({ dataFolder, databaseUrl }: BackupConfig): Promise<Database> {
  return openDatabase({ dataFolder, databaseUrl, connectionName: "autosell-hub-command", onError: () => {} });
}

/** Under another name until it is whole, on disk and read back. */
async function save(
  file: BackupFile,
  make: (write: (backup: Readable) => Promise<void>) => Promise<void>,
): Promise<BackupSummary> {
  const unfinished = `${file.path}.unfinished`;
  await mkdir(dirname(file.path), { recursive: true });
  try {
    await make((backup) => write(backup, unfinished, file.passphrase));
    const summary = await checkBackup({ ...file, path: unfinished });
    await rename(unfinished, file.path);
    return summary;
  } finally {
    await rm(unfinished, { force: true });
  }
}

async function write(backup: Readable, path: string, passphrase: string | null): Promise<void> {
  await using handle = await open(path, "w", 0o600);
  const bytes = passphrase === null ? backup : seal(backup, passphrase);
  await handle.writeFile(bytes);
  await handle.sync();
}

async function fileOf({ file, passphraseFile }: BackupConfig): Promise<BackupFile> {
  return { path: resolve(file ?? ""), passphrase: passphraseFile && (await passphraseIn(passphraseFile)) };
}

async function passphraseIn(path: string): Promise<string> {
  const [passphrase = ""] = (await readFile(path, "utf8").catch(() => "")).split(/\r?\n/, 1);
  if (passphrase.length < 8)
    throw new BackupRefused(`The first line of ${path} has to be a passphrase of 8 characters or more.`);
  return passphrase;
}

function inWords({ rowsByTable, blobs }: BackupSummary): string {
  const rows = (table: string) => rowsByTable[table] ?? 0;
  return `${rows("tenants")} dealerships, ${rows("documents")} documents with ${rows("history")} writes, ${blobs} photo files`;
}

async function exists(path: string): Promise<boolean> {
  return access(path).then(
    () => true,
    () => false,
  );
}
