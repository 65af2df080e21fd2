import { type BrowserWindow, Notification } from "electron";
import type { DesktopNotice, Lead } from "#shared/contract/desktop.ts";

/** A notification that nothing refers to is collected and its click goes nowhere; older ones than these may. */
const mostKept = 20;

/** Notifications of the system's own, for a person who is not looking at the window. */
export function createNotices(options: {
  window: () => BrowserWindow | null;
  onClick: (lead: Lead | null) => void;
}) {
  const kept: Notification[] = [];
  return {
    /** Whether it was shown. */
    show({ title, body, lead }: DesktopNotice): boolean {
      if (isInFront(options.window()) || !Notification.isSupported()) return false;
      const notification = new Notification({ title, body });
      notification.on("click", () => options.onClick(lead));
      notification.show();
      kept.push(notification);
      kept.splice(0, kept.length - mostKept);
      return true;
    },
  };
}

function isInFront(window: BrowserWindow | null): boolean {
  return window !== null && window.isVisible() && window.isFocused();
}
