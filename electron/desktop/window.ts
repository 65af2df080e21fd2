import { join } from "node:path";
import { BrowserWindow, dialog, nativeTheme, screen } from "electron";
import { windowOrigin } from "./origin.ts";
import { openStateFile, type StateFile } from "./state-file.ts";
import {
  arrangementOf,
  nothingRemembered,
  type Place,
  placeOn,
  WindowMemory,
  withPlace,
} from "./window-place.ts";
import type { Words } from "./words.ts";

const smallest = { width: 1024, height: 640 };
const usual = { width: 1440, height: 900 };

interface WindowOptions {
  readonly dataFolder: string;
  readonly preload: string;
  /** It waits in the tray until somebody wants it. */
  readonly hidden: boolean;
  readonly words: () => Words;
}

/** Makes the window where it last stood on these monitors; it is shown once it has something to show. */
export function createWindow({ dataFolder, preload, hidden, words }: WindowOptions): BrowserWindow {
  const file = join(dataFolder, "window.json");
  const memory = openStateFile(file, WindowMemory, nothingRemembered);
  const place = placeOn(memory.get(), screen.getAllDisplays());
  const window = new BrowserWindow({
    ...(place?.bounds ?? usualSize()),
    minWidth: smallest.width,
    minHeight: smallest.height,
    show: false,
    title: "Autosell",
    backgroundColor: background(),
    webPreferences: {
      preload,
      sandbox: true,
      contextIsolation: true,
      nodeIntegration: false,
      // Hidden in the tray it goes on syncing at its own speed.
      backgroundThrottling: false,
    },
  });
  window.once("ready-to-show", () => hidden || window.show());
  window.once("show", () => place?.maximized && window.maximize());
  window.webContents.once("did-finish-load", () => window.webContents.setZoomLevel(memory.get().zoom));
  rememberPlace(window, memory);
  followTheme(window);
  askBeforeLosing(window, words);
  return window;
}

/** Shows the window in front of everything else, wherever it was. */
export function bringUp(window: BrowserWindow | null): void {
  if (!window) return;
  if (window.isMinimized()) window.restore();
  window.show();
  window.focus();
}

/** The window, where one is open. */
export function currentWindow(): BrowserWindow | null {
  return BrowserWindow.getAllWindows()[0] ?? null;
}

export async function showLot(window: BrowserWindow): Promise<void> {
  await window.loadURL(`${windowOrigin}/`);
}

function usualSize(): { width: number; height: number } {
  const { width, height } = screen.getPrimaryDisplay().workAreaSize;
  return { width: Math.min(usual.width, width), height: Math.min(usual.height, height) };
}

/** By the time that a monitor is known to be gone, the system has moved the window: its place is noted while it stands. */
function rememberPlace(window: BrowserWindow, memory: StateFile<WindowMemory>): void {
  let arrangement = arrangementOf(screen.getAllDisplays());
  let place = placeOf(window);
  const note = () => {
    if (!window.isMinimized() && !window.isFullScreen()) place = placeOf(window);
  };
  const keep = () => {
    const zoom = window.webContents.getZoomLevel();
    // A place that is not written is the place of the time before.
    memory.set({ ...withPlace(memory.get(), arrangement, place), zoom }).catch(() => {});
  };
  const rearrange = () => {
    keep();
    arrangement = arrangementOf(screen.getAllDisplays());
    const known = placeOn(memory.get(), screen.getAllDisplays());
    if (!known) return;
    window.setBounds(known.bounds);
    if (known.maximized) window.maximize();
  };
  window.on("moved", note);
  window.on("resized", note);
  window.on("maximize", note);
  window.on("unmaximize", note);
  window.on("close", () => {
    note();
    keep();
  });
  screen.on("display-added", rearrange);
  screen.on("display-removed", rearrange);
  window.once("closed", () => {
    screen.off("display-added", rearrange);
    screen.off("display-removed", rearrange);
  });
}

function placeOf(window: BrowserWindow): Place {
  return { bounds: window.getNormalBounds(), maximized: window.isMaximized() };
}

/** A page that has unsaved changes refuses to go, and Electron itself asks nobody. */
function askBeforeLosing(window: BrowserWindow, words: () => Words): void {
  window.webContents.on("will-prevent-unload", (event) => {
    const { message, detail, yes, no } = words().unsavedPhoto;
    const buttons = [no, yes];
    const asked = { type: "question", message, detail, buttons, cancelId: 0, defaultId: 0 } as const;
    if (dialog.showMessageBoxSync(window, asked) === buttons.indexOf(yes)) event.preventDefault();
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
