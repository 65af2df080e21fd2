import { homedir } from "node:os";
import { join } from "node:path";
import { parseArgs } from "node:util";

/** How a hub is started: `serve` runs it, `pair` gives a code for one more desk. */
export interface HubConfig {
  readonly command: "serve" | "pair" | "help";
  readonly host: string;
  readonly port: number;
  readonly dataFolder: string;
  readonly databaseUrl: string | null;
  readonly trustProxy: boolean;
  /** New versions of the app, served to desks; null for none. */
  readonly updatesFolder: string | null;
  /** For `pair`: the dealership, "new" for another one, null for the only one. */
  readonly dealership: string | null;
}

type Type = "text" | "port" | "yes-no";

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
      "yes where a reverse proxy in front sets X-Forwarded-For, so that pairing tries are counted by visitor.",
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
  return {
    command: flags["help"] === "" ? "help" : commandOf(words),
    host: text(settings.host),
    port: portOf(text(settings.port)),
    dataFolder: text(settings.dataFolder),
    databaseUrl: text(settings.databaseUrl) || null,
    trustProxy: yesOrNo(text(settings.trustProxy), settings.trustProxy),
    updatesFolder: text(settings.updatesFolder) || null,
    dealership: text(settings.dealership) || null,
  };
}

/** What `--help` says. */
export function help(): string {
  const lines = Object.values(settings).map(
    ({ flag, variable, type, fallback, meaning }) =>
      `  --${flag} <${type}>, ${variable}\n      ${meaning} ${fallback ? `Default: ${fallback}` : "Default: none"}`,
  );
  return [
    "Usage: npm run hub -- [serve | pair] [settings]",
    "",
    "  serve  Run the hub (what it does when nothing is said)",
    "  pair   Print a one-time code that lets one more desk join; the hub may be running or not",
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

function commandOf([command = "serve", ...rest]: readonly string[]): HubConfig["command"] {
  if ((command !== "serve" && command !== "pair") || rest.length > 0)
    throw new ConfigInvalid(`There is no command "${[command, ...rest].join(" ")}". See --help.`);
  return command;
}

function portOf(text: string): number {
  const port = Number(text);
  if (!/^\d+$/.test(text) || port > 65_535)
    throw new ConfigInvalid(
      `--${settings.port.flag} (${settings.port.variable}) must be 0 to 65535, not "${text}".`,
    );
  return port;
}

function yesOrNo(text: string, { flag, variable }: Setting): boolean {
  if (text !== "yes" && text !== "no")
    throw new ConfigInvalid(`--${flag} (${variable}) must be yes or no, not "${text}".`);
  return text === "yes";
}
