import type { BrowserWindow } from "electron";
import type { Log } from "../log.ts";
import type { OwnComputer } from "./computer.ts";
import type { Exit } from "./life-cycle.ts";

/** A closed window goes on in the tray and keeps syncing, or the app quits with it, as its person has it. */
export function answerClosing(
  window: BrowserWindow,
  { computer, exit, log }: { computer: OwnComputer; exit: Exit; log: Log },
): void {
  window.on("close", (event) => {
    if (exit.isLeaving()) return;
    event.preventDefault();
    void hideOrQuit().catch((error: unknown) => log.error("the window did not close", error));
  });
  // Whoever asks before losing an edit has asked by now.
  window.webContents.on("will-prevent-unload", (event) => {
    if (!event.defaultPrevented) exit.stay();
  });
  const hideOrQuit = async () => {
    if (computer.closesToTray() && (await computer.explainTray())) hide(window);
    else await exit.quit();
  };
}

/** macOS leaves a black screen where a window hides that filled it. */
function hide(window: BrowserWindow): void {
  if (!window.isFullScreen()) return window.hide();
  window.once("leave-full-screen", () => window.hide());
  window.setFullScreen(false);
}
