import type { Locator } from "@playwright/test";
import type { RunningApp } from "./hosts/host.ts";

/** Drags files or folders of this computer from outside onto a part of the window, as the system would. */
export async function dropFiles(app: RunningApp, target: Locator, paths: readonly string[]): Promise<void> {
  await app.expectFiles(paths);
  await target.scrollIntoViewIfNeeded();
  const box = await target.boundingBox();
  if (!box) throw new Error("What files are to be dropped on is not visible");
  const cdp = await app.window.context().newCDPSession(app.window);
  const at = { x: box.x + box.width / 2, y: box.y + box.height / 2 };
  const data = { items: [], files: [...paths], dragOperationsMask: 1 };
  for (const type of ["dragEnter", "dragOver", "drop"] as const)
    await cdp.send("Input.dispatchDragEvent", { type, ...at, data });
  await cdp.detach();
}
