import { open, readdir, readFile, stat, statfs } from "node:fs/promises";
import {
  availableParallelism,
  freemem,
  hostname,
  release,
  totalmem,
  userInfo,
  version as systemVersion,
} from "node:os";
import { join } from "node:path";
import manifest from "../../package.json" with { type: "json" };
import type { SyncStatus } from "#shared/contract/bridge.ts";
import type { DiagnosticsOrder, DiagnosticsSubject } from "#shared/contract/help.ts";
import type { Config } from "../config.ts";
import { profileFiles } from "../desk/profile.ts";
import { logNames, placesOf } from "../log.ts";
import { examine, readProfile } from "../recovery/examination.ts";
import { createRedaction, type Redact, redacted } from "../redaction.ts";
import { type JournalFacts, readJournal } from "../sync/journal.ts";
import { readJournalFile } from "../sync/journal-file.ts";
import { readmeOf } from "./readme.ts";
import { journalWords } from "./telling-words.ts";

/** What is told of the desk that its folder does not say. */
export interface DeskFacts {
  readonly dataFolder: string;
  readonly config: Pick<Config, "browserPort" | "hubHost" | "hubPort" | "logLevel">;
  readonly host: "electron" | "browser";
  /** How credentials are sealed; null where the vault is not open. */
  readonly secrets: string | null;
  /** Null while the desk is not open. */
  readonly sync: (() => SyncStatus) | null;
}

export interface DiagnosticsFile {
  readonly name: string;
  readonly about: DiagnosticsSubject;
  readonly content: Buffer;
}

/** Bytes of each log that are told, from its end. */
const logTail = 1_000_000;
/** The latest log files. */
const logsTold = 3;

export async function gatherDiagnostics(
  facts: DeskFacts,
  language: DiagnosticsOrder["language"],
): Promise<DiagnosticsFile[]> {
  const { dataFolder } = facts;
  const redact = await redactionOf(dataFolder);
  const json = (name: string, about: DiagnosticsSubject, value: unknown): DiagnosticsFile => ({
    name,
    about,
    content: Buffer.from(`${JSON.stringify(redacted(value, redact), null, 2)}\n`),
  });
  const told = [
    json("versions.json", "versions", versions(facts)),
    json("configuration.json", "configuration", await configuration(facts)),
    json("sync.json", "sync", await exchange(facts)),
    json("storage.json", "storage", await storage(dataFolder)),
    ...(await logs(dataFolder, redact)),
    ...(await crashes(dataFolder, redact)),
  ];
  return [{ name: "README.txt", about: "readme", content: Buffer.from(readmeOf(language, told)) }, ...told];
}

/** Beside what no log tells: this computer's and its user's name, the desk's, and what waits in the journal. */
async function redactionOf(dataFolder: string): Promise<Redact> {
  const journal = await readJournalFile(join(dataFolder, "journal")).catch(() => null);
  const profile = await readProfile(join(dataFolder, profileFiles[0]));
  const names =
    typeof profile === "object" ? [profile.deskName, URL.parse(profile.hubAddress ?? "")?.hostname] : [];
  const words = [...names, hostname(), userInfo().username, ...(journal ? journalWords(journal.lines) : [])];
  const telling = words.filter((word) => word !== undefined && word.length >= 4 && !isOwnAddress(word));
  return createRedaction([
    ...placesOf(dataFolder),
    ...telling.map((word) => ({ path: word ?? "", word: "[name]" })),
  ]);
}

const isOwnAddress = (word: string) => word === "localhost" || word === "127.0.0.1";

function versions({ host }: DeskFacts) {
  const { electron, chrome, node, v8 } = process.versions;
  return {
    autosell: manifest.version,
    host,
    electron,
    chrome,
    node,
    v8,
    platform: process.platform,
    architecture: process.arch,
    system: `${systemVersion()} (${release()})`,
    processors: availableParallelism(),
    memoryBytes: { total: totalmem(), free: freemem() },
    language: new Intl.DateTimeFormat().resolvedOptions().locale,
    runningForSeconds: Math.round(process.uptime()),
    at: new Date().toISOString(),
  };
}

