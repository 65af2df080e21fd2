/** Starts the desktop: Electron's window around the services. */
import { join } from "node:path";
import { app, crashReporter, dialog, session, shell } from "electron";
import type { Damage } from "#shared/contract/recovery.ts";
import { signInPages } from "./accounts/providers/registry.ts";
import { type Config, readConfig, surroundings } from "./config.ts";
import { FolderInUse } from "./desk/folder-lock.ts";
import { orderWipe } from "./desk/wiping.ts";
import { createMailbox } from "./desk/mailbox.ts";
import { createBridgeServer } from "./bridge/bridge-server.ts";
import { servePorts } from "./desktop/bridge-port.ts";
import { desktopAbilities } from "./desktop/abilities.ts";
import { showAround } from "./desktop/around.ts";
import { keptWords, openComputer } from "./desktop/computer.ts";
import { offerContextMenu } from "./desktop/context-menu.ts";
import { fileChooser } from "./desktop/dialogs.ts";
import { answerStarts, manageExit, takeDesk } from "./desktop/life-cycle.ts";
import { browserOpener } from "./desktop/open-in-browser.ts";
import { photoPath } from "./desktop/origin.ts";
import { windowPrinting } from "./desktop/printing.ts";
import { startUtilityProcess } from "./desktop/processes.ts";
import { registerScheme, serveWindow } from "./desktop/protocol.ts";
import { recoveryDesktop, recoveryIn, startAgain } from "./desktop/recovery-window.ts";
import { openSecretBox } from "./desktop/secrets.ts";
import { denyPermissions, guardNavigation } from "./desktop/security.ts";
import { checkSpelling } from "./desktop/spelling.ts";
import { hasTray } from "./desktop/tray-presence.ts";
import { answerClosing } from "./desktop/window-closing.ts";
import {
  forgetRestartWhenStaying,
  installationHere,
  installUpdate,
  sayRolledBack,
} from "./desktop/updates.ts";
import { createWindow, currentWindow, showLot } from "./desktop/window.ts";
import { reopenAfterCrash, reportChildCrashes } from "./desktop/window-crashes.ts";
import { openCrashReports } from "./diagnostics/crash-reports.ts";
import { createDiagnostics, placeForDiagnostics } from "./diagnostics/diagnostics.ts";
import { hearDefects } from "./diagnostics/window-notices.ts";
import { openLog } from "./log.ts";
import type { PictureSource } from "./photos/pictures.ts";
import { damageOf } from "./recovery/examination.ts";
import { type RecoveryOptions, startOrRecover } from "./recovery/recovery.ts";
import { requestRecovery } from "./recovery/recovery-request.ts";
import { startServices } from "./services.ts";
import { RolledBack } from "./updater/start-guard.ts";

const built = (path: string) => join(import.meta.dirname, "..", path);

/** What starts and the system want opened, from before there is anything to open it with. */
const asked = createMailbox<readonly string[]>();

/** What has to be said before Electron is ready. */
function prepare({ dataFolder, openPaths }: Config): boolean {
  app.enableSandbox();
  registerScheme();
  app.setPath("userData", dataFolder);
  app.setPath("sessionData", join(dataFolder, "window"));
  app.setPath("crashDumps", join(dataFolder, "crashes", "dumps"));
  crashReporter.start({ uploadToServer: false });
  // The appId of electron-builder.yml: Windows files notifications and the taskbar's buttons under it.
  if (process.platform === "win32") app.setAppUserModelId("mx.autosell.desktop");
  return takeDesk(openPaths, asked);
}

