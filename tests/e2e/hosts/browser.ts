import { type ChildProcess, spawn } from "node:child_process";
import { join } from "node:path";
import { type BrowserContext, chromium } from "@playwright/test";
import { chromiumArguments, chromiumExecutable } from "#tests/support/chromium.ts";
import { briefly, endWithThis, killByCommand, killTree } from "#tests/support/processes.ts";
import { appRoot } from "./app-root.ts";
import type { Host, LaunchOptions, RunningApp } from "./host.ts";

const view = { width: 1440, height: 900 };

/** The services behind a server on 127.0.0.1, with the window in a browser whose profile outlives the app. */
export const browserHost: Host = {
  name: "browser",
  databaseFolder: (dataFolder) => join(profileOf(dataFolder), "Default", "IndexedDB"),
  async launch({ dataFolder, environment, paths = [], onOutput }: LaunchOptions): Promise<RunningApp> {
    const main = spawn(process.execPath, [...briefly, join(appRoot, "out/main/browser-host.js"), ...paths], {
      cwd: appRoot,
      env: { ...process.env, ...environment, AUTOSELL_DATA: dataFolder },
      stdio: ["ignore", "pipe", "pipe"],
    });
    endWithThis(main);
    const ended = new Promise<void>((resolve) => main.once("exit", () => resolve()));
    const address = await printedAddress(main, onOutput);
    const profile = profileOf(dataFolder);
    const context = await openBrowser(profile);
    const gone = new Promise<void>((resolve) => context.once("close", () => resolve()));
    const [page] = context.pages();
    const window = page ?? (await context.newPage());
    await window.goto(address);
    return {
      window,
      hasDialogs: false,
      desktop: null,
      expectFiles: () => Promise.resolve(),
      async choose(paths, open) {
        const chooser = window.waitForEvent("filechooser");
        await open();
        await (await chooser).setFiles([...paths]);
      },
      saveAs: () => Promise.reject(new Error("A browser saves what it downloads by itself")),
      dragged: () => Promise.resolve([]),
      shownFiles: () => Promise.resolve([]),
      crash: () => Promise.reject(new Error("A browser shows a page of its own for one that crashed")),
      openedPages: () => Promise.resolve([]),
      answerPrintDialog: () => Promise.reject(new Error("A browser prints with a dialog of its own")),
      printed: () => Promise.resolve([]),
      async close() {
        await context.close();
        main.kill("SIGTERM");
        await ended;
      },
      async kill() {
        await killTree(main.pid ?? 0);
        await killByCommand(`--user-data-dir=${profile}`);
        await Promise.all([ended, gone]);
      },
    };
  },
};

const profileOf = (dataFolder: string) => `${dataFolder}-browser`;

async function openBrowser(profile: string): Promise<BrowserContext> {
  return chromium.launchPersistentContext(profile, {
    executablePath: await chromiumExecutable(),
    args: chromiumArguments,
    headless: true,
    viewport: view,
    locale: "en-US",
    // Drawing what moves takes a twentieth of a story's processor time. The stand-in's window moves, as most people's does.
    reducedMotion: "reduce",
  });
}

/** The host prints the one link that opens its window. */
function printedAddress(main: ChildProcess, onOutput: (text: string) => void): Promise<string> {
  return new Promise((resolve, reject) => {
    let printed = "";
    for (const output of [main.stdout, main.stderr])
      output?.on("data", (data: Buffer) => {
        onOutput(String(data));
        printed += String(data);
        const found = /http:\/\/127\.0\.0\.1:\d+\/#\S+/.exec(printed);
        if (found) resolve(found[0]);
      });
    // Once all that it printed is read.
    main.once("close", (code, signal) =>
      reject(new Error(`The host ended at once: ${signal ?? code}\n${printed}`)),
    );
  });
}
