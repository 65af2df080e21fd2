import type { RunningStandin } from "#tests/standin/launch.ts";
import type { DesktopHands } from "./desktop-hands.ts";

/** The stand-in's menus, tray and notifications, which nobody sees. */
export function standinHands({ evaluate }: RunningStandin, ended: Promise<void>): DesktopHands {
  return {
    closeWindow: () =>
      evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows().forEach((one) => void one.close()), null),
    isWindowShown: () =>
      evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows().some((one) => one.isVisible()), null),
    arrange: (look) =>
      evaluate(({ BrowserWindow }, { bounds, zoom }) => {
        const [window] = BrowserWindow.getAllWindows();
        window?.setBounds(bounds);
        window?.emit("resized");
        window?.webContents.setZoomLevel(zoom);
      }, look),
    windowLook: () =>
      evaluate(({ BrowserWindow }) => {
        const [window] = BrowserWindow.getAllWindows();
        return window ? { bounds: window.getBounds(), zoom: window.webContents.getZoomLevel() } : null;
      }, null),
    letWindowHang: () =>
      evaluate(({ BrowserWindow }) => void BrowserWindow.getAllWindows()[0]?.emit("unresponsive"), null),
    dictionaries: () => evaluate(({ session }) => [...session.defaultSession.spellCheckerLanguages], null),
    chooseInMenu: (...labels) =>
      evaluate(
        ({ Menu }, path) =>
          Menu.getApplicationMenu()
            ?.find(...path)
            .click(),
        labels,
      ),
    offeredIn: (label) =>
      evaluate(({ Menu }, name) => {
        const menu = Menu.getApplicationMenu()?.items.find((item) => item.label === name)?.submenu;
        return (menu?.items ?? [])
          .filter((item) => item.enabled && item.type !== "separator" && !item.role)
          .map((item) => item.label);
      }, label),
    chooseInTray: (label) => evaluate(({ Tray }, name) => Tray.all[0]?.menu?.find(name).click(), label),
    trayState: () => evaluate(({ Tray }) => Tray.all[0]?.menu?.items[0]?.label ?? "", null),
    taskbarProgress: () =>
      evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.progress ?? [], null),
    notices: () =>
      evaluate(({ Notification }) => Notification.shown.map(({ title, body }) => `${title}: ${body}`), null),
    clickLastNotice: () =>
      evaluate(({ Notification }) => void Notification.shown.at(-1)?.emit("click", {}), null),
    lockScreen: () => evaluate(({ powerMonitor }) => void powerMonitor.emit("lock-screen"), null),
    press: (button) =>
      evaluate(({ dialog }, name) => {
        dialog.press = name;
      }, button),
    boxes: () => evaluate(({ dialog }) => dialog.boxes.map(({ message }) => message), null),
    ended,
  };
}
