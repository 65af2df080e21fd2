import { homedir, hostname } from "node:os";
import { join, resolve } from "node:path";
import { fileURLToPath } from "node:url";
import { parseArgs } from "node:util";
import { OAuthAccountId } from "#shared/contract/accounts.ts";
import { defaultBrowserPort, defaultHubPort } from "#shared/contract/ports.ts";
import manifest from "../package.json" with { type: "json" };
import { publicKeyFrom } from "./updater/public-key.ts";

/** What a person may set, as read from the command line, then the environment, then the defaults below. */
export interface Config {
  readonly dataFolder: string;
  readonly browserPort: number;
  readonly hubHost: string;
  /** Null where nobody asked for a port: then the desk keeps the one it had, or takes the usual one. */
  readonly hubPort: number | null;
  readonly openBrowser: boolean;
  readonly deskName: string;
  readonly logLevel: "info" | "error";
  /** Files and folders to open, as whole paths. */
  readonly openPaths: readonly string[];
  /** Starts in the tray, where there is one. */
  readonly hidden: boolean;
  /** A web folder of new versions, with a slash at its end; null where this build has none of its own. */
  readonly updateFeed: string | null;
  /** The public key of whoever signs new versions; null where this build has none, and so takes no new version. */
  readonly updateKey: string | null;
  /** The file that this runs from, where it is an AppImage: its program is mounted somewhere else at each start. */
  readonly appImage: string | null;
  readonly accounts: Registrations;
}

/** How this installation is known to the vendors that people sign in to. */
export interface Registrations {
  readonly clients: Readonly<Partial<Record<OAuthAccountId, ClientRegistration>>>;
  /** A server on this computer that stands for every vendor, for tests; null for the vendors themselves. */
  readonly vendorServer: string | null;
}

export interface ClientRegistration {
  readonly id: string;
  readonly secret: string | null;
}

/** Where settings come from; the real one is `surroundings()`. */
export interface Surroundings {
  readonly arguments: readonly string[];
  readonly environment: Readonly<Record<string, string | undefined>>;
  readonly platform: string;
  readonly home: string;
  readonly hostName: string;
  readonly workingFolder: string;
}

export type ConfigAnswer =
  | { readonly kind: "run"; readonly config: Config }
  | { readonly kind: "help"; readonly text: string }
  | { readonly kind: "refused"; readonly text: string };

interface Setting {
  readonly flag: string;
  readonly environment: string;
  readonly value: string;
  readonly sentence: string;
}

const settings = {
  data: {
    flag: "data",
    environment: "AUTOSELL_DATA",
    value: "<folder>",
    sentence: "Where this desk keeps everything. Default: the system's folder for application data.",
  },
  browserPort: {
    flag: "port",
    environment: "AUTOSELL_PORT",
    value: "<0-65535>",
    sentence: `Port of the window in a browser; 0 takes any free one. Default: ${defaultBrowserPort}.`,
  },
  hubHost: {
    flag: "hub-host",
    environment: "AUTOSELL_HUB_HOST",
    value: "<address>",
    sentence: "Address that this desk's own hub listens on while it is not shared. Default: 127.0.0.1.",
  },
  hubPort: {
    flag: "hub-port",
    environment: "AUTOSELL_HUB_PORT",
    value: "<0-65535>",
    sentence: `Port of this desk's own hub; 0 takes any free one. Default: ${defaultHubPort}, or a free one if taken.`,
  },
  open: {
    flag: "open",
    environment: "AUTOSELL_OPEN",
    value: "<yes|no>",
    sentence: "Whether the browser host opens the system's browser. Default: no.",
  },
  deskName: {
    flag: "desk-name",
    environment: "AUTOSELL_DESK_NAME",
    value: "<name>",
    sentence: "What this desk is called until its user says otherwise. Default: the computer's name.",
  },
  logLevel: {
    flag: "log-level",
    environment: "AUTOSELL_LOG_LEVEL",
    value: "<info|error>",
    sentence: "How much the log file says. Default: info.",
  },
  updateFeed: {
    flag: "update-feed",
    environment: "AUTOSELL_UPDATE_FEED",
    value: "<address>",
    sentence: `Web folder of new versions. Default: ${manifest.updates.feed ?? "the hub that this desk joined"}.`,
  },
  updateKey: {
    flag: "update-key",
    environment: "AUTOSELL_UPDATE_KEY",
    value: "<base64>",
    sentence: "Ed25519 public key that new versions are signed with. Default: the one that was built in.",
  },
} as const satisfies Record<string, Setting>;

