import { spawn } from "node:child_process";
import { mkdir, mkdtemp, readdir, readFile, rm, truncate, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { afterEach, beforeEach, expect, test } from "vitest";
import { openStartGuard, RolledBack } from "#electron/updater/start-guard.ts";

const program = fileURLToPath(new URL("./guarded-start.ts", import.meta.url));
let folder: string;
let errors: string[];

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), "autosell-guard-"));
  errors = [];
});
afterEach(() => rm(folder, { recursive: true, force: true }));

const log = {
  info() {},
  error(event: string) {
    errors.push(event);
    return "defect";
  },
};
const open = (version: string) => openStartGuard({ dataFolder: folder, version, log });
const startWell = async (version: string) => (await open(version)).started();

async function write(path: string, text: string): Promise<void> {
  await mkdir(dirname(join(folder, path)), { recursive: true });
  await writeFile(join(folder, path), text);
}
const read = (path: string) => readFile(join(folder, path), "utf8").catch(() => null);
const backups = async (prefix: string) =>
  (await readdir(join(folder, "backups")).catch(() => [])).filter((name) => name.startsWith(prefix)).sort();

const own = {
  "desk.json": "the desk",
  journal: "somebody's work",
  "photos/ab/ab12.json": "a photo's record",
  "imports/1.txt": "an import",
  "vault/hub.os.sealed": "sealed",
  "window.json": "where the window was",
  "window/IndexedDB/log": "the replica",
  "renditions/edited/1.json": "edits",
};
const notCopied = {
  "blobs/ab/ab12": "a photo",
  "hub/database/base": "what other desks wrote too",
  "window/Cache/1": "a cache",
  "renditions/prepared/1.jpg": "made again",
  "logs/main.log": "a line",
};

async function aDesk(): Promise<void> {
  for (const [path, text] of Object.entries({ ...own, ...notCopied })) await write(path, text);
}

/** What a new version may do to a desk before it fails. */
async function spoil(): Promise<void> {
  await write("desk.json", '{"version":2');
  await write("journal", "");
  await rm(join(folder, "photos"), { recursive: true });
  await write("photos-by-day/1", "moved");
  await write("blobs/cd/cd34", "another photo");
}

async function expectAsBefore(): Promise<void> {
  for (const [path, text] of Object.entries({ ...own, ...notCopied }))
    expect([path, await read(path)]).toEqual([path, text]);
  expect(await read("photos-by-day/1")).toBeNull();
  expect(await read("blobs/cd/cd34")).toBe("another photo");
}

test("the first run of all and a start of the same version copy nothing", async () => {
  await startWell("0.1.0");
  await aDesk();
  await startWell("0.1.0");
  expect(await backups("")).toEqual([]);
});

test("before a new version opens anything, what it could spoil is copied, and photos are not", async () => {
  await startWell("0.1.0");
  await aDesk();
  const guard = await open("0.2.0");
  expect(guard).toMatchObject({ withoutBackup: false, rolledBack: null });
  const [name = ""] = await backups("before-");
  for (const [path, text] of Object.entries(own))
    expect(await read(join("backups", name, "data", path))).toBe(text);
  for (const path of Object.keys(notCopied))
    expect(await read(join("backups", name, "data", path))).toBeNull();
});

test("a version that fails to start twice gives the data back, keeps what it made of it, and says so", async () => {
  await startWell("0.1.0");
  await aDesk();
  await open("0.2.0");
  await spoil();
  await open("0.2.0");
  const failure = await open("0.2.0").catch((error: unknown) => error);
  expect(failure).toBeInstanceOf(RolledBack);
  expect(failure).toMatchObject({ version: "0.2.0", former: "0.1.0" });
  await expectAsBefore();
  const [aside = ""] = await backups("set-aside-");
  expect(await read(join("backups", aside, "photos-by-day/1"))).toBe("moved");

  const former = await open("0.1.0");
  expect(former.rolledBack).toMatchObject({ version: "0.2.0" });
  await former.started();
  await expectAsBefore();
});

test("whoever starts it again after that tries it again, from a new backup", async () => {
  await startWell("0.1.0");
  await aDesk();
  await open("0.2.0");
  await open("0.2.0");
  await expect(open("0.2.0")).rejects.toThrow(RolledBack);
  const again = await open("0.2.0");
  await again.started();
  expect((await open("0.2.0")).rolledBack).toBeNull();
});

