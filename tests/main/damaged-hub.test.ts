import { readdir, readFile, truncate, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { expect, test } from "vitest";
import { restarted, startDesk, type TestDesk, until } from "./desks.ts";

/** What to cut of the database that a hub left, and how much is left of it. */
const damages = [
  { what: "its control file", folder: "global", name: /^pg_control$/, left: 0 },
  { what: "its write-ahead log", folder: "pg_wal", name: /^[0-9A-F]{24}$/, left: 100 },
];

test.each(damages)(
  "a desk whose hub lost $what says so, goes on by itself, and is online when that is back",
  async ({ folder, name, left }) => {
    let desk = await startDesk();
    await desk.window.desk.begin({ start: "empty", deskName: "Mostrador" });
    await reached(desk, "online", null);
    const start = await desk.close();
    const whole = await cut(await filesOf(desk.folder, folder, name), left);

    desk = await start();
    await reached(desk, "offline", "ownHubDown");
    expect(await desk.window.desk.describe()).toMatchObject({ deskName: "Mostrador" });

    for (const [path, contents] of whole) await writeFile(path, contents);
    desk = await restarted(desk);
    await reached(desk, "online", null);
    await desk[Symbol.asyncDispose]();
  },
  120_000,
);

async function reached(desk: TestDesk, connection: string, reason: string | null): Promise<void> {
  await until(desk.window.sync.status(), (now) => now.connection === connection && now.reason === reason);
}

async function filesOf(dataFolder: string, folder: string, name: RegExp): Promise<string[]> {
  const entries = await readdir(join(dataFolder, "hub"), { recursive: true, withFileTypes: true });
  return entries
    .filter((entry) => entry.isFile() && name.test(entry.name) && entry.parentPath.endsWith(folder))
    .map((entry) => join(entry.parentPath, entry.name));
}

/** What was in them before. */
async function cut(paths: readonly string[], left: number): Promise<Map<string, Buffer>> {
  expect(paths).not.toEqual([]);
  const whole = new Map<string, Buffer>();
  for (const path of paths) {
    whole.set(path, await readFile(path));
    await truncate(path, left);
  }
  return whole;
}
