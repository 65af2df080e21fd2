import { ipcMain, type IpcMainEvent, type MessagePortMain, type WebContents } from "electron";
import { portRequest } from "#shared/contract/window-door.ts";
import type { BridgeServer } from "../bridge/router-serving.ts";
import { isFromWindow } from "./security.ts";

/**
 * Serves the bridge on the port that the window's preload sends, one for each load of the window: a new port takes the
 * place of the one before, whose streams end. Disposed, another bridge may be served in its place.
 */
export function servePorts(contents: WebContents, bridge: BridgeServer): Disposable {
  let current: MessagePortMain | null = null;
  const serve = (event: IpcMainEvent) => {
    const [port] = event.ports;
    if (!port) return;
    if (!isFromWindow(event, contents)) return port.close();
    current?.close();
    current = port;
    bridge.servePort(port);
    port.start();
  };
  ipcMain.on(portRequest, serve);
  return {
    [Symbol.dispose]() {
      ipcMain.off(portRequest, serve);
      current?.close();
    },
  };
}
