import { existsSync } from "node:fs";
import { join } from "node:path";
import semver from "semver";
import * as z from "zod";
import { openStateFile, type StateFile } from "../desktop/state-file.ts";
import type { Log } from "../log.ts";
import { BackupDamaged, type DataBackups, dataBackups, stamp } from "./data-backup.ts";

const State = z.object({
  /** The version that last came as far as a window; null before the first. */
  lastStarted: z.string().nullable(),
  /** A version that has not come that far yet. `backup` is null where none could be made. */
  attempt: z.object({ version: z.string(), backup: z.string().nullable(), starts: z.int() }).nullable(),
  /** A restoration that is to be ended, should it be cut off. */
  restoring: z.object({ version: z.string(), backup: z.string(), aside: z.string() }).nullable(),
  rolledBack: z.object({ version: z.string(), at: z.string() }).nullable(),
});
type State = z.infer<typeof State>;

/** Watches over the first starts of a new version, so that none of them costs anybody's data. */
export interface StartGuard {
  /** A version that did not start here, and when the data was put back to how it was before it. */
  readonly rolledBack: State["rolledBack"];
  /** This version is new and no backup could be made before it. */
  readonly withoutBackup: boolean;
  /** The window is shown and the services are up. */
  started(): Promise<void>;
  /** The user closed the app before that, which is no failure of the version. */
  left(): Promise<void>;
}

/** This version failed to start and the data is as it was before it: the version before has to be installed again. */
export class RolledBack extends Error {
  override readonly name = "RolledBack";
  readonly version: string;
  /** The version that the data belongs to; null where it was never noted. */
  readonly former: string | null;

  constructor(version: string, former: string | null) {
    super(`Version ${version} did not start twice; the data is back at version ${former ?? "before it"}`);
    this.version = version;
    this.former = former;
  }
}

export interface StartGuardOptions {
  readonly dataFolder: string;
  readonly version: string;
  readonly log: Log;
  readonly now?: () => number;
}

/** Starts in a row that may fail before the data is put back. */
const patience = 2;

/**
 * Called when the data folder is this process's alone and before anything in it is opened. Makes a backup before the first
 * start of a new version. Throws `RolledBack` where it did not start `patience` times in a row and its data was put back.
 */
export async function openStartGuard(options: StartGuardOptions): Promise<StartGuard> {
  const { dataFolder, version, log, now = Date.now } = options;
  const file = openStateFile<State>(join(dataFolder, "versions.json"), State, {
    lastStarted: null,
    attempt: null,
    restoring: null,
    rolledBack: null,
  });
  const backups = dataBackups(dataFolder, now);
  await rollBackIfDue({ file, backups, version, log, now });
  const isNew = file.get().lastStarted !== version && existsSync(join(dataFolder, "desk.json"));
  if (isNew) await beginAttempt(file, backups, version, log);

  return {
    rolledBack: file.get().rolledBack,
    withoutBackup: isNew && file.get().attempt?.backup === null,
    async started() {
      const { rolledBack } = file.get();
      const overcome = rolledBack !== null && semver.gte(version, rolledBack.version);
      await file.set({
        lastStarted: version,
        attempt: null,
        restoring: null,
        rolledBack: overcome ? null : rolledBack,
      });
      if (isNew) await backups.prune();
    },
    async left() {
      const { attempt } = file.get();
      if (!attempt) return;
      const kept = { ...attempt, starts: attempt.starts - 1 };
      // Nothing may keep the app from closing.
      await file.set({ ...file.get(), attempt: kept }).catch((error: unknown) => {
        log.error("it was not noted that the app closed in order", error);
      });
    },
  };
}

/** A start that failed for another version leaves data that only its backup makes good. */
async function beginAttempt(
  file: StateFile<State>,
  backups: DataBackups,
  version: string,
  log: Log,
): Promise<void> {
  const { attempt, lastStarted } = file.get();
  const starts = attempt?.version === version ? attempt.starts + 1 : 1;
  const backup = attempt ? attempt.backup : await madeBackup(backups, lastStarted ?? "unknown", log);
  await file.set({ ...file.get(), attempt: { version, backup, starts } });
}

/** A full disk must not keep a dealer out of the app: the new version then starts without, and says so. */
async function madeBackup(backups: DataBackups, from: string, log: Log): Promise<string | null> {
  try {
    const name = await backups.make(from);
    log.info("backup made before a new version", { name });
    return name;
  } catch (error) {
    log.error("no backup could be made before a new version", error);
    return null;
  }
}

interface RollBack {
  readonly file: StateFile<State>;
  readonly backups: DataBackups;
  readonly version: string;
  readonly log: Log;
  readonly now: () => number;
}

async function rollBackIfDue({ file, backups, version, log, now }: RollBack): Promise<void> {
  const due = file.get().restoring ?? dueFrom(file.get(), version, now);
  if (!due) return;
  await file.set({ ...file.get(), restoring: due });
  try {
    await backups.restore(due.backup, due.aside);
  } catch (error) {
    if (!(error instanceof BackupDamaged)) throw error;
    log.error("the backup before a new version cannot be used", error);
    const attempt = { version, backup: null, starts: 1 };
    return file.set({ ...file.get(), restoring: null, attempt });
  }
  const rolledBack = { version: due.version, at: new Date(now()).toISOString() };
  await file.set({ ...file.get(), attempt: null, restoring: null, rolledBack });
  log.info("data put back to before a version that did not start", { version: due.version });
  if (version === due.version) throw new RolledBack(version, file.get().lastStarted);
}

/** It failed too often; or the version before it is back, which must not open what it may have left behind. */
function dueFrom({ attempt, lastStarted }: State, version: string, now: () => number): State["restoring"] {
  if (!attempt || attempt.backup === null) return null;
  const isBack = version === lastStarted && attempt.version !== version;
  const isSpent = attempt.version === version && attempt.starts >= patience;
  if (!isBack && !isSpent) return null;
  return { version: attempt.version, backup: attempt.backup, aside: `${stamp(now())}-${attempt.version}` };
}
