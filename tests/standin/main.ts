/** The process that stands for Electron: runs the built main, and does in it what the harness asks over node's channel. */
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { runInThisContext } from "node:vm";
import * as electron from "./electron.ts";
import { options } from "./options.ts";
import type { FromStandin, ToStandin } from "./control.ts";

// Electron has it on its process.
Object.assign(process, { resourcesPath: options.resources });

const tell = (message: FromStandin) => process.send?.(message);

process.on("message", (request: ToStandin) => {
  void answer(request).then(tell);
});
// The harness is gone, and with it whoever would close this.
process.on("disconnect", () => process.exit(1));
process.on("SIGTERM", () => electron.app.quit());

electron.app.on("browser-window-created", (_event, window: electron.BrowserWindow) => {
  window.once("ready-to-show", () => tell({ type: "shown", endpoint: electron.app.chromium.endpoint }));
});

const deadlock = setTimeout(() => {
  console.error("main does not finish loading: does it await app.whenReady() at its top level?");
  process.exit(1);
}, 60_000);
await import(pathToFileURL(join(options.root, "out/main/main.js")).href);
clearTimeout(deadlock);
await electron.app.codeLoaded();

/** Runs a function of a spec's on the `electron` module, as Playwright does with the real one. */
async function answer({ id, source, argument }: ToStandin): Promise<FromStandin> {
  try {
    const run = runInThisContext(`(${source})`) as (module: typeof electron, argument: unknown) => unknown;
    return { type: "answer", id, value: await run(electron, argument) };
  } catch (error) {
    return { type: "failure", id, message: error instanceof Error ? error.message : String(error) };
  }
}
