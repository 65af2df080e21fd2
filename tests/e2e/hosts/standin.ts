import { readdir, stat } from "node:fs/promises";
import { basename, join } from "node:path";
import { type Browser, chromium, type Page } from "@playwright/test";
import { launchStandin, type RunningStandin } from "#tests/standin/launch.ts";
import type { RegisteredFile } from "#tests/standin/world.ts";
import { killTree } from "#tests/support/processes.ts";
import { appRoot } from "./app-root.ts";
import type { Host, LaunchOptions, PrintAnswer, RunningApp } from "./host.ts";
import { standinHands } from "./standin-hands.ts";

/** The real main and preload on a stand-in for Electron's module, with a page of Chromium as the window. */
export const standinHost: Host = {
  name: "standin",
  databaseFolder: (dataFolder) => join(dataFolder, "window", "Chromium", "Default", "IndexedDB"),
  async launch({ dataFolder, environment, paths = [], onOutput }: LaunchOptions): Promise<RunningApp> {
    const standin = await launchStandin({
      root: appRoot,
      args: paths,
      environment: { ...environment, AUTOSELL_DATA: dataFolder },
      onOutput,
    });
    const ended = new Promise<void>((resolve) => standin.process.once("exit", () => resolve()));
    return reach(standin, ended);
  },
};

async function reach(standin: RunningStandin, ended: Promise<void>): Promise<RunningApp> {
  const browser = await chromium.connectOverCDP(standin.endpoint);
  return {
    window: await windowOf(browser),
    hasDialogs: true,
    desktop: standinHands(standin, ended),
    expectFiles: (paths) => registerFiles(standin, paths),
    choose: (paths, open) => chooseInDialog(standin, paths, open),
    saveAs: (path, open) => saveInDialog(standin, path, open),
    dragged: () =>
      standin.evaluate(
        ({ BrowserWindow }) => BrowserWindow.getAllWindows().flatMap(({ webContents }) => webContents.drags),
        null,
      ),
    shownFiles: () => standin.evaluate(({ shell }) => [...shell.shown], null),
    answerPrintDialog: (answer) => answerPrintDialog(standin, answer),
    printed: () =>
      standin.evaluate(
        ({ BrowserWindow }) => BrowserWindow.getAllWindows().flatMap(({ webContents }) => webContents.prints),
        null,
      ),
    openedPages: () => standin.evaluate(({ shell }) => [...shell.opened], null),
    async close() {
      standin.process.kill("SIGTERM");
      await ended;
      await browser.close();
    },
    async kill() {
      await killTree(standin.process.pid ?? 0);
      await ended;
      await browser.close();
    },
    async crash() {
      const page = await windowOf(browser);
      const crashed = page.waitForEvent("crash");
      const cdp = await page.context().newCDPSession(page);
      // There is nobody left to answer.
      cdp.send("Page.crash").catch(() => {});
      await crashed;
      await browser.close();
      await standin.evaluate(
        ({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.webContents.reloaded,
        null,
      );
      return reach(standin, ended);
    },
  };
}

/** After a crash it may still be on its way. */
async function windowOf(browser: Browser): Promise<Page> {
  const [context] = browser.contexts();
  if (!context) throw new Error("The stand-in's browser has no context");
  return context.pages()[0] ?? context.waitForEvent("page");
}

async function chooseInDialog(standin: RunningStandin, paths: readonly string[], open: () => Promise<void>) {
  await standin.evaluate(
    ({ dialog }, filePaths) => {
      dialog.showOpenDialog = () => Promise.resolve({ canceled: false, filePaths });
    },
    [...paths],
  );
  await open();
}

async function saveInDialog(standin: RunningStandin, path: string, open: () => Promise<void>) {
  await standin.evaluate(({ dialog }, filePath) => {
    dialog.showSaveDialog = () => Promise.resolve({ canceled: false, filePath });
  }, path);
  await open();
}

async function answerPrintDialog(standin: RunningStandin, answer: PrintAnswer): Promise<void> {
  await standin.evaluate(({ BrowserWindow }, given) => {
    const failureReason = given === "cancelled" ? "Print job canceled" : "";
    const printers = given === "noPrinter" ? [] : [{ name: "Label printer" }];
    for (const { webContents } of BrowserWindow.getAllWindows())
      Object.assign(webContents.printDialog, { printers, success: given === "printed", failureReason });
  }, answer);
}

async function registerFiles(standin: RunningStandin, paths: readonly string[]): Promise<void> {
  const files = (await Promise.all(paths.map(registered))).flat();
  await standin.evaluate(
    ({ BrowserWindow }, known) =>
      Promise.all(BrowserWindow.getAllWindows().map(({ webContents }) => webContents.registerFiles(known))),
    files,
  );
}

/** A folder is dropped as one file, and may be walked by the window as well. */
async function registered(path: string): Promise<RegisteredFile[]> {
  const facts = await stat(path);
  const own = { name: basename(path), size: facts.size, modified: Math.floor(facts.mtimeMs), path };
  if (!facts.isDirectory()) return [own];
  const inside = await readdir(path);
  return [own, ...(await Promise.all(inside.map((name) => registered(join(path, name))))).flat()];
}
