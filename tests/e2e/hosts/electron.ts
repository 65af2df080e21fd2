import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { _electron } from "@playwright/test";
import { killTree } from "#tests/support/processes.ts";
import { appRoot } from "./app-root.ts";
import type { Host, LaunchOptions, RunningApp } from "./host.ts";

/** The product itself. */
export const electronHost: Host = {
  name: "electron",
  databaseFolder: (dataFolder) => join(dataFolder, "window", "IndexedDB"),
  async launch({ dataFolder, environment, paths = [], onOutput }: LaunchOptions): Promise<RunningApp> {
    const executablePath = electronBinary();
    if (!executablePath) throw new Error("Electron's binary is not here");
    const app = await _electron.launch({
      executablePath,
      cwd: appRoot,
      args: [...(process.getuid?.() === 0 ? ["--no-sandbox"] : []), ".", ...paths],
      env: { ...definedOnly(process.env), ...environment, AUTOSELL_DATA: dataFolder },
    });
    const main = app.process();
    main.stdout?.on("data", (data: Buffer) => onOutput(String(data)));
    main.stderr?.on("data", (data: Buffer) => onOutput(String(data)));
    const ended = new Promise<void>((resolve) => main.once("exit", () => resolve()));
    return {
      window: await app.firstWindow(),
      hasDialogs: true,
      desktop: null,
      expectFiles: () => Promise.resolve(),
      async choose(paths, open) {
        await app.evaluate(
          ({ dialog }, filePaths) => {
            dialog.showOpenDialog = () => Promise.resolve({ canceled: false, filePaths });
          },
          [...paths],
        );
        await open();
      },
      async saveAs(path, open) {
        await app.evaluate(({ dialog }, filePath) => {
          dialog.showSaveDialog = () => Promise.resolve({ canceled: false, filePath });
        }, path);
        await open();
      },
      dragged: () => Promise.reject(new Error("The system's own drag cannot be watched")),
      shownFiles: () => Promise.reject(new Error("The system's file manager cannot be watched")),
      crash: () => Promise.reject(new Error("A page that has crashed cannot be reached again from here")),
      openedPages: () => Promise.reject(new Error("The system's browser cannot be watched")),
      answerPrintDialog: () => Promise.reject(new Error("The system's print dialog cannot be answered")),
      printed: () => Promise.reject(new Error("The system's printers cannot be watched")),
      close: () => app.close(),
      async kill() {
        await killTree(main.pid ?? 0);
        await ended;
      },
    };
  },
};

/** Where npm's package has unpacked Electron; null where it has not, which asking the package itself would start. */
export function electronBinary(): string | null {
  const folder = join(appRoot, "node_modules/electron");
  const pathFile = join(folder, "path.txt");
  if (!existsSync(pathFile)) return null;
  const path = join(folder, "dist", readFileSync(pathFile, "utf8"));
  return existsSync(path) ? path : null;
}

function definedOnly(environment: NodeJS.ProcessEnv): Record<string, string> {
  return Object.fromEntries(
    Object.entries(environment).filter((entry): entry is [string, string] => entry[1] !== undefined),
  );
}
