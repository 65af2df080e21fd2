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

const words = {
  en: {
    title: "Version {{version}} did not start",
    text: "Everything on this desk is back as it was before that version, and nothing was lost. Install version {{former}} again to go on.",
    here: "Its installer is on this computer:",
    elsewhere: "Get it from where this computer's Autosell came from.",
    again: "Starting Autosell once more tries the new version again, from the same data.",
    before: "from before",
  },
  es: {
    title: "La versión {{version}} no arrancó",
    text: "Todo en este equipo quedó como estaba antes de esa versión y no se perdió nada. Vuelve a instalar la versión {{former}} para seguir.",
    here: "Su instalador está en esta computadora:",
    elsewhere: "Consíguela de donde vino el Autosell de esta computadora.",
    again: "Si abres Autosell otra vez, se intenta de nuevo la versión nueva con los mismos datos.",
    before: "anterior",
  },
} as const;

/** Says that the data was put back and what to do now, and shows the former version's installer where it is kept. */
export function sayRolledBack({ version, former }: RolledBack, dataFolder: string): void {
  const { title, text, here, elsewhere, again, before } = app.getLocale().startsWith("es")
    ? words.es
    : words.en;
  const installer = former === null ? null : keptInstallers(join(dataFolder, "installers")).find(former);
  const way = installer === null ? elsewhere : `${here}\n${installer}`;
  const sentence = text.replace("{{former}}", former ?? before);
  dialog.showErrorBox(title.replace("{{version}}", version), `${sentence}\n\n${way}\n\n${again}`);
  if (installer !== null) shell.showItemInFolder(installer);
}
