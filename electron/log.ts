import { randomBytes } from "node:crypto";
import { appendFileSync, mkdirSync, renameSync, statSync } from "node:fs";
import { homedir } from "node:os";
import { join } from "node:path";

type LogFields = Record<string, string | number | boolean>;

/** What happened in main, for whoever helps a user. Never names, prices or secrets: ids, counts and causes. */
export interface Log {
  info(event: string, fields?: LogFields): void;
  /** Returns the defect id that the user is shown and that finds this line again. */
  error(event: string, error: unknown, fields?: LogFields): string;
}

export interface LogOptions {
  readonly folder: string;
  readonly level?: "info" | "error";
  /** A file that grew past this many bytes is put aside as `main.log.1`, and the one before it is forgotten. */
  readonly rotateAt?: number;
}

/** JSON lines in `<folder>/main.log`. Written at once, so that the last line before a crash is there. */
export function openLog({ folder, level = "info", rotateAt = 5_000_000 }: LogOptions): Log {
  mkdirSync(folder, { recursive: true });
  const file = join(folder, "main.log");
  const write = (line: LogFields) => {
    try {
      rotate(file, rotateAt);
      appendFileSync(file, `${withoutSecrets(JSON.stringify(line))}\n`, { mode: 0o600 });
    } catch {
      // A full disk must not take the app down through its own log.
    }
  };
  const stamp = (event: string) => ({ at: new Date().toISOString(), event });

  return {
    info(event, fields = {}) {
      if (level === "info") write({ ...fields, ...stamp(event), level: "info" });
    },
    error(event, error, fields = {}) {
      const defect = randomBytes(4).toString("hex");
      write({ ...fields, ...stamp(event), level: "error", defect, cause: causeOf(error) });
      return defect;
    },
  };
}

/** An error with its stack and causes as one text. */
function causeOf(error: unknown, depth = 0): string {
  if (!(error instanceof Error)) return String(error);
  const own = error.stack ?? `${error.name}: ${error.message}`;
  return error.cause === undefined || depth === 4
    ? own
    : `${own}\ncaused by ${causeOf(error.cause, depth + 1)}`;
}

/** Bearer and launch tokens, and the user's own name in paths, in case an error quotes them. */
function withoutSecrets(line: string): string {
  const withoutTokens = line
    .replace(/(bearer\s+|auth\.|#k=)[\w.~+/-]{8,}/gi, "$1[hidden]")
    .replace(/("(?:secret|token|code|authorization)\\?"\s*:\s*\\?")[^"\\]+/gi, "$1[hidden]");
  const home = JSON.stringify(homedir()).slice(1, -1);
  return home.length > 1 ? withoutTokens.replaceAll(home, "~") : withoutTokens;
}

function rotate(file: string, limit: number): void {
  const size = statSync(file, { throwIfNoEntry: false })?.size ?? 0;
  if (size > limit) renameSync(file, `${file}.1`);
}