test("one failed start and one that works is no reason to go back", async () => {
  await startWell("0.1.0");
  await aDesk();
  await open("0.2.0");
  await startWell("0.2.0");
  await spoil();
  await startWell("0.2.0");
  expect(await read("photos-by-day/1")).toBe("moved");
});

test("an app that was closed before its window came has not failed", async () => {
  await startWell("0.1.0");
  await aDesk();
  for (const _ of [1, 2, 3, 4]) await (await open("0.2.0")).left();
  await startWell("0.2.0");
});

test("the version before gets its own data, where the new one never came to a window", async () => {
  await startWell("0.1.0");
  await aDesk();
  await open("0.2.0");
  await spoil();
  await startWell("0.1.0");
  await expectAsBefore();
});

test("a version after a failed one keeps the backup from before both", async () => {
  await startWell("0.1.0");
  await aDesk();
  await open("0.2.0");
  await spoil();
  await open("0.2.1");
  await open("0.2.1");
  await expect(open("0.2.1")).rejects.toMatchObject({ version: "0.2.1", former: "0.1.0" });
  await expectAsBefore();
});

test("three backups are kept", async () => {
  await startWell("0.1.0");
  await aDesk();
  for (const version of ["0.2.0", "0.3.0", "0.4.0", "0.5.0", "0.6.0"]) await startWell(version);
  expect((await backups("before-")).map((name) => name.slice(-5))).toEqual(["0.3.0", "0.4.0", "0.5.0"]);
});

test("without room for a backup the app starts all the same, and says so", async () => {
  await startWell("0.1.0");
  await aDesk();
  // A file where the folder of backups has to be.
  await writeFile(join(folder, "backups"), "");
  const guard = await open("0.2.0");
  expect(guard.withoutBackup).toBe(true);
  expect(errors).toEqual(["no backup could be made before a new version"]);
  await open("0.2.0");
  await (await open("0.2.0")).started();
});

test("a backup that was damaged since is not put back over anything", async () => {
  await startWell("0.1.0");
  await aDesk();
  await open("0.2.0");
  const [name = ""] = await backups("before-");
  await truncate(join(folder, "backups", name, "data", "journal"), 3);
  await write("journal", "somebody's work and more");
  await open("0.2.0");
  await open("0.2.0");
  expect(errors).toEqual(["the backup before a new version cannot be used"]);
  expect(await read("journal")).toBe("somebody's work and more");
});

/** Starts a version in a process of its own, which kills itself before its nth copy or rename; says how it ended. */
function start(version: string, killAt = 0): Promise<string> {
  return new Promise((resolve) => {
    const child = spawn(process.execPath, [program, folder, version, String(killAt)], {
      stdio: ["ignore", "pipe", "inherit"],
    });
    let said = "";
    child.stdout.setEncoding("utf8").on("data", (text: string) => (said += text));
    child.once("close", (_code, signal) => resolve(signal ?? said));
  });
}

const records = 90;

async function aDeskWithPhotos(): Promise<void> {
  await startWell("0.1.0");
  await aDesk();
  for (let record = 0; record < records; record += 1)
    await write(`photos/${record % 9}/${record}.json`, `record ${record}`);
}

test("killed in the middle of a backup, a start leaves nothing that passes for one", async () => {
  await aDeskWithPhotos();
  for (const killAt of [1, 50, records]) {
    expect(await start("0.2.0", killAt)).toBe("SIGKILL");
    expect(await backups("before-")).toEqual([]);
  }
  expect(await start("0.2.0")).toBe("opened");
  expect(await backups("before-")).toHaveLength(1);
  expect(await backups("unfinished-")).toEqual([]);
});

test("killed anywhere in a restoration, the next start ends it", async () => {
  await aDeskWithPhotos();
  for (const _ of [1, 2]) expect(await start("0.2.0")).toBe("opened");
  await spoil();
  // Copies of the backup first, then the swaps of what is in place, one by one.
  for (const killAt of [2, 40, 99, 101, 103, 105])
    expect([killAt, await start("0.2.0", killAt)]).toEqual([killAt, "SIGKILL"]);
  expect(await start("0.2.0")).toBe("RolledBack");
  await expectAsBefore();
  expect(await read("photos/8/89.json")).toBe("record 89");
});
