import { randomBytes } from "node:crypto";
import { appendFileSync, mkdirSync, renameSync, rmSync, statSync } from "node:fs";
import { homedir, tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { createRedaction, type KnownPlace, redacted } from "./redaction.ts";

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
  /** A file that grew past this many bytes is put aside as `main.log.1`, that one as `main.log.2`, ... */
  readonly rotateAt?: number;
  /** Files in all; together they never take more than about this times `rotateAt`. */
  readonly files?: number;
}

/** JSON lines in `<folder>/main.log`. Written at once, so that the last line before a crash is there. */
export function openLog(options: LogOptions): Log {
  const { folder, level = "info", rotateAt = 2_000_000, files = 5 } = options;
  const file = join(folder, "main.log");
  const redact = createRedaction(placesOf(dirname(folder)));
  const write = (line: LogFields) => {
    try {
      mkdirSync(folder, { recursive: true });
      rotate(file, rotateAt, files);
      appendFileSync(file, `${JSON.stringify(redacted(line, redact))}\n`, { mode: 0o600 });
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
      const defect = newDefectId();
      write({ ...fields, ...stamp(event), level: "error", defect, cause: causeOf(error) });
      return defect;
    },
  };
}

export function newDefectId(): string {
  return randomBytes(4).toString("hex");
}

/** The names of the log's files that there may be, latest first. */
export function logNames(files = 5): string[] {
  return Array.from({ length: files }, (_, age) => (age === 0 ? "main.log" : `main.log.${age}`));
}

/** The places of this computer that texts of ours name; `dataFolder` is the desk's own. */
export function placesOf(dataFolder: string): KnownPlace[] {
  return [
    { path: dataFolder, word: "<data>" },
    { path: programFolder(), word: "<app>" },
    { path: homedir(), word: "~" },
    { path: tmpdir(), word: "<temp>" },
  ];
}

/** The folder that holds `out/` or the sources, whichever of the two this runs from. */
function programFolder(): string {
  const here = import.meta.dirname;
  return here.endsWith("electron") ? dirname(here) : join(here, "..", "..");
}

/** An error with its stack and causes as one text. */
function causeOf(error: unknown, depth = 0): string {
  if (!(error instanceof Error)) return String(error);
  const own = error.stack ?? `${error.name}: ${error.message}`;
  return error.cause === undefined || depth === 4
    ? own
    : `${own}\ncaused by ${causeOf(error.cause, depth + 1)}`;
}

function rotate(file: string, limit: number, files: number): void {
  const size = statSync(file, { throwIfNoEntry: false })?.size ?? 0;
  if (size <= limit) return;
  rmSync(`${file}.${files - 1}`, { force: true });
  for (let age = files - 2; age >= 1; age -= 1)
    if (statSync(`${file}.${age}`, { throwIfNoEntry: false }))
      renameSync(`${file}.${age}`, `${file}.${age + 1}`);
  renameSync(file, `${file}.1`);
}
