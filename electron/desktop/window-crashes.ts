import { app, type BrowserWindow, dialog } from "electron";
import type { CrashReports } from "../diagnostics/crash-reports.ts";
import type { WindowNotices } from "../diagnostics/window-notices.ts";
import type { Words } from "./words.ts";

export interface WindowCrashOptions {
  readonly reports: CrashReports;
  readonly notices: Pick<WindowNotices, "tell">;
  readonly words: () => Words;
  /** It crashes again and again; the id is that of the last report. */
  readonly onLoop: (reportId: string) => void;
}

/** So many crashes within so many milliseconds are a loop. */
const loop = { crashes: 3, within: 60_000 };

/** Opens a window that crashed where it was, and asks about one that does not answer. */
export function reopenAfterCrash(window: BrowserWindow, options: WindowCrashOptions): void {
  const contents = window.webContents;
  let crashes: number[] = [];
  let wasStuck = false;
  contents.on("render-process-gone", (_event, { reason, exitCode }) => {
    if (reason === "clean-exit") return;
    const reportId = options.reports.write({ process: "window", reason, exitCode });
    const now = Date.now();
    crashes = [...crashes.filter((at) => now - at < loop.within), now];
    if (crashes.length >= loop.crashes) return options.onLoop(reportId);
    const why = wasStuck ? "unresponsive" : "crashed";
    wasStuck = false;
    // Told once the new page is there: what listens until then is the old one.
    contents.once("did-finish-load", () =>
      options.notices.tell({ type: "windowReopened", reason: why, reportId }),
    );
    contents.reload();
  });
  askWhenStuck(window, options.words, () => {
    wasStuck = true;
    contents.forcefullyCrashRenderer();
  });
}

/** Any other process of ours that ended, and not because we ended it. */
export function reportChildCrashes(reports: CrashReports): void {
  app.on("child-process-gone", (_event, { type, reason, exitCode, serviceName, name = serviceName }) => {
    if (reason === "clean-exit" || reason === "killed") return;
    reports.write({ process: "child", reason, exitCode, name: name ?? type });
  });
}

/** The question goes away by itself where the window answers meanwhile. */
function askWhenStuck(window: BrowserWindow, words: () => Words, openAgain: () => void): void {
  let asking: AbortController | null = null;
  window.on("unresponsive", () => {
    if (asking) return;
    const { message, detail, yes, no } = words().stuckWindow;
    const buttons = [no, yes];
    const { signal } = (asking = new AbortController());
    const asked = { type: "question", message, detail, buttons, cancelId: 0, defaultId: 0, signal } as const;
    void dialog.showMessageBox(window, asked).then(({ response }) => {
      asking = null;
      if (!signal.aborted && response === buttons.indexOf(yes)) openAgain();
    });
  });
  window.on("responsive", () => asking?.abort());
}
