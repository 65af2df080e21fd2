import { appendFile, mkdir, readFile, rm, truncate, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { crc32 } from "node:zlib";
import { afterEach, beforeEach, expect, test } from "vitest";
import type { Damage } from "#shared/contract/recovery.ts";
import { examine } from "#electron/recovery/examination.ts";
import { knownProfile, restore } from "#electron/recovery/restoring.ts";
import { readJournal } from "#electron/sync/journal.ts";
import { requestRecovery } from "#electron/recovery/recovery-request.ts";
import { damageOf } from "#electron/recovery/examination.ts";
import { backUp, contentsOf, deskFolder } from "./desk-folder.ts";

let folder: string;
let deviceId: string;
let tenantId: string;
beforeEach(async () => {
  ({ folder, deviceId, tenantId } = await deskFolder());
});
afterEach(() => rm(folder, { recursive: true, force: true }));

const at = (name: string) => join(folder, name);
const profiles = ["desk.json", "desk.copy.json"];
const garbage = Buffer.from(Array.from({ length: 4000 }, (_, place) => (place * 197 + 13) % 256));

type Harm = (path: string) => Promise<unknown>;
const harms: Readonly<Record<string, Harm>> = {
  empty: (path) => truncate(path, 0),
  truncated: async (path) => truncate(path, Math.floor((await readFile(path)).length / 2)),
  garbage: (path) => writeFile(path, garbage),
  zeros: (path) => writeFile(path, Buffer.alloc(4096)),
  "a folder in its place": async (path) => {
    await rm(path);
    await mkdir(path);
  },
  "of another version": (path) => writeFile(path, '{ "version": 99, "desk": [] }\n'),
};

async function found(): Promise<string[]> {
  return (await examine(folder)).map(({ part, kind, detail }) => `${part} ${kind} ${detail}`.trim());
}

test("a whole desk, and a folder that was never one, have nothing in the way", async () => {
  expect(await found()).toEqual([]);
  expect(await examine(at("never"))).toEqual([]);
});

test.each(Object.entries(harms))(
  "a profile that is %s opens by its copy, and with both harmed is restored from the journal",
  async (_name, harm) => {
    await harm(at("desk.json"));
    expect(await found()).toEqual([]);
    await harm(at("desk.copy.json"));
    expect(await found()).toEqual(["profile damaged desk.json"]);
    const before = await contentsOf(folder);

    await restored("journal");

    expect(await found()).toEqual([]);
    expect(await knownProfile(folder, "x")).toMatchObject({ deviceId, dealership: { tenantId } });
    await expectNothingLost(before);
  },
);

test("a profile that is gone while its journal is there is missed", async () => {
  for (const name of profiles) await rm(at(name));
  expect(await found()).toEqual(["profile missing desk.json"]);
  await restored("journal");
  expect(await knownProfile(folder, "x")).toMatchObject({ deviceId, deskName: "Front office" });
});

test.each(["garbage", "zeros", "a folder in its place", "of another version"])(
  "a journal that is %s is told of, and what is whole of it stays",
  async (name) => {
    await harms[name]!(at("journal"));
    const [damage] = await examine(folder);
    expect(damage).toMatchObject({ part: "journal", kind: "damaged" });
    const before = await contentsOf(folder);

    await restored("journal");

    expect(await found()).toEqual([]);
    expect((await knownProfile(folder, "x"))?.deviceId).toBe(deviceId);
    await expectNothingLost(before);
  },
);

test.each(["empty", "truncated"])(
  "a journal that is %s, as a crash leaves one, is in nobody's way",
  async (name) => {
    await harms[name]!(at("journal"));
    expect(await found()).toEqual([]);
  },
);

test("one damaged record costs itself only", async () => {
  const text = await readFile(at("journal"), "utf8");
  await writeFile(at("journal"), text.replace("Nissan", "Nixxan"));
  expect(await found()).toEqual(["journal damaged 1"]);
  await restored("journal");
  expect(await readJournal(at("journal"))).toMatchObject({ changes: 1, damaged: 0, desk: { deviceId } });
});

test("records of a newer version are told of and kept aside", async () => {
  const json = JSON.stringify({ type: "showroom", document: "x" });
  await appendFile(at("journal"), `${crc32(json).toString(16).padStart(8, "0")} ${json}\n`);
  expect(await found()).toEqual(["journal newer 1"]);
  const before = await contentsOf(folder);
  await restored("journal");
  expect(await readJournal(at("journal"))).toMatchObject({ changes: 2, newer: 0 });
  await expectNothingLost(before);
});

test.each(["photos", "imports", "vault", "sync", "blobs", "window"])(
  "a file where the folder %s has to be is moved aside",
  async (name) => {
    await writeFile(at(name), garbage);
    expect(await found()).toEqual([`files damaged ${name}`]);
    const before = await contentsOf(folder);
    await restored("journal");
    expect(await found()).toEqual([]);
    await expectNothingLost(before);
  },
);

test("a key of the wrong size is told of and moved aside", async () => {
  await writeFile(at("secret.key"), "short");
  expect(await found()).toEqual(["key damaged secret.key"]);
  await restored("journal");
  expect(await found()).toEqual([]);
});

test("a folder that is a file is nothing that could be restored into", async () => {
  await writeFile(at("elsewhere"), "x");
  expect(await examine(at("elsewhere"))).toMatchObject([{ part: "folder" }]);
});

test("what a running desk found out is told at the next start, until it was seen to", async () => {
  await requestRecovery(folder, damageOf("replica", "newer", "", "abcd1234"));
  expect(await examine(folder)).toMatchObject([{ part: "replica", kind: "newer", defectId: "abcd1234" }]);
  const before = (await knownProfile(folder, "x"))?.replica;
  await restored("journal");
  expect(await found()).toEqual([]);
  expect((await knownProfile(folder, "x"))?.replica).not.toBe(before);
});

test("a backup gives back its profile and its journal, and what is newer and whole here stays", async () => {
  const name = await backUp(folder);
  const kept = (await readJournal(at("journal"))).changes;
  await writeFile(at("desk.json"), garbage);
  await writeFile(at("desk.copy.json"), garbage);
  await writeFile(at("journal"), garbage);
  const before = await contentsOf(folder);

  await restore({ ...order(await examine(folder)), source: { from: "backup", name } });

  expect(await found()).toEqual([]);
  expect(await knownProfile(folder, "x")).toMatchObject({ deviceId, dealership: { tenantId } });
  expect((await readJournal(at("journal"))).changes).toBe(kept);
  await expectNothingLost(before);
});

test("a backup fills in what is missing, empty or no JSON, and leaves what is whole", async () => {
  await mkdir(at("photos/ab"), { recursive: true });
  await mkdir(at("vault"));
  const names = ["photos/ab/one.json", "photos/ab/two.json", "vault/hub.os.sealed"];
  for (const name of names) await writeFile(at(name), '{"old":1}');
  const name = await backUp(folder);
  await writeFile(at("photos/ab/one.json"), '{"ol');
  await writeFile(at("photos/ab/two.json"), '{"new":2}');
  await rm(at("vault/hub.os.sealed"));

  await restore({ ...order([]), source: { from: "backup", name } });

  const now = await Promise.all(names.map((one) => readFile(at(one), "utf8")));
  expect(now).toEqual(['{"old":1}', '{"new":2}', '{"old":1}']);
});

test("a backup that lacks a file it names changes nothing", async () => {
  const name = await backUp(folder);
  await truncate(join(folder, "backups", name, "data", "journal"), 5);
  const before = await contentsOf(folder);
  const failing = restore({ ...order([]), source: { from: "backup", name } });
  await expect(failing).rejects.toMatchObject({ name: "BackupDamaged" });
  expect(await contentsOf(folder)).toEqual(before);
});

test("pairing again keeps the desk's own id and what waits, and belongs to nobody until then", async () => {
  const before = await contentsOf(folder);
  await restore({ ...order([]), source: { from: "hub" } });
  expect(await knownProfile(folder, "x")).toMatchObject({ deviceId, dealership: null, hubAddress: null });
  expect((await readJournal(at("journal"))).changes).toBe(2);
  await expectNothingLost(before);
});

const order = (damage: readonly Damage[]) => ({ dataFolder: folder, deskName: "x", damage });

async function restored(from: "journal" | "hub"): Promise<void> {
  await restore({ ...order(await examine(folder)), source: { from } });
}

/** Whatever a file held is still somewhere, byte for byte. */
async function expectNothingLost(before: ReadonlyMap<string, string>): Promise<void> {
  const left = new Set((await contentsOf(folder)).values());
  const lost = [...before].filter(([name, text]) => !left.has(text) && name !== "desk.lock");
  expect(lost.map(([name]) => name)).toEqual([]);
}
