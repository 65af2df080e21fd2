import { join } from "node:path";
import { Menu, nativeTheme, Tray } from "electron";
import type { Services } from "../services.ts";
import type { OwnComputer } from "./computer.ts";
import { type TrayActs, trayFace, type TrayMood, trayTemplate } from "./tray-face.ts";

/** Milliseconds in which the tray changes at most once: an open menu closes when it is replaced. */
const quietTime = 300;

/** The app's icon beside the clock: how the exchange with the hub stands, and the way back to the window. */
export function showTray(options: {
  /** Where the icons are. */
  readonly folder: string;
  readonly computer: OwnComputer;
  readonly services: Pick<Services, "sync" | "lock">;
  readonly acts: TrayActs;
}): void {
  const { folder, computer, services, acts } = options;
  const { status } = services.sync;
  const { state } = services.lock;
  const icon = (mood: TrayMood) => join(folder, iconName(mood));
  const face = () => trayFace(status.get(), computer.words());
  const tray = new Tray(icon(face().mood));
  const draw = () => {
    const { mood, sentence } = face();
    tray.setImage(icon(mood));
    tray.setToolTip(`Autosell\n${sentence}`);
    const facts = { status: status.get(), words: computer.words(), isLocked: state.get().locked };
    tray.setContextMenu(Menu.buildFromTemplate(trayTemplate(facts, acts)));
  };
  const redraw = inQuietTime(draw);
  draw();
  status.subscribe(redraw);
  state.subscribe(redraw);
  computer.window.subscribe(redraw);
  nativeTheme.on("updated", redraw);
  // On macOS a click opens the menu.
  if (process.platform !== "darwin") tray.on("click", acts.open);
}

/**
 * macOS colours a template itself, the taskbar of Windows is light or dark whatever the theme of apps is, and the panels of
 * Linux do not say which they are, so there the icon brings its own ground.
 */
function iconName(mood: TrayMood): string {
  if (process.platform === "darwin") return `${mood}Template.png`;
  if (process.platform !== "win32") return `${mood}-on-any.png`;
  return `${mood}-on-${nativeTheme.shouldUseDarkColorsForSystemIntegratedUI ? "dark" : "light"}.png`;
}

function inQuietTime(act: () => void): () => void {
  let timer: NodeJS.Timeout | null = null;
  return () => {
    timer ??= setTimeout(() => {
      timer = null;
      act();
    }, quietTime);
  };
}
