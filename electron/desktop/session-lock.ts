import { powerMonitor } from "electron";
import type { DeskLock } from "../lock/desk-lock.ts";

/** Locks the desk with the computer: when its screen is locked or another user takes over. Electron hears neither on Linux. */
export function lockWithSession(lock: Pick<DeskLock, "lockNow">): void {
  powerMonitor.on("lock-screen", () => lock.lockNow());
  powerMonitor.on("user-did-resign-active", () => lock.lockNow());
}
