import { copyFileSync, existsSync, readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import electronUpdater, { type AppUpdater } from "electron-updater";
import type { ReleaseNotes, UpdateChannel } from "#shared/contract/updates.ts";
import type { Log } from "../log.ts";
import { factsByKind, type Installation } from "./installation.ts";
import { type KeptInstallers, keptInstallers } from "./kept-installers.ts";
import { type ExpectedFile, NodeHttp } from "./node-http.ts";
import { notesOf } from "./release-notes.ts";
import { signedProvider } from "./signed-feed.ts";

/** A version that this installation may have. */
export interface Offer {
  readonly version: string;
  readonly notes: ReleaseNotes;
}

/** electron-updater, set up for one feed and channel. */
export interface UpdateEngine {
  /** Null where there is nothing newer, or not for this desk yet. Throws what `updateFailureOf` understands. */
  check(): Promise<Offer | null>;
  /**
   * Fetches what the last check offered; only what changed, where the version here is known block by block. False where it
   * was cancelled.
   */
  download(onPercent: (percent: number) => void): Promise<boolean>;
  /** Gives up a download that is under way. */
  cancel(): void;
  /** Hands what was fetched to the system's installer. Called when everything else has ended; false where it did not work. */
  handOver(restart: boolean): boolean;
}

export interface UpdateEngineOptions {
  readonly installation: Installation;
  readonly version: string;
  readonly dataFolder: string;
  readonly feed: { readonly url: string; readonly publicKey: string };
  readonly channel: UpdateChannel;
  readonly log: Log;
}

export function createUpdateEngine(options: UpdateEngineOptions): UpdateEngine {
  const { installation, version, dataFolder, feed, log } = options;
  const kept = keptInstallers(join(dataFolder, "installers"));
  const http = new NodeHttp(libraryCache(installation));
  const updater = setUp(options, http);
  const takeProxy = async () => http.goThrough(await installation.proxyFor(feed.url).catch(() => null));
  let token = new electronUpdater.CancellationToken();
  let offered: readonly ExpectedFile[] = [];
  let fetched: { version: string; file: string } | null = null;

  return {
    async check() {
      await takeProxy();
      const result = await updater.checkForUpdates();
      if (!result?.isUpdateAvailable) return null;
      const { updateInfo } = result;
      offered = updateInfo.files.map(({ url, sha512 }) => ({ url: new URL(url, feed.url), sha512 }));
      return { version: updateInfo.version, notes: notesOf(updateInfo) };
    },
    async download(onPercent) {
      fetched = null;
      token = new electronUpdater.CancellationToken();
      const tell = ({ percent }: { percent: number }) => onPercent(Math.min(100, Math.floor(percent)));
      updater.on("download-progress", tell);
      try {
        await takeProxy();
        await http.expect(offered);
        fetched = await downloadedBy(updater, token);
        await http.forgetParts();
        return true;
      } catch (error) {
        if (token.cancelled) return false;
        throw error;
      } finally {
        updater.off("download-progress", tell);
      }
    },
    cancel: () => token.cancel(),
    handOver(restart) {
      if (!fetched) return false;
      keepInstallers(kept, installation, version, fetched, log);
      log.info("update handed to the installer", { from: version, to: fetched.version, restart });
      return installWith(updater, restart) || putBack(kept, installation, version, log);
    },
  };
}

async function downloadedBy(
  updater: AppUpdater,
  token: InstanceType<typeof electronUpdater.CancellationToken>,
) {
  let version = "";
  const note = (info: { version: string }) => (version = info.version);
  updater.once("update-downloaded", note);
  const [file = ""] = await updater
    .downloadUpdate(token)
    .finally(() => updater.off("update-downloaded", note));
  return { version, file };
}

function setUp(
  { installation, version, dataFolder, feed, channel, log }: UpdateEngineOptions,
  http: NodeHttp,
): AppUpdater {
  const { kind, resourcesFolder, cacheFolder } = installation;
  const adapter = {
    version,
    name: "Autosell",
    isPackaged: true,
    appUpdateConfigPath: join(resourcesFolder, "app-update.yml"),
    userDataPath: dataFolder,
    baseCachePath: cacheFolder,
    whenReady: () => Promise.resolve(),
    relaunch: () => {},
    quit: () => installation.quit(),
    // A quit is watched by whoever also closes the services first.
    onQuit: () => {},
  };
  const updater: AppUpdater = new (classOf(kind))(undefined, adapter);
  // The library makes one of its own only where Electron's is to be used, and keeps the place to itself.
  Object.assign(updater, { httpExecutor: http });
  updater.logger = libraryLog(log);
  updater.autoDownload = false;
  // On macOS the system's own updater has to be given the new version while the app still runs.
  updater.autoInstallOnAppQuit = kind === "mac";
  updater.allowDowngrade = false;
  updater.disableWebInstaller = true;
  const { fileExtension, platform } = factsByKind[kind];
  updater.setFeedURL({
    provider: "custom",
    updateProvider: signedProvider({ ...feed, channel, fileExtension, platform }),
  });
  return updater;
}

/** Where the library keeps what it fetches, which the packer has named. */
function libraryCache({ cacheFolder, resourcesFolder }: Installation): string {
  const packed = readFileSync(join(resourcesFolder, "app-update.yml"), "utf8");
  return join(cacheFolder, /^updaterCacheDirName:\s*(\S+)/m.exec(packed)?.[1] ?? "Autosell");
}

function classOf(kind: Installation["kind"]) {
  const { AppImageUpdater, DebUpdater, MacUpdater, NsisUpdater } = electronUpdater;
  return { nsis: NsisUpdater, appImage: AppImageUpdater, deb: DebUpdater, mac: MacUpdater }[kind];
}

/** Its errors are no defects here: what they mean is said by whoever called. */
function libraryLog(log: Log) {
  const say = (level: string) => (words: unknown) =>
    log.info("electron-updater", { level, words: String(words).slice(0, 500) });
  return { info: say("info"), warn: say("warn"), error: say("error") };
}

/** The way back: the version that runs now, where its installer is here, and the new one for the time after. */
function keepInstallers(
  kept: KeptInstallers,
  { kind, appImage }: Installation,
  version: string,
  fetched: { version: string; file: string },
  log: Log,
): void {
  try {
    if (kind === "appImage" && appImage !== null) kept.keep(version, appImage);
    // NSIS leaves a copy of the installer that installed what runs now beside the folder of what is fetched.
    if (kind === "nsis") kept.keep(version, join(dirname(dirname(fetched.file)), "installer.exe"));
    kept.keep(fetched.version, fetched.file);
  } catch (error) {
    log.error("an installer was not kept", error);
  }
}

function installWith(updater: AppUpdater, restart: boolean): boolean {
  if (updater instanceof electronUpdater.BaseUpdater) return updater.install(true, restart);
  if (restart) updater.quitAndInstall();
  return true;
}

/** The library takes the old AppImage away before the new one is in its place; nobody may be left without either. */
function putBack(kept: KeptInstallers, { appImage }: Installation, version: string, log: Log): false {
  const former = kept.find(version);
  if (appImage !== null && former !== null && !existsSync(appImage)) {
    copyFileSync(former, appImage);
    log.info("the former AppImage was put back", { version });
  }
  return false;
}