/** Whether something is set, where what it is set to would tell of its owner. */
async function configuration({ dataFolder, config, secrets }: DeskFacts) {
  const { browserPort, hubHost, hubPort, logLevel } = config;
  const profile = await readProfile(join(dataFolder, profileFiles[0]));
  const desk =
    typeof profile === "string"
      ? profile
      : {
          deviceId: profile.deviceId,
          dealership: profile.dealership,
          hub: profile.hubAddress === null ? "own" : `joined over ${profile.hubAddress.split(":")[0]}`,
          switchedOff: profile.switchedOff,
          ownHub: profile.ownHub,
          watchedFolder: profile.intake.watchedFolder !== null,
          secondPlace: profile.intake.secondPlace !== null,
          replica: profile.replica,
        };
  return { ports: { browserPort, hubPort }, hubHost, logLevel, secrets, desk };
}

async function exchange({ dataFolder, sync }: DeskFacts) {
  const { changes, damaged, newer }: Partial<JournalFacts> = await readJournal(
    join(dataFolder, "journal"),
  ).catch(() => ({}));
  return {
    status: sync?.() ?? null,
    journal: { changes, damaged, newer },
    damage: await examine(dataFolder),
  };
}

/** How many files and bytes lie in each folder of the desk's, and what the disk has left. */
async function storage(dataFolder: string) {
  const sizes: Record<string, { files: number; bytes: number }> = {};
  for (const entry of await entriesOf(dataFolder)) {
    const path = join(dataFolder, entry.name);
    sizes[entry.name] = entry.isDirectory()
      ? await sizeOf(path)
      : { files: 1, bytes: (await bytesOf(path)) ?? 0 };
  }
  const disk = await statfs(dataFolder).catch(() => null);
  return { sizes, diskFreeBytes: disk && disk.bavail * disk.bsize };
}

async function sizeOf(folder: string): Promise<{ files: number; bytes: number }> {
  const size = { files: 0, bytes: 0 };
  const entries = await readdir(folder, { recursive: true, withFileTypes: true }).catch(() => []);
  for (const entry of entries) {
    const bytes = entry.isFile() ? await bytesOf(join(entry.parentPath, entry.name)) : null;
    if (bytes === null) continue;
    size.files += 1;
    size.bytes += bytes;
  }
  return size;
}

async function logs(dataFolder: string, redact: Redact): Promise<DiagnosticsFile[]> {
  const files: DiagnosticsFile[] = [];
  for (const name of logNames().slice(0, logsTold)) {
    const text = await tailOf(join(dataFolder, "logs", name)).catch(() => null);
    if (text === null) continue;
    const lines = text.split("\n").map((line) => redactedLine(line, redact));
    files.push({ name: `logs/${name}`, about: "log", content: Buffer.from(lines.join("\n")) });
  }
  return files;
}

async function crashes(dataFolder: string, redact: Redact): Promise<DiagnosticsFile[]> {
  const folder = join(dataFolder, "crashes");
  const names = (await entriesOf(folder))
    .map(({ name }) => name)
    .filter((name) => /^[\w.-]+\.json$/.test(name));
  return Promise.all(
    names.toSorted().map(async (name) => {
      const text = await readFile(join(folder, name), "utf8").catch(() => "");
      return {
        name: `crashes/${name}`,
        about: "crash" as const,
        content: Buffer.from(redactedLine(text, redact)),
      };
    }),
  );
}

/** A line of ours is JSON; what an older version of the app or a crash has left may be anything. */
function redactedLine(line: string, redact: Redact): string {
  try {
    return JSON.stringify(redacted(JSON.parse(line), redact));
  } catch {
    return redact(line);
  }
}

/** The last whole lines of a file. */
async function tailOf(path: string): Promise<string> {
  await using handle = await open(path, "r");
  const { size } = await handle.stat();
  const start = Math.max(0, size - logTail);
  const bytes = Buffer.alloc(size - start);
  const { bytesRead } = await handle.read(bytes, 0, bytes.length, start);
  const text = bytes.toString("utf8", 0, bytesRead);
  return start === 0 ? text : text.slice(text.indexOf("\n") + 1);
}

async function bytesOf(path: string): Promise<number | null> {
  return (await stat(path).catch(() => null))?.size ?? null;
}

async function entriesOf(folder: string) {
  return readdir(folder, { withFileTypes: true }).catch(() => []);
}
