import type { BrowserWindow } from "electron";
import type { MenuCommandId } from "#shared/contract/menu.ts";
import type { Log } from "../log.ts";
import type { Services } from "../services.ts";
import type { OwnComputer } from "./computer.ts";
import type { Exit } from "./life-cycle.ts";
import type { MenuActs } from "./menu-template.ts";
import { showMenu } from "./menu.ts";
import { showInTaskbar } from "./taskbar.ts";
import type { TrayActs } from "./tray-face.ts";
import { showTray } from "./tray.ts";
import { lockWithSession } from "./session-lock.ts";
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
  const { sync, lock } = services;
  const command = (id: MenuCommandId) => {
    if (id === "lock" && lock.lockNow()) return;
    bringUp(window());
    if (!lock.isLocked()) computer.post({ type: "menu", id });
  };
  const acts: MenuActs & TrayActs = {
    open: () => bringUp(window()),
    command,
    lock: () => command("lock"),
    syncNow: () => sync.refresh(),
    workOffline(off) {
      if (lock.isLocked()) return bringUp(window());
      services
        .setSwitchedOff(off)
        .catch((error: unknown) => log.error("the switch to work offline was not kept", error));
    },
    quit: () => void exit.quit(),
  };
  showMenu(computer, services, acts);
  showInTaskbar({ services, computer, window, log });
  lockWithSession(lock);
  if (computer.state.get().hasTray) showTray({ folder: trayIcons, computer, services, acts });
}