type SettingName = keyof typeof settings;

/** Read from the environment only: other people on a computer see what programs are started with. */
const clientSettings = {
  id: {
    environment: (vendor: string) => `AUTOSELL_${vendor}_CLIENT_ID`,
    sentence: "Client id of this app with the vendor (GOOGLE, META, X, LINKEDIN).",
  },
  secret: {
    environment: (vendor: string) => `AUTOSELL_${vendor}_CLIENT_SECRET`,
    sentence: "Client secret, where the vendor gave one.",
  },
} as const;
const vendorServer = {
  environment: "AUTOSELL_VENDOR_SERVER",
  sentence: "For tests: a server on 127.0.0.1 that stands for every vendor.",
} as const;

class Refused extends Error {}

/** The process's own arguments and environment. Nothing else in electron/ reads either. */
export function surroundings(): Surroundings {
  return {
    arguments: process.argv.slice(isPackaged() ? 1 : 2),
    environment: process.env,
    platform: process.platform,
    home: homedir(),
    hostName: hostname(),
    workingFolder: process.cwd(),
  };
}

/** A packaged Electron app is its own executable; everything else is a program and a script. */
function isPackaged(): boolean {
  return process.versions["electron"] !== undefined && !("defaultApp" in process);
}

/** `strict` refuses flags that nobody knows; Electron's own and Chromium's pass where it is off. */
export function readConfig(from: Surroundings, { strict }: { strict: boolean }): ConfigAnswer {
  try {
    const { values: flags, positionals } = readArguments(from.arguments, strict);
    if (flags["help"] === true) return { kind: "help", text: help() };
    const told = (name: SettingName) => tellOf(flags, from, settings[name]);
    const openPaths = positionals.filter(Boolean).map((path) => wholePath(path, from.workingFolder));
    const hidden = flags["hidden"] === true;
    return { kind: "run", config: { ...configOf(told, from), openPaths, hidden } };
  } catch (error) {
    if (error instanceof Refused) return { kind: "refused", text: `${error.message}\n\n${help()}` };
    throw error;
  }
}

/** File managers of Linux hand files over as URLs, as the desktop entry there asks them to. */
function wholePath(given: string, workingFolder: string): string {
  try {
    if (given.startsWith("file://")) return fileURLToPath(given);
  } catch {
    // A file of another computer, or no URL at all: said to be missing, as any path that leads nowhere.
  }
  return resolve(workingFolder, given);
}

function help(): string {
  const rows = [
    ...Object.values(settings).map(({ flag, environment, value, sentence }) => ({
      left: `--${flag} ${value}`,
      right: `${sentence} (${environment})`,
    })),
    { left: "--hidden", right: "Starts in the tray, where there is one." },
    { left: "<path> ...", right: "Photos, folders of photos, or a stock list (.csv) to open." },
  ];
  const fromEnvironment = [
    ...Object.values(clientSettings).map(({ environment, sentence }) => ({
      left: environment("<VENDOR>"),
      right: sentence,
    })),
    { left: vendorServer.environment, right: vendorServer.sentence },
  ];
  return `${table(rows)}\n\nIn the environment only:\n\n${table(fromEnvironment)}`;
}

function table(rows: readonly { readonly left: string; readonly right: string }[]): string {
  const width = Math.max(...rows.map(({ left }) => left.length));
  return rows.map(({ left, right }) => `  ${left.padEnd(width)}  ${right}`).join("\n");
}

