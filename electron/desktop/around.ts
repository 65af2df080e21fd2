import type { BrowserWindow } from "electron";
import type { Log } from "../log.ts";
import type { Services } from "../services.ts";
import type { OwnComputer } from "./computer.ts";
import type { Exit } from "./life-cycle.ts";
import type { MenuActs } from "./menu-template.ts";
import { showMenu } from "./menu.ts";
import { showInTaskbar } from "./taskbar.ts";
import type { TrayActs } from "./tray-face.ts";
import { showTray } from "./tray.ts";
import { bringUp } from "./window.ts";

/** What the system shows of the app around its window: the menu bar, the tray and the taskbar. */
export function showAround(options: {
  readonly services: Services;
  readonly computer: OwnComputer;
  readonly exit: Exit;
  readonly window: () => BrowserWindow | null;
  readonly trayIcons: string;
  readonly log: Log;
}): void {
  const { services, computer, exit, window, trayIcons, log } = options;
  const { status } = services.sync;
  const acts: MenuActs & TrayActs = {
    open: () => bringUp(window()),
    command(id) {
      bringUp(window());
      computer.post({ type: "menu", id });
    },
    syncNow: () => services.sync.refresh(),
    workOffline(off) {
      services
        .setSwitchedOff(off)
        .catch((error: unknown) => log.error("the switch to work offline was not kept", error));
    },
    quit: () => void exit.quit(),
  };
  showMenu(computer, status, acts);
  showInTaskbar({ services, computer, window, log });
  if (computer.state.get().hasTray) showTray({ folder: trayIcons, computer, status, acts });
}
