import { homedir } from "node:os";
import { join } from "node:path";
import { parseArgs } from "node:util";
import * as z from "zod";

const commands = {
  serve: "Run the hub (what it does when nothing is said)",
  pair: "Print a one-time code that lets one more desk join; the hub may be running or not",
  backup: "Write everything that the hub has to a new file; the hub may be running or not",
  restore: "Make a hub that is not running what a backup holds",
  verify: "Check a backup, or without a file everything that the hub has",
};
type Command = keyof typeof commands;

/** How a hub is started, or what is done with one. */
export interface HubConfig {
  readonly command: Command | "help";
  /** The backup that `backup`, `restore` and `verify` are about; null for none. */
  readonly file: string | null;
  readonly host: string;
  readonly port: number;
  readonly dataFolder: string;
  readonly databaseUrl: string | null;
  readonly trustProxy: boolean;
  /** New versions of the app, served to desks; null for none. */
  readonly updatesFolder: string | null;
  /** What Prometheus has to bring for the metrics; null closes them. */
  readonly metricsToken: string | null;
  /** How long a hub that is told to stop still answers while it says that it is not ready: seconds. */
  readonly drainSeconds: number;
  /** For `pair`: the dealership, "new" for another one, null for the only one. */
  readonly dealership: string | null;
  /** A file whose first line is the passphrase of backups; null for backups that are not sealed. */
  readonly passphraseFile: string | null;
  /** For `restore`: the moment to go back to; null for that of the backup. */
  readonly at: Date | null;
  /** For `restore`: whether what the hub has already may be replaced. */
  readonly overwrite: boolean;
}

type Type = "text" | "port" | "seconds" | "yes-no";

interface Setting {
  readonly flag: string;
  readonly variable: string;
  readonly type: Type;
  readonly fallback: string;
  readonly meaning: string;
}

const settings = {
  host: {
    flag: "host",
    variable: "HUB_HOST",
    type: "text",
    fallback: "127.0.0.1",
    meaning: "Address to listen on; 0.0.0.0 for every network that this computer is in.",
  },
  port: {
    flag: "port",
    variable: "HUB_PORT",
    type: "port",
    fallback: "47110",
    meaning: "Port to listen on; 0 for any free one.",
  },
  dataFolder: {
    flag: "data-folder",
    variable: "HUB_DATA_FOLDER",
    type: "text",
    fallback: join(homedir(), ".autosell-hub"),
    meaning: "Folder of photo files, unfinished uploads and, without DATABASE_URL, the database.",
  },
  databaseUrl: {
    flag: "database-url",
    variable: "DATABASE_URL",
    type: "text",
    fallback: "",
    meaning: "PostgreSQL 15 or newer to use in place of the embedded database.",
  },
  trustProxy: {
    flag: "trust-proxy",
    variable: "HUB_TRUST_PROXY",
    type: "yes-no",
    fallback: "no",
    meaning:
      "yes where a reverse proxy in front sets X-Forwarded-For, so that strangers are counted by their address.",
  },
  updatesFolder: {
    flag: "updates",
    variable: "HUB_UPDATES",
    type: "text",
    fallback: "",
    meaning: "Folder of new versions of the app with their signed manifests, for the desks to update from.",
  },
  dealership: {
    flag: "dealership",
    variable: "HUB_DEALERSHIP",
    type: "text",
    fallback: "",
    meaning: "For pair: the id of the dealership, or new for another one; not needed while there is one.",
  },
  metricsToken: {
    flag: "metrics-token",
    variable: "HUB_METRICS_TOKEN",
    type: "text",
    fallback: "",
    meaning: "Bearer token that Prometheus has to bring for /metrics; without one they are closed.",
  },
  drainSeconds: {
    flag: "drain-seconds",
    variable: "HUB_DRAIN_SECONDS",
    type: "seconds",
    fallback: "0",
    meaning:
      "How long a hub that is told to stop goes on answering, with 503 at /ready, so that a load balancer notices.",
  },
  passphraseFile: {
    flag: "passphrase-file",
    variable: "HUB_PASSPHRASE_FILE",
    type: "text",
    fallback: "",
    meaning: "For backup, restore and verify: a file whose first line seals and opens the backup.",
  },
  at: {
    flag: "at",
    variable: "HUB_RESTORE_AT",
    type: "text",
    fallback: "",
    meaning: "For restore: take documents as they were at this moment, such as 2026-03-01T17:30:00Z.",
  },
  overwrite: {
    flag: "overwrite",
    variable: "HUB_RESTORE_OVERWRITE",
    type: "yes-no",
    fallback: "no",
    meaning: "For restore: yes replaces everything that the hub has already.",
  },
} as const satisfies Record<string, Setting>;

