import { join } from "node:path";
import { app, BrowserWindow, dialog, nativeTheme, screen } from "electron";
import * as z from "zod";
import { fitted } from "./bounds.ts";
import { windowOrigin } from "./origin.ts";
import { openStateFile, type StateFile } from "./state-file.ts";

const Place = z.object({
  bounds: z.object({ x: z.int(), y: z.int(), width: z.int(), height: z.int() }),
  maximized: z.boolean(),
});
type Place = z.infer<typeof Place>;

const smallest = { width: 1024, height: 640 };
const usual = { width: 1440, height: 900 };

/** Makes the window where it last stood; it is shown once it has something to show. */
export function createWindow(options: { dataFolder: string; preload: string }): BrowserWindow {
  const memory = openStateFile(join(options.dataFolder, "window.json"), Place.nullable(), null);
  const window = new BrowserWindow({
    ...placeOn(memory.get()),
    minWidth: smallest.width,
    minHeight: smallest.height,
    show: false,
    title: "Autosell",
    backgroundColor: background(),
    webPreferences: {
      preload: options.preload,
      sandbox: true,
      contextIsolation: true,
      nodeIntegration: false,
    },
  });
  window.once("ready-to-show", () => {
    if (memory.get()?.maximized) window.maximize();
    window.show();
  });
  rememberPlace(window, memory);
  followTheme(window);
  askBeforeLosing(window);
  return window;
}

/** The window, where one is open. */
export function currentWindow(): BrowserWindow | null {
  return BrowserWindow.getAllWindows()[0] ?? null;
}

export async function showLot(window: BrowserWindow): Promise<void> {
  await window.loadURL(`${windowOrigin}/`);
}

/** A screen that was unplugged since must not keep the window. */
function placeOn(place: Place | null): Partial<Electron.Rectangle> {
  if (!place) {
    const { width, height } = screen.getPrimaryDisplay().workAreaSize;
    return { width: Math.min(usual.width, width), height: Math.min(usual.height, height) };
  }
  const { workArea } = screen.getDisplayMatching(place.bounds);
  return fitted(place.bounds, workArea);
}

function rememberPlace(window: BrowserWindow, memory: StateFile<Place | null>): void {
  window.on("close", () => {
    // The window closes meanwhile; a place that is not written is the place of the time before.
    memory.set({ bounds: window.getNormalBounds(), maximized: window.isMaximized() }).catch(() => {});
  });
}

const questions = {
  en: {
    message: "Close without saving the changes to this photo?",
    detail: "The photo itself is kept as it was last saved.",
    stay: "Go on editing",
    leave: "Close without saving",
  },
  es: {
    message: "¿Cerrar sin guardar los cambios de esta foto?",
    detail: "La foto queda como se guardó la última vez.",
    stay: "Seguir editando",
    leave: "Cerrar sin guardar",
  },
} as const;

/** A page that has unsaved changes refuses to go, and Electron itself asks nobody. */
function askBeforeLosing(window: BrowserWindow): void {
  window.webContents.on("will-prevent-unload", (event) => {
    const { message, detail, stay, leave } = app.getLocale().startsWith("es") ? questions.es : questions.en;
    const buttons = [stay, leave];
    const answer = dialog.showMessageBoxSync(window, {
      type: "question",
      message,
      detail,
      buttons,
      cancelId: 0,
      defaultId: 0,
    });
    if (answer === buttons.indexOf(leave)) event.preventDefault();
  });
}

function followTheme(window: BrowserWindow): void {
  const follow = () => window.setBackgroundColor(background());
  nativeTheme.on("updated", follow);
  window.once("closed", () => nativeTheme.off("updated", follow));
}

/** What is seen before the first paint: the theme's own page colours. */
function background(): string {
  return nativeTheme.shouldUseDarkColors ? "#1c1a18" : "#fbfaf8";
}
