import { EventEmitter } from "node:events";
import { strict } from "./strict.ts";

/** Only messages are emulated; the product has no `ipcMain.handle`. */
export const ipcMain = strict("ipcMain", new EventEmitter());
