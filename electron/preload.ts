/** Hands the window one message port to main and the paths of dropped files, and nothing else. Runs sandboxed. */
import { contextBridge, ipcRenderer, webUtils } from "electron";
import { type DesktopAbilities, desktopKey, portAnswer, portRequest } from "#shared/contract/window-door.ts";

/** The few globals of a window that are used here; the room is otherwise typed without the DOM. */
declare const window: {
  readonly location: { readonly origin: string };
  addEventListener(
    type: "message",
    listener: (event: { readonly data: unknown; readonly source: unknown }) => void,
  ): void;
  postMessage(message: string, targetOrigin: string, transfer: readonly unknown[]): void;
};

type WindowFile = Parameters<typeof webUtils.getPathForFile>[0];

const abilities: DesktopAbilities<WindowFile> = { pathOf: (file) => webUtils.getPathForFile(file) };

contextBridge.exposeInMainWorld(desktopKey, abilities);

let handedOver = false;
window.addEventListener("message", ({ data, source }) => {
  if (data !== portRequest || source !== window || handedOver) return;
  handedOver = true;
  const { port1, port2 } = new MessageChannel();
  ipcRenderer.postMessage(portRequest, null, [port2]);
  window.postMessage(portAnswer, window.location.origin, [port1]);
});
