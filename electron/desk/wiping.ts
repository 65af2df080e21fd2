import { readdir, rm } from "node:fs/promises";
import { existsSync } from "node:fs";
import { join } from "node:path";
import { writeDurably } from "./durable-file.ts";

const orderOf = (dataFolder: string) => join(dataFolder, "wipe.json");

/** Nothing of the dealership is in these: the app's own logs and place on the screen, and what lets a browser's page in again. */
const kept = new Set(["logs", "window", "browser-host.key", "browser-host.sessions"]);

/** Has the next start delete everything of the dealership: nothing may have its files open then. */
export async function orderWipe(dataFolder: string): Promise<void> {
  await writeDurably(orderOf(dataFolder), "{}");
}

/** Deletes what was ordered to be, the order last: a wipe that was cut off is finished by the next start. */
export async function wipeWhereOrdered(dataFolder: string): Promise<void> {
  const order = orderOf(dataFolder);
  if (!existsSync(order)) return;
  for (const name of await readdir(dataFolder))
    if (!kept.has(name) && !name.startsWith("Singleton") && join(dataFolder, name) !== order)
      await rm(join(dataFolder, name), { recursive: true, force: true, maxRetries: 5 });
  await rm(order, { force: true });
}
