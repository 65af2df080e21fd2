import { app, type BrowserWindow, shell } from "electron";
import type { Log } from "../log.ts";
import type { Recovery } from "../recovery/recovery.ts";
import { recoveryPage } from "../recovery/recovery-page.ts";
import { createRecoveryServer } from "../recovery/recovery-routes.ts";
import { servePorts } from "./bridge-port.ts";
import { windowOrigin } from "./origin.ts";

/** Shows the recovery page in the window that the lot will have as soon as it can be opened. */
export function recoveryIn(window: BrowserWindow, log: Log) {
  return async (recovery: Recovery): Promise<AsyncDisposable> => {
    const ports = servePorts(window.webContents, createRecoveryServer(recovery, log));
    await window.loadURL(`${windowOrigin}${recoveryPage}`);
    return {
      async [Symbol.asyncDispose]() {
        ports[Symbol.dispose]();
      },
    };
  };
}

/** What the recovery page can have the system do. */
export function recoveryDesktop(dataFolder: string) {
  return {
    openFolder: () => void shell.openPath(dataFolder),
    quit: () => app.quit(),
  };
}

/** Ends this run and starts another one; an AppImage is started by its own file, since it unpacks itself anew each time. */
export function startAgain(program: string | null): void {
  app.relaunch(program === null ? {} : { execPath: program });
  app.quit();
}
