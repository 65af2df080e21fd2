import { type ChildProcess, spawn } from "node:child_process";
import { createInterface } from "node:readline";
import { fileURLToPath } from "node:url";
import { briefly, endWithThis } from "./processes.ts";
import { programFile, programsBuilt } from "./programs.ts";

export interface RunningHub {
  readonly child: ChildProcess;
  readonly url: string;
  readonly code: string | null;
}

interface HubPlace {
  readonly folder: string;
  /** Null for PGlite in the folder. */
  readonly databaseUrl: string | null;
  readonly port?: number;
}

/** As `npm run hub` runs it. */
export const hubSource = fileURLToPath(new URL("../../server/main.ts", import.meta.url));

/** A hub as an operator runs it, until it says where it answers, and where it has no desk yet, the code for the first. */
export async function runHub(
  { folder, databaseUrl, port = 0 }: HubPlace,
  isNew = false,
): Promise<RunningHub> {
  const main = (await programsBuilt()) ? await programFile("hub") : hubSource;
  const child = spawn(process.execPath, [...briefly, main, "--data-folder", folder, "--port", String(port)], {
    env: { PATH: process.env["PATH"], ...(databaseUrl === null ? {} : { DATABASE_URL: databaseUrl }) },
    stdio: ["ignore", "pipe", "inherit"],
  });
  endWithThis(child);
  let url: string | null = null;
  for await (const line of createInterface(child.stdout)) {
    url ??= /answers at (http:\S+)/.exec(line)?.[1] ?? null;
    const [, code = null] = /Pairing code (\S+),/.exec(line) ?? [];
    if (url && (code || !isNew)) {
      child.stdout.resume();
      return { child, url, code };
    }
  }
  throw new Error("The hub ended at once");
}
