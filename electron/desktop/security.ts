import { app, type IpcMainEvent, type Session, type WebContents } from "electron";
import type { Log } from "../log.ts";
import { windowOrigin } from "./origin.ts";

/** The window asks for nothing of the computer but what the bridge gives, so every permission is denied. */
export function denyPermissions(session: Session, log: Log): void {
  session.setPermissionRequestHandler((_contents, permission, answer) => {
    log.info("permission denied", { permission });
    answer(false);
  });
  session.setPermissionCheckHandler(() => false);
  session.setDevicePermissionHandler(() => false);
}

/** Whatever shows web pages here stays on the window's own origin and opens no other. */
export function guardNavigation(log: Log): void {
  const refuse = (event: { preventDefault(): void }, what: string) => {
    event.preventDefault();
    log.info("navigation denied", { what });
  };
  app.on("web-contents-created", (_event, contents) => {
    contents.on("will-navigate", (event) => {
      if (!isOurs(event.url)) refuse(event, "page");
    });
    contents.on("will-frame-navigate", (event) => {
      if (!event.isMainFrame) refuse(event, "frame");
    });
    contents.on("will-redirect", (event) => refuse(event, "redirect"));
    contents.on("will-attach-webview", (event) => refuse(event, "webview"));
    contents.setWindowOpenHandler(() => ({ action: "deny" }));
  });
}

/** Whether a message comes from the top document of our own window, served from our own origin. */
export function isFromWindow(event: IpcMainEvent, contents: WebContents): boolean {
  const frame = event.senderFrame;
  return (
    event.sender === contents && frame !== null && frame.parent === null && frame.origin === windowOrigin
  );
}

function isOurs(url: string): boolean {
  return url === windowOrigin || url.startsWith(`${windowOrigin}/`);
}
