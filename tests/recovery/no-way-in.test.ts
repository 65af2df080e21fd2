import { appendFile, chmod, chown, cp, mkdir, mkdtemp, readdir, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import { openProfile } from "#electron/desk/profile.ts";
import type { Diagnostics } from "#electron/diagnostics/diagnostics.ts";
import { type Recovery, startOrRecover } from "#electron/recovery/recovery.ts";
import { restore } from "#electron/recovery/restoring.ts";
import { openJournal } from "#electron/sync/journal.ts";
import { startDesk } from "#tests/main/desks.ts";
import { smallDisk } from "#tests/support/small-disk.ts";
import { contentsOf, deskFolder } from "./desk-folder.ts";

const log = { info() {}, error: () => "abcd1234" };
const nobody = 65_534;
const isRoot = process.getuid?.() === 0;

let folder: string;
beforeEach(async () => {
  ({ folder } = await deskFolder());
});
afterEach(() => rm(folder, { recursive: true, force: true }));

const at = (name: string) => join(folder, name);

/** A desk that stands on its profile and its journal, as every one does first. */
async function open(): Promise<{ changes: number }> {
  const profile = await openProfile({ folder, deskName: "x", log });
  const { deviceId } = profile.get();
  await using journal = await openJournal({ path: at("journal"), deviceId, log });
  return { changes: journal.pending().length };
}

/** Starts the desk; answers with the recovery window that came in its place, and with what came after that. */
async function recoveryOf(): Promise<{ recovery: Recovery; opened: Promise<{ changes: number }> }> {
  const shown = Promise.withResolvers<Recovery>();
  const opened = startOrRecover(
    {
      dataFolder: folder,
      deskName: "x",
      log,
      diagnostics: {} as Diagnostics,
      desktop: null,
      async show(recovery) {
        shown.resolve(recovery);
        return { [Symbol.asyncDispose]: () => Promise.resolve() };
      },
    },
    open,
  );
  const recovery = await Promise.race([shown.promise, opened]);
  if (!("state" in recovery)) throw new Error("Nothing was in the way");
  return { recovery, opened };
}

/** Lives as somebody to whom permissions mean something, which they do not to root. */
async function asOwner<T>(act: () => Promise<T>): Promise<T> {
  if (!isRoot) return act();
  for (const name of ["", ...(await readdir(folder, { recursive: true }))])
    await chown(at(name), nobody, nobody);
  process.seteuid?.(nobody);
  try {
    return await act();
  } finally {
    process.seteuid?.(0);
  }
}

test.runIf(process.getuid).each([
  ["desk.json", 0o600, "profile unreadable desk.json"],
  ["desk.copy.json", 0o600, "profile unreadable desk.copy.json"],
  ["journal", 0o600, "journal unreadable journal"],
  ["photos", 0o700, "files unreadable photos"],
  ["vault", 0o700, "files unreadable vault"],
  ["", 0o700, "folder notWritable"],
])("without the right to “%s” a desk says so, and with it opens as it was", async (name, right, damage) => {
  for (const own of ["photos", "vault"]) await mkdir(at(own), { mode: 0o700 });
  await writeFile(at("vault/hub.os.sealed"), "sealed");
  const before = await contentsOf(folder);
  await asOwner(async () => {
    await chmod(at(name), name === "" ? 0o500 : 0);
    const { recovery, opened } = await recoveryOf();
    const state = recovery.state.get();
    expect(state.damage.map(({ part, kind, detail }) => `${part} ${kind} ${detail}`.trim())).toEqual([
      damage,
    ]);
    expect(state).toMatchObject({ phase: "damaged", canRestore: false });
    await chmod(at(name), right);
    await recovery.retry();
    expect((await opened).changes).toBe(2);
  });
  expect(await contentsOf(folder)).toEqual(before);
});

test("on a full disk a desk says so, restores nothing half, and opens as it was once there is room", async ({
  skip,
}) => {
  await using disk = await smallDisk(`${folder}-disk`, "300k");
  skip(!disk, "no disk can be mounted here");
  if (!disk) return;
  await cp(folder, disk.folder, { recursive: true });
  folder = disk.folder;
  await fill(at("of-somebody-else"));
  const before = await contentsOf(folder);

  const { recovery, opened } = await recoveryOf();
  expect(recovery.state.get().damage).toMatchObject([{ part: "folder", kind: "diskFull" }]);
  expect(recovery.state.get().canRestore).toBe(false);
  const order = { dataFolder: folder, deskName: "x", damage: [], source: { from: "hub" } } as const;
  await expect(restore(order)).rejects.toMatchObject({ code: "ENOSPC" });
  await rm(at("desk.lock"), { force: true });
  expect(await contentsOf(folder)).toEqual(before);

  await rm(at("of-somebody-else"));
  await recovery.retry();
  expect((await opened).changes).toBe(2);
});

/** Takes what the disk has left. */
async function fill(path: string): Promise<void> {
  for (;;)
    try {
      await appendFile(path, Buffer.alloc(4096));
    } catch {
      return;
    }
}

test("a first run without room for a hub says so, and begins once there is some", async ({ skip }) => {
  await using disk = await smallDisk(`${folder}-disk`, "20m");
  skip(!disk, "no disk can be mounted here");
  if (!disk) return;
  await using desk = await startDesk({ folder: await mkdtemp(join(disk.folder, "desk-")) });
  const begin = () => desk.window.desk.begin({ start: "empty", deskName: "Front office" });
  await expect(begin()).rejects.toMatchObject({ code: "diskFull" });
  expect(desk.services.ownHub.trouble.get()).toBe("diskFull");
  await disk.resize("200m");
  expect((await begin()).dealership).not.toBeNull();
});