async function start(config: Config): Promise<void> {
  const { dataFolder, deskName } = config;
  const log = openLog({ folder: join(dataFolder, "logs"), level: config.logLevel });
  await app.whenReady();
  guardNavigation(log);
  denyPermissions(session.defaultSession, log);
  const reports = openCrashReports({ folder: join(dataFolder, "crashes"), version: app.getVersion() });
  reportChildCrashes(reports);
  const desktop = desktopAbilities({ dataFolder, window: currentWindow });
  const computer = openComputer({ config, hasTray: await hasTray(), window: currentWindow, log });
  const pictures: { source: PictureSource } = { source: () => Promise.resolve(null) };
  serveWindow(session.defaultSession, {
    folder: built("renderer"),
    picture: (sha256, signal) => pictures.source(sha256, signal),
  });
  const hidden = config.hidden && computer.closesToTray();
  const window = createWindow({
    dataFolder,
    preload: built("preload/preload.cjs"),
    hidden,
    words: computer.words,
  });
  const recover = async (damage: Damage) => {
    // Where the disk takes no request, the next start finds that out by itself.
    await requestRecovery(dataFolder, damage).catch((error: unknown) => log.error("no request", error));
    startAgain(config.appImage);
  };
  const wipe = async () => {
    await orderWipe(dataFolder);
    startAgain(config.appImage);
  };
  const recovery: RecoveryOptions = {
    dataFolder,
    deskName,
    log,
    diagnostics: createDiagnostics({
      dataFolder,
      config,
      host: "electron",
      secrets: null,
      sync: null,
      choosePlace: placeForDiagnostics(desktop),
      downloadBase: null,
    }),
    desktop: recoveryDesktop(dataFolder),
    show: recoveryIn(window, log),
  };
  const services = await startOrRecover(recovery, async () =>
    startServices(config, {
      kind: "electron",
      secrets: await openSecretBox(log),
      openInBrowser: browserOpener((url) => shell.openExternal(url), signInPages(config.accounts)),
      chooseFiles: fileChooser({ dataFolder, window: currentWindow }),
      photoBase: photoPath,
      downloadBase: null,
      desktop,
      computer,
      printing: windowPrinting({ window: currentWindow }),
      startProcess: startUtilityProcess,
      installation: installationHere(config),
      recover,
      wipe,
    }),
  );
  hearDefects(process, services.notices);
  checkSpelling(session.defaultSession, computer);
  pictures.source = services.pictures;
  reopenAfterCrash(window, {
    reports,
    notices: services.notices,
    words: computer.words,
    onLoop: (reportId) => void recover(damageOf("window", "crashes", "", reportId)),
  });
  const last = () => installUpdate(services.updates);
  const exit = manageExit({ services, computer, window: currentWindow, last, log });
  servePorts(window.webContents, createBridgeServer(services));
  answerClosing(window, { computer, exit, log });
  forgetRestartWhenStaying(window, services.updates);
  offerContextMenu(window.webContents, computer.words);
  showAround({ services, computer, exit, window: currentWindow, trayIcons: built("tray"), log });
  await showLot(window);
  await services.startGuard.started();
  await answerStarts(asked, services, currentWindow);
}

/** An app that is worked on is started with its own folder, which nobody wants opened. */
function withoutApp(config: Config): Config {
  return { ...config, openPaths: config.openPaths.filter((path) => path !== app.getAppPath()) };
}

const answer = readConfig(surroundings(), { strict: false });
if (answer.kind !== "run") {
  console.log(answer.text);
  app.exit(answer.kind === "help" ? 0 : 2);
} else if (!prepare(withoutApp(answer.config))) {
  app.exit(0);
} else {
  // Not awaited here: Electron gets ready only once this module has loaded, so waiting for it would be for ever.
  start(withoutApp(answer.config)).catch((error: unknown) => {
    const { dataFolder } = answer.config;
    if (error instanceof RolledBack) sayRolledBack(error, dataFolder, keptWords(dataFolder));
    else if (error instanceof FolderInUse) dialog.showErrorBox("Autosell", keptWords(dataFolder).folderInUse);
    else {
      console.error(error);
      dialog.showErrorBox("Autosell", String(error));
    }
    app.exit(1);
  });
}