/** A setting that cannot be used, in a sentence for who set it. */
export class ConfigInvalid extends Error {
  override name = "ConfigInvalid";
}

/** The only reader of the hub's arguments and environment. */
export function readConfig(
  args: readonly string[] = process.argv.slice(2),
  environment: Readonly<Record<string, string | undefined>> = process.env,
): HubConfig {
  const { flags, words } = parse(args);
  const text = ({ flag, variable, fallback }: Setting) => flags[flag] ?? (environment[variable] || fallback);
  const { command, file } = commandOf(words);
  return {
    command: flags["help"] === "" ? "help" : command,
    file,
    host: text(settings.host),
    port: portOf(text(settings.port)),
    dataFolder: text(settings.dataFolder),
    databaseUrl: text(settings.databaseUrl) || null,
    drainSeconds: secondsOf(text(settings.drainSeconds)),
    trustProxy: yesOrNo(text(settings.trustProxy), settings.trustProxy),
    updatesFolder: text(settings.updatesFolder) || null,
    metricsToken: text(settings.metricsToken) || null,
    dealership: text(settings.dealership) || null,
    passphraseFile: text(settings.passphraseFile) || null,
    at: momentOf(text(settings.at)),
    overwrite: yesOrNo(text(settings.overwrite), settings.overwrite),
  };
}

/** What `--help` says. */
export function help(): string {
  const lines = Object.values(settings).map(
    ({ flag, variable, type, fallback, meaning }) =>
      `  --${flag} <${type}>, ${variable}\n      ${meaning} ${fallback ? `Default: ${fallback}` : "Default: none"}`,
  );
  return [
    "Usage: npm run hub -- [serve | pair | backup <file> | restore <file> | verify [<file>]] [settings]",
    "",
    ...Object.entries(commands).map(([command, meaning]) => `  ${command.padEnd(8)} ${meaning}`),
    "",
    "Settings, by flag or environment variable (a flag wins):",
    ...lines,
    "  --help\n      This text.",
  ].join("\n");
}

function parse(args: readonly string[]): { flags: Record<string, string>; words: string[] } {
  const flagNames = Object.values(settings).map(({ flag }) => flag);
  try {
    const { values, positionals } = parseArgs({
      args: [...args],
      allowPositionals: true,
      options: {
        ...Object.fromEntries(flagNames.map((flag) => [flag, { type: "string" as const }])),
        help: { type: "boolean" },
      },
    });
    const flags = Object.entries(values).map(([flag, value]) => [
      flag,
      typeof value === "string" ? value : "",
    ]);
    return { flags: Object.fromEntries(flags), words: positionals };
  } catch (error) {
    throw new ConfigInvalid(`${error instanceof Error ? error.message : "Bad arguments"}. See --help.`);
  }
}

/** Which commands are about a file, and whether they can do without. */
const files: Partial<Record<Command, "needed" | "optional">> = {
  backup: "needed",
  restore: "needed",
  verify: "optional",
};

function commandOf(words: readonly string[]): { command: Command; file: string | null } {
  const [command = "serve", file = null, ...rest] = words;
  if (!isCommand(command) || rest.length > 0 || (file !== null && !files[command]))
    throw new ConfigInvalid(`There is no command "${words.join(" ")}". See --help.`);
  if (file === null && files[command] === "needed")
    throw new ConfigInvalid(`Say which file: ${command} <file>. See --help.`);
  return { command, file };
}

function isCommand(word: string): word is Command {
  return Object.hasOwn(commands, word);
}

/** Only with its offset from UTC, because the hub's computer may be in another time zone than who asks. */
function momentOf(text: string): Date | null {
  if (text === "") return null;
  const { success } = Moment.safeParse(text);
  if (!success)
    throw new ConfigInvalid(
      `--${settings.at.flag} (${settings.at.variable}) must be a moment with its offset, such as 2026-03-01T17:30:00-06:00, not "${text}".`,
    );
  return new Date(text);
}

const Moment = z.iso.datetime({ offset: true });

function portOf(text: string): number {
  const port = Number(text);
  if (!/^\d+$/.test(text) || port > 65_535)
    throw new ConfigInvalid(
      `--${settings.port.flag} (${settings.port.variable}) must be 0 to 65535, not "${text}".`,
    );
  return port;
}

function secondsOf(text: string): number {
  const seconds = Number(text);
  if (!/^\d+$/.test(text) || seconds > 600)
    throw new ConfigInvalid(
      `--${settings.drainSeconds.flag} (${settings.drainSeconds.variable}) must be 0 to 600, not "${text}".`,
    );
  return seconds;
}

function yesOrNo(text: string, { flag, variable }: Setting): boolean {
  if (text !== "yes" && text !== "no")
    throw new ConfigInvalid(`--${flag} (${variable}) must be yes or no, not "${text}".`);
  return text === "yes";
}
