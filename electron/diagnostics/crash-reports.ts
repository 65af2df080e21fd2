import { mkdirSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { newDefectId } from "../log.ts";

/** How a process of ours ended: `window` shows the pages, `child` is any other that the system started for us. */
interface Crash {
  readonly process: "window" | "child";
  /** Electron's word: `crashed`, `oom`, `killed`, ... */
  readonly reason: string;
  readonly exitCode: number;
  /** Which child it was, by its kind. */
  readonly name?: string;
}

/** Small reports of crashes in `<data>/crashes`, of which none ever leaves this computer by itself. */
export interface CrashReports {
  /** Answers with the id that finds the report. It is on disk by then, unless the disk takes nothing. */
  write(crash: Crash): string;
}

const kept = 20;

export function openCrashReports(options: { folder: string; version: string }): CrashReports {
  const { folder, version } = options;
  return {
    write(crash) {
      const id = newDefectId();
      const at = new Date().toISOString();
      try {
        mkdirSync(folder, { recursive: true, mode: 0o700 });
        const report = { id, at, version, ...crash };
        writeFileSync(join(folder, `${at.replaceAll(":", "-")}-${id}.json`), JSON.stringify(report, null, 2));
        forgetOldest(folder, ".json");
        forgetOldest(join(folder, "dumps", "completed"), ".dmp");
        forgetOldest(join(folder, "dumps", "pending"), ".dmp");
      } catch {
        // A report that cannot be kept must not be the next crash.
      }
      return id;
    },
  };
}

/** Names of reports begin with their time; those of the system's dumps do not, and any of them may go. */
function forgetOldest(folder: string, ending: string): void {
  const names = namesIn(folder).filter((name) => name.endsWith(ending));
  for (const name of names.toSorted().slice(0, -kept)) rmSync(join(folder, name), { force: true });
}

function namesIn(folder: string): string[] {
  try {
    return readdirSync(folder);
  } catch {
    return [];
  }
}
