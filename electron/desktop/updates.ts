import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { app, type BrowserWindow, dialog, session, shell } from "electron";
import appAdapter from "electron-updater/out/AppAdapter.js";
import type { Config } from "../config.ts";
import { type Installation, installationKind } from "../updater/installation.ts";
import { keptInstallers } from "../updater/kept-installers.ts";
import { proxyFrom } from "../updater/system-proxy.ts";
import type { RolledBack } from "../updater/start-guard.ts";
import type { UpdateService } from "../updater/update-service.ts";
import type { Words } from "./words.ts";

/** What installed this app, where that can update it. */
export function installationHere({ appImage }: Config): Installation | null {
  const kind = installationKind({
    isPackaged: app.isPackaged,
    platform: process.platform,
    appImage,
    packageType: packageType(),
  });
  if (kind === null) return null;
  return {
    kind,
    resourcesFolder: process.resourcesPath,
    cacheFolder: appAdapter.getAppCacheDir(),
    appImage,
    proxyFor: async (url) => proxyFrom(await session.defaultSession.resolveProxy(url)),
    quit: () => app.quit(),
  };
}

function packageType(): string | null {
  const file = join(process.resourcesPath, "package-type");
  return existsSync(file) ? readFileSync(file, "utf8").trim() : null;
}

/** Everything has closed: the new version may start while this one is still ending. */
export function installUpdate(updates: UpdateService): void {
  app.releaseSingleInstanceLock();
  updates.handOver();
}

/** Whoever stays for unsaved work does not want the restart that was asked for before. Called after who asks about that. */
export function forgetRestartWhenStaying(window: BrowserWindow, updates: UpdateService): void {
  window.webContents.on("will-prevent-unload", (event) => {
    if (!event.defaultPrevented) updates.stay();
  });
}

/** Says that the data was put back and what to do now, and shows the former version's installer where it is kept. */
export function sayRolledBack({ version, former }: RolledBack, dataFolder: string, words: Words): void {
  const { title, text, installerHere, installerElsewhere, again } = words.rolledBack;
  const installer = former === null ? null : keptInstallers(join(dataFolder, "installers")).find(former);
  const way = installer === null ? installerElsewhere : installerHere(installer);
  dialog.showErrorBox(title(version), `${text(former)}\n\n${way}\n\n${again}`);
  if (installer !== null) shell.showItemInFolder(installer);
}