function configOf(
  told: (name: SettingName) => string | undefined,
  from: Surroundings,
): Omit<Config, "openPaths" | "hidden"> {
  return {
    dataFolder: resolve(told("data") ?? defaultDataFolder(from)),
    browserPort: port(told("browserPort"), settings.browserPort) ?? defaultBrowserPort,
    hubHost: told("hubHost") ?? "127.0.0.1",
    hubPort: port(told("hubPort"), settings.hubPort),
    openBrowser: oneOf(told("open") ?? "no", ["yes", "no"], settings.open) === "yes",
    deskName: (told("deskName") ?? from.hostName).trim().slice(0, 60) || "Desk",
    logLevel: oneOf(told("logLevel") ?? "info", ["info", "error"], settings.logLevel),
    updateFeed: webFolder(told("updateFeed") ?? manifest.updates.feed, settings.updateFeed),
    updateKey: publicKey(told("updateKey") ?? manifest.updates.publicKey, settings.updateKey),
    appImage: from.environment["APPIMAGE"] || null,
    accounts: registrationsOf(from),
  };
}

function registrationsOf({ environment }: Surroundings): Registrations {
  const clients: Partial<Record<OAuthAccountId, ClientRegistration>> = {};
  for (const vendor of OAuthAccountId.options) {
    const told = (name: keyof typeof clientSettings) =>
      environment[clientSettings[name].environment(vendor.toUpperCase())]?.trim() || null;
    const id = told("id");
    if (id !== null) clients[vendor] = { id, secret: told("secret") };
  }
  return { clients, vendorServer: localServer(environment[vendorServer.environment]) };
}

/** Anything but this computer itself is refused: sign-ins of a whole dealership would go there. */
function localServer(text: string | undefined): string | null {
  if (!text) return null;
  const url = URL.parse(text);
  if (url?.protocol !== "http:" || url.hostname !== "127.0.0.1")
    throw new Refused(`${vendorServer.environment} is not a server on 127.0.0.1: ${text}`);
  return url.origin;
}

type Flags = Record<string, string | boolean | undefined>;

function readArguments(
  args: readonly string[],
  strict: boolean,
): { readonly values: Flags; readonly positionals: readonly string[] } {
  const options: Record<string, { type: "string" | "boolean" }> = {
    help: { type: "boolean" },
    hidden: { type: "boolean" },
  };
  for (const { flag } of Object.values(settings)) options[flag] = { type: "string" };
  try {
    return parseArgs({ args: [...args], options, strict, allowPositionals: true });
  } catch (error) {
    throw new Refused(error instanceof Error ? error.message : String(error));
  }
}

function tellOf(flags: Flags, from: Surroundings, { flag, environment }: Setting): string | undefined {
  const given = flags[flag];
  if (typeof given === "string" && given !== "") return given;
  if (given !== undefined) throw new Refused(`--${flag} needs a value.`);
  return from.environment[environment] || undefined;
}

function port(text: string | undefined, { flag }: Setting): number | null {
  if (text === undefined) return null;
  const number = Number(text);
  if (!/^\d+$/.test(text) || number > 65_535) throw new Refused(`--${flag} is not a port: ${text}`);
  return number;
}

function webFolder(text: string | null, { flag }: Setting): string | null {
  if (text === null) return null;
  const url = URL.parse(text.endsWith("/") ? text : `${text}/`);
  if (!url || !/^https?:$/.test(url.protocol)) throw new Refused(`--${flag} is not a web address: ${text}`);
  return url.href;
}

function publicKey(text: string | null, { flag }: Setting): string | null {
  if (text === null) return null;
  try {
    publicKeyFrom(text);
    return text;
  } catch {
    throw new Refused(`--${flag} is not an Ed25519 public key`);
  }
}

function oneOf<const T extends string>(text: string, allowed: readonly T[], { flag }: Setting): T {
  const found = allowed.find((one) => one === text);
  if (found === undefined) throw new Refused(`--${flag} is ${allowed.join(" or ")}, not ${text}`);
  return found;
}

function defaultDataFolder({ platform, home, environment }: Surroundings): string {
  if (platform === "win32")
    return join(environment["APPDATA"] ?? join(home, "AppData", "Roaming"), "Autosell");
  if (platform === "darwin") return join(home, "Library", "Application Support", "Autosell");
  return join(environment["XDG_CONFIG_HOME"] || join(home, ".config"), "Autosell");
}
