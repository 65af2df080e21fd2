import { app, BrowserWindow } from "electron";
import type { Log } from "../log.ts";

/** Longest that quitting waits for services to close, in milliseconds; what they hold is durable by then. */
const patience = 15_000;

/** Brings the window to the front when the app is started a second time. */
export function answerSecondStart(window: () => BrowserWindow | null): void {
  app.on("second-instance", () => {
    const open = window();
    if (!open) return;
    if (open.isMinimized()) open.restore();
    open.show();
    open.focus();
  });
}

/** Electron waits for no promise of `before-quit`: it is prevented once, the services close, and then the app goes. */
export function closeBeforeQuitting(services: AsyncDisposable, log: Log): void {
  let state: "open" | "closing" | "closed" = "open";
  app.on("window-all-closed", () => app.quit());
  app.on("before-quit", (event) => {
    if (state === "closed") return;
    event.preventDefault();
    if (state === "closing") return;
    const open = BrowserWindow.getAllWindows();
    // A window may have something to ask first; once all are closed, the app quits again.
    if (open.length > 0) return open.forEach((window) => window.close());
    state = "closing";
    void closed(services, log).then(() => {
      state = "closed";
      app.quit();
    });
  });
}

async function closed(services: AsyncDisposable, log: Log): Promise<void> {
  const timeUp = new Promise<void>((resolve) => setTimeout(resolve, patience).unref());
  try {
    await Promise.race([services[Symbol.asyncDispose](), timeUp]);
  } catch (error) {
    log.error("services did not close cleanly", error);
  }
}
