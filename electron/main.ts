/** Starts the desktop: Electron's window around the services. */
import { join } from "node:path";
import { app, dialog, session } from "electron";
import { type Config, readConfig, surroundings } from "./config.ts";
import { FolderInUse } from "./desk/folder-lock.ts";
import { createBridgeServer } from "./bridge/bridge-server.ts";
import { servePorts } from "./desktop/bridge-port.ts";
import { desktopAbilities } from "./desktop/abilities.ts";
import { fileChooser } from "./desktop/dialogs.ts";
import { answerSecondStart, closeBeforeQuitting } from "./desktop/life-cycle.ts";
import { setMenu } from "./desktop/menu.ts";
import { photoPath } from "./desktop/origin.ts";
import { startUtilityProcess } from "./desktop/processes.ts";
import { registerScheme, serveWindow } from "./desktop/protocol.ts";
import { openSecretBox } from "./desktop/secrets.ts";
import { denyPermissions, guardNavigation } from "./desktop/security.ts";
import { createWindow, currentWindow, showLot } from "./desktop/window.ts";
import { openLog } from "./log.ts";
import { startServices } from "./services.ts";

const built = (path: string) => join(import.meta.dirname, "..", path);

/** What has to be said before Electron is ready. */
function prepare({ dataFolder }: Config): boolean {
  app.enableSandbox();
  registerScheme();
  app.setPath("userData", dataFolder);
  app.setPath("sessionData", join(dataFolder, "window"));
  return app.requestSingleInstanceLock();
}

async function start(config: Config): Promise<void> {
  const { dataFolder } = config;
  const log = openLog({ folder: join(dataFolder, "logs"), level: config.logLevel });
  await app.whenReady();
  guardNavigation(log);
  denyPermissions(session.defaultSession, log);
  const services = await startServices(config, {
    kind: "electron",
    secrets: await openSecretBox({ dataFolder, log }),
    chooseFiles: fileChooser({ dataFolder, window: currentWindow }),
    photoBase: photoPath,
    downloadBase: null,
    desktop: desktopAbilities({ dataFolder, window: currentWindow }),
    startProcess: startUtilityProcess,
  });
  closeBeforeQuitting(services, log);
  answerSecondStart(currentWindow);
  setMenu();
  serveWindow(session.defaultSession, {
    folder: built("renderer"),
    picture: services.pictures,
  });
  const window = createWindow({ dataFolder, preload: built("preload/preload.cjs") });
  servePorts(window.webContents, createBridgeServer(services));
  await showLot(window);
}

const answer = readConfig(surroundings(), { strict: false });
if (answer.kind !== "run") {
  console.log(answer.text);
  app.exit(answer.kind === "help" ? 0 : 2);
} else if (!prepare(answer.config)) {
  app.exit(0);
} else {
  // Not awaited here: Electron gets ready only once this module has loaded, so waiting for it would be for ever.
  start(answer.config).catch((error: unknown) => {
    const known = error instanceof FolderInUse;
    if (!known) console.error(error);
    dialog.showErrorBox("Autosell", known ? error.message : String(error));
    app.exit(1);
  });
}
