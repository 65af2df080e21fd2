import { spawn } from "node:child_process";
import { randomUUID } from "node:crypto";
import { mkdtemp, readdir, readFile, rename, rm, truncate, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { text } from "node:stream/consumers";
import { expect, test } from "vitest";
import type { JournalEntry } from "#shared/contract/bridge.ts";
import { collections } from "#shared/model/envelope.ts";
import { created } from "#shared/rules/stamping.ts";
import { openDatabase } from "#server/db/database.ts";
import { sampleLot } from "#electron/sample/sample-lot.ts";
import { sha256Of } from "#tests/photos/photo-desk.ts";
import { freePort } from "#tests/support/ports.ts";
import { briefly, endWithThis } from "#tests/support/processes.ts";
import { programFile } from "#tests/support/programs.ts";
import { startDesk, type TestDesk, until } from "./desks.ts";
import {
  codeAt,
  contentOf,
  data,
  documentsAt,
  filesOfPhoto,
  importPhoto,
  online,
  pictureFile,
  pull,
  push,
  statusOf,
  tenantOf,
} from "./moving-lot.ts";

/** What may become of the database that a hub left; the answer of each makes it whole again. */
const damages = [
  { what: "its control file", spoil: (home: string) => cut(home, "global", /^pg_control$/, 0) },
  { what: "its write-ahead log", spoil: (home: string) => cut(home, "pg_wal", /^[0-9A-F]{24}$/, 100) },
  { what: "all of its database", spoil: takeAway },
  { what: "its list of dealerships", spoil: (home: string) => garble(home, "tenants") },
  // This one opens: only who asks about a desk finds it out.
  { what: "its list of desks", spoil: (home: string) => garble(home, "devices") },
];

test.each(damages)(
  "a desk whose hub lost $what says so, goes on by itself, and is online when that is back",
  async ({ spoil }) => {
    let desk = await startDesk();
    await desk.window.desk.begin({ start: "empty", deskName: "Mostrador" });
    await reached(desk, "online", null);
    const start = await desk.close();
    const mend = await spoil(desk.folder);

    desk = await start();
    await reached(desk, "offline", "ownHubDown");
    await until(desk.window.ownHub.state(), ({ trouble }) => trouble === "damaged");
    expect(await desk.window.desk.describe()).toMatchObject({ deskName: "Mostrador" });
    const elsewhere = { address: "http://127.0.0.1:9", code: "ABCD-EFGH" };
    await expect(desk.window.moving.begin(elsewhere)).rejects.toMatchObject({ code: "ownHubDown" });

    const startAgain = await desk.close();
    await mend();
    desk = await startAgain();
    await reached(desk, "online", null);
    await desk[Symbol.asyncDispose]();
  },
  120_000,
);

async function reached(desk: TestDesk, connection: string, reason: string | null): Promise<void> {
  await until(desk.window.sync.status(), (now) => now.connection === connection && now.reason === reason);
}

async function cut(dataFolder: string, folder: string, name: RegExp, left: number) {
  const entries = await readdir(join(dataFolder, "hub"), { recursive: true, withFileTypes: true });
  const paths = entries
    .filter((entry) => entry.isFile() && name.test(entry.name) && entry.parentPath.endsWith(folder))
    .map((entry) => join(entry.parentPath, entry.name));
  expect(paths).not.toEqual([]);
  const whole = new Map<string, Buffer>();
  for (const path of paths) {
    whole.set(path, await readFile(path));
    await truncate(path, left);
  }
  return async () => {
    for (const [path, contents] of whole) await writeFile(path, contents);
  };
}

/** Overwrites what a table has on the disk, as a disk does that fails. */
async function garble(dataFolder: string, table: string) {
  const home = join(dataFolder, "hub");
  const database = await openDatabase({ databaseUrl: null, dataFolder: home, onError: () => {} });
  const { rows } = await database.inSnapshot((client) =>
    client.query<{ path: string }>("SELECT pg_relation_filepath($1::regclass) AS path", [table]),
  );
  await database[Symbol.asyncDispose]();
  const path = join(home, "database", rows[0]!.path);
  const whole = await readFile(path);
  await writeFile(path, Buffer.alloc(whole.length, 0xa5));
  return () => writeFile(path, whole);
}

async function takeAway(dataFolder: string) {
  const [place, elsewhere] = [join(dataFolder, "hub", "database"), join(dataFolder, "database")];
  await rename(place, elsewhere);
  return async () => {
    await rm(place, { recursive: true });
    await rename(elsewhere, place);
  };
}

const [lotCar, ...others] = sampleLot({ today: "2026-11-21", currency: "MXN" });
const newCar = (vehicle = lotCar!.vehicle) => created("vehicle", randomUUID(), { ...vehicle });

/** Where it kills itself, run after run: in the midst of each step, and in the end nowhere. */
const kills = ["gathering", "decided", "found", "takeFiles", "nowhere"];

async function runBeginner(args: readonly string[]): Promise<string[]> {
  const child = spawn(process.execPath, [...briefly, await programFile("hub-beginner"), ...args], {
    stdio: ["ignore", "pipe", "inherit"],
  });
  endWithThis(child);
  const said = await text(child.stdout);
  return said.split("\n").slice(0, -1);
}

test("a new hub that is killed at every step has all of this desk and every photo file, and the rest from another desk that pairs again", async () => {
  const folder = await mkdtemp(join(tmpdir(), "autosell-new-hub-"));
  const [home, hubPort] = [join(folder, "desk"), await freePort()];
  const owner = await startDesk({ folder: home, hubPort });
  await owner.window.desk.begin({ start: "empty", deskName: "Mostrador" });
  await statusOf(owner, online);
  await using other = await startDesk();
  await other.window.desk.join({ ...(await codeAt(owner)), deskName: "Patio" });
  await statusOf(other, online);
  const tenantId = await tenantOf(owner);
  const { person } = await owner.window.desk.describe();

  const [car, theirs, unseen, waiting] = [lotCar!, ...others]
    .slice(0, 4)
    .map(({ vehicle }) => newCar(vehicle));
  await push(owner, "vehicles", car!);
  await push(owner, "deals", created("vehicle-cost", car!.id, data({ purchase: null, lines: {} })));
  await push(owner, "activity", created("change", randomUUID(), data({ vehicleId: car!.id, changes: [] })));
  await push(other, "vehicles", theirs!);
  const photo = await importPhoto(owner, car!.id, await pictureFile(folder, 1));
  const [theirPhoto, spoiled] = [
    await importPhoto(other, theirs!.id, await pictureFile(folder, 2)),
    await importPhoto(other, theirs!.id, await pictureFile(folder, 3)),
  ];
  const entries: JournalEntry[] = [];
  for (const collection of collections)
    for (const document of await pull(owner, collection)) entries.push({ collection, document });
  const documents = join(folder, "documents.json");
  await writeFile(documents, JSON.stringify(entries));
  const before = await documentsAt(owner);
  // From here on this desk hears of nothing any more.
  await push(other, "vehicles", unseen!);
  await owner.window.journal.append({ entries: [{ collection: "vehicles", document: waiting! }] });
  await expect(owner.window.ownHub.begin()).rejects.toMatchObject({ code: "hubStarts" });
  await expect(other.window.ownHub.begin()).rejects.toMatchObject({ code: "notNow" });
  await owner.close();
  await cut(home, "global", /^pg_control$/, 0);
  const file = join(
    home,
    "hub",
    "blobs",
    tenantId,
    spoiled.original.sha256.slice(0, 2),
    spoiled.original.sha256,
  );
  await truncate(file, 1000);

  const said: string[][] = [];
  for (const kill of kills) said.push(await runBeginner([home, String(hubPort), documents, kill]));
  expect(said).toEqual([
    ["none, 1 waiting"],
    ["none, 1 waiting"],
    ["files"],
    ["files"],
    ["files", "1 damaged"],
  ]);

  await using desk = await startDesk({ folder: home, hubPort });
  await statusOf(desk, online);
  expect(await documentsAt(desk)).toEqual({ ...before, [`vehicles/${waiting!.id}`]: contentOf(waiting!) });
  expect(await desk.window.desk.describe()).toMatchObject({ person, role: "owner" });
  const { setAside } = await until(desk.window.ownHub.state(), () => true);
  expect(await readdir(join(setAside!, "database"))).toContain("PG_VERSION");
  const { downloads } = desk.services;
  const fetched = (sha256: string) => downloads.fetch(sha256, AbortSignal.timeout(60_000));
  for (const sha256 of filesOfPhoto(theirPhoto))
    expect(await sha256Of((await fetched(sha256))!)).toBe(sha256);
  expect(await fetched(spoiled.original.sha256)).toBeNull();

  // It had sent all of its own to the damaged hub, and has it still.
  await other.window.sync.retry();
  await statusOf(other, ({ reason }) => reason === "deviceRemoved");
  await other.window.desk.rejoin({ code: (await codeAt(desk)).code });
  await statusOf(other, online);
  await expect.poll(() => fetched(spoiled.original.sha256), { timeout: 30_000 }).not.toBeNull();
  for (const sha256 of filesOfPhoto(photo)) {
    const path = await other.services.downloads.fetch(sha256, AbortSignal.timeout(60_000));
    expect(await sha256Of(path!)).toBe(sha256);
  }
  await rm(folder, { recursive: true, force: true });
}, 300_000);
