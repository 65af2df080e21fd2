/**
 * A stand-in for the `electron` module, so that the real main and the real sandboxed preload run on plain Node with a page
 * of Chromium as their window. What it does not emulate it refuses, by throwing. It does not cover the system's key ring,
 * dialogs and permissions, how menus, trays and notifications look, what the roles of menus do, nor the sandbox itself.
 */
import { app } from "./app.ts";
import { BrowserWindow } from "./browser-window.ts";
import { ipcMain } from "./ipc-main.ts";
import { Menu, MenuItem } from "./menu.ts";
import {
  crashReporter,
  dialog,
  nativeImage,
  nativeTheme,
  powerMonitor,
  safeStorage,
  screen,
  shell,
} from "./native.ts";
import { Notification } from "./notification.ts";
import { protocol, session } from "./session.ts";
import { missing } from "./strict.ts";
import { Tray } from "./tray.ts";
import { utilityProcess } from "./utility-process.ts";

export {
  app,
  BrowserWindow,
  crashReporter,
  dialog,
  ipcMain,
  Menu,
  MenuItem,
  nativeImage,
  nativeTheme,
  Notification,
  powerMonitor,
  protocol,
  safeStorage,
  screen,
  session,
  shell,
  Tray,
  utilityProcess,
};
export const contextBridge = missing("contextBridge (in main)");
export const ipcRenderer = missing("ipcRenderer (in main)");
export const webUtils = missing("webUtils (in main)");
export const net = missing("net");
export const autoUpdater = missing("autoUpdater");
