import { spawn } from "node:child_process";
import { randomUUID } from "node:crypto";
import { mkdtemp, readdir, readFile, rm, stat, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { text } from "node:stream/consumers";
import { fileURLToPath } from "node:url";
import { ORPCError } from "@orpc/client";
import { afterAll, beforeAll, expect, test, vi } from "vitest";
import type { JournalEntry } from "#shared/contract/bridge.ts";
import type { ExportState, RestoreState } from "#shared/contract/export-file.ts";
import { type CollectionName, collections, type Envelope } from "#shared/model/envelope.ts";
import type { PhotoFile } from "#shared/model/photo.ts";
import { standardShotList } from "#shared/model/shot-list.ts";
import { shotListIdOf, takenOverIds } from "#shared/rules/derived-ids.ts";
import { createClock } from "#shared/rules/hybrid-logical-clock.ts";
import { changed, created } from "#shared/rules/stamping.ts";
import { type ExportVisitor, readExport } from "#electron/export-file/read-export.ts";
import { openFile } from "#electron/export-file/sealed-file.ts";
import { sampleLot } from "#electron/sample/sample-lot.ts";
import { workUnderWay } from "#electron/updater/work-under-way.ts";
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

const passphrase = "tres autos azules";
const cars = sampleLot({ today: "2026-11-21", currency: "MXN" });
const newCar = (which: number): Envelope => created("vehicle", randomUUID(), { ...cars[which]!.vehicle });

let folder: string;
let owner: TestDesk;
let beside: TestDesk;
/** What the owner's desk has in all: what its hub has, and what waits for it. */
let expected: Record<string, string>;
let photos: PhotoFile[];

const codeOf = (act: Promise<unknown>) =>
  act.then(
    () => "no error",
    (error: unknown) => (error instanceof ORPCError ? error.code : error),
  );
const ended = ({ phase }: { phase: string }) => phase === "done" || phase === "failed";

/** Exports as the window does, and puts what a browser would have downloaded into a file. */
async function exported(desk: TestDesk, name: string): Promise<{ path: string; state: ExportState }> {
  expect(await desk.window.exportFile.begin({ passphrase })).toEqual({ begun: true });
  const state = await until(desk.window.exportFile.state(), ended);
  const path = join(folder, name);
  if (state.phase === "done") {
    const answer = await fetch(`http://127.0.0.1:${desk.host.port}${state.download}`);
    await writeFile(path, Buffer.from(await answer.arrayBuffer()));
  }
  return { path, state };
}

const restoreOf = (desk: TestDesk, passes: (state: RestoreState) => boolean) =>
  until(desk.window.restoring.state(), passes);

async function restored(desk: TestDesk, path: string): Promise<RestoreState> {
  await desk.window.restoring.open({ path, passphrase });
  await desk.window.restoring.begin({ deskName: "Nuevo" });
  return restoreOf(desk, ended);
}

async function everythingAt(desk: TestDesk): Promise<JournalEntry[]> {
  const found: JournalEntry[] = [];
  for (const collection of collections)
    for (const document of await pull(desk, collection)) found.push({ collection, document });
  return found;
}

async function blobsOf(desk: TestDesk): Promise<string[]> {
  const found: string[] = [];
  for await (const sha256 of desk.services.photos.blobs.hashes()) found.push(sha256);
  return found;
}

/** Of a file, or of all files in a folder. */
async function textIn(path: string): Promise<string> {
  if ((await stat(path)).isFile()) return readFile(path, "utf8");
  const names = await readdir(path);
  return (await Promise.all(names.map((name) => textIn(join(path, name))))).join("");
}

/** Answers what it said before it ended, or ended itself as a kill does. */
async function runRestorer(args: readonly string[]): Promise<string[]> {
  const child = spawn(process.execPath, [...briefly, await programFile("restorer"), ...args], {
    stdio: ["ignore", "pipe", "inherit"],
  });
  endWithThis(child);
  const said = await text(child.stdout);
  return said.split("\n").slice(0, -1);
}

/** The same with the ids that a dealership of its own has of what it has one of. */
function atDealership(documents: Record<string, string>, from: string, to: string) {
  const ids = takenOverIds(from, to);
  const isHouse = (key: string) => [...ids].flat().some((id) => key === `settings/${id}`);
  return {
    others: Object.fromEntries(Object.entries(documents).filter(([key]) => !isHouse(key))),
    house: Object.keys(documents).filter(isHouse).length,
  };
}

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "autosell-export-"));
  [owner, beside] = await Promise.all([startDesk(), startDesk()]);
  await owner.window.desk.begin({ start: "empty", deskName: "Lote Norte" });
  await statusOf(owner, online);
  await beside.window.desk.join({ ...(await codeAt(owner)), deskName: "Fotos" });
  await statusOf(beside, online);
  const tenantId = await tenantOf(owner);
  const { deviceId } = await owner.window.desk.describe();
  const [first, second, binned, waiting] = [newCar(0), newCar(1), newCar(2), newCar(3)];
  binned.data["deletedAt"] = "2026-11-20T10:00:00.000Z";
  const createdAt = "2026-01-01T00:00:00.000Z";
  const written: [CollectionName, Envelope][] = [
    ["vehicles", first],
    ["vehicles", second],
    ["vehicles", binned],
    ["deals", created("vehicle-cost", first.id, data({ purchase: null, lines: {} }))],
    ["activity", created("change", randomUUID(), data({ vehicleId: first.id, changes: [] }))],
    ["activity", created("cost-change", randomUUID(), data({ vehicleId: first.id, changes: [] }))],
    [
      "settings",
      created(
        "dealership",
        tenantId,
        data({ name: "Norte", currency: "MXN", distanceUnit: "km", createdAt }),
      ),
    ],
    ["settings", created("shot-list", shotListIdOf(tenantId), data(standardShotList))],
    ["settings", created("desk", deviceId, data({ deviceId, name: "Lote Norte", joinedAt: createdAt }))],
  ];
  for (const [collection, document] of written) await push(owner, collection, document);
  photos = [
    await importPhoto(owner, first.id, await pictureFile(folder, 1)),
    await importPhoto(beside, second.id, await pictureFile(folder, 2)),
  ];
  const later = changed(second, data({ ...second.data, location: "Patio" }), createClock(deviceId).now());
  await owner.window.journal.append({
    entries: [later, waiting].map((document) => ({ collection: "vehicles", document })),
  });
  expected = {
    ...(await documentsAt(owner)),
    [`vehicles/${second.id}`]: contentOf(later),
    [`vehicles/${waiting.id}`]: contentOf(waiting),
  };
}, 180_000);
afterAll(async () => {
  for (const desk of [beside, owner]) await desk?.[Symbol.asyncDispose]();
  await rm(folder, { recursive: true, force: true });
}, 60_000);

test("a new desk has all that was exported: every document, unsent ones too, and every photo file", async () => {
  const { path, state } = await exported(owner, "all.autosell");
  expect(state).toMatchObject({ phase: "done", cars: 3, photos: 2, absentPhotos: 0 });
  expect((await stat(path)).size).toBe((state as Extract<ExportState, { phase: "done" }>).bytes);
  const bytes = await readFile(path, "latin1");
  for (const secret of ["Norte", "vehicle-cost", passphrase]) expect(bytes).not.toContain(secret);

  await using fresh = await startDesk();
  expect(await fresh.window.restoring.open({ path, passphrase })).toMatchObject({
    dealership: "Norte",
    deskName: "Lote Norte",
    cars: 3,
    photos: 2,
  });
  expect(await restored(fresh, path)).toEqual({ phase: "done", cars: 3, photos: 2, absentPhotos: 0 });
  await statusOf(fresh, online);
  const [from, to] = [await tenantOf(owner), await tenantOf(fresh)];
  expect(to).not.toBe(from);
  expect(atDealership(await documentsAt(fresh), from, to)).toEqual(atDealership(expected, from, to));
  await statusOf(fresh, ({ photosWaiting }) => photosWaiting === 0);
  for (const sha256 of photos.flatMap(filesOfPhoto))
    expect(await sha256Of(fresh.services.photos.blobs.path(sha256))).toBe(sha256);
  expect(await readdir(fresh.folder)).not.toContain("restoring");
  expect((await fresh.window.desk.describe()).role).toBe("owner");
  expect(await codeOf(fresh.window.restoring.open({ path, passphrase }))).toBe("alreadyBegun");

  await using third = await startDesk();
  await third.window.desk.join({ ...(await codeAt(fresh)), deskName: "Otro" });
  await statusOf(third, online);
}, 180_000);

/** What is in a file, by collection and id, as the hash of its content. */
async function documentsIn(path: string): Promise<Record<string, string>> {
  const found: Record<string, string> = {};
  const visitor: ExportVisitor = {
    async documents(entries) {
      for (const { collection, document } of entries)
        found[`${collection}/${document.id}`] = contentOf(document);
    },
    held: async () => {},
    async file(_sha256, bytes) {
      for await (const chunk of bytes) void chunk;
      return async () => {};
    },
  };
  const signal = AbortSignal.timeout(60_000);
  await readExport(await openFile(path, passphrase), visitor, () => {}, signal);
  return found;
}

test("a desk of another's hub exports what its person sees, with what it has not sent and photos that only the hub has", async () => {
  const waiting = newCar(4);
  await beside.window.journal.append({ entries: [{ collection: "vehicles", document: waiting }] });
  const { path, state } = await exported(beside, "beside.autosell");
  expect(state).toMatchObject({ phase: "done", photos: 2, absentPhotos: 0 });
  const found = await documentsIn(path);
  expect(found[`vehicles/${waiting.id}`]).toBe(contentOf(waiting));
  const atHub = await documentsAt(owner);
  expect(found).toMatchObject(atHub);

  await using seller = await startDesk();
  const { code } = await owner.window.people.invite({ name: "Vera", role: "sales" });
  await seller.window.desk.join({ address: (await codeAt(owner)).address, code, deskName: "Ventas" });
  await statusOf(seller, online);
  const seen = Object.keys(await documentsIn((await exported(seller, "seller.autosell")).path));
  expect(seen.filter((key) => key.startsWith("vehicles/")).length).toBeGreaterThan(0);
  expect(seen.some((key) => key.startsWith("deals/"))).toBe(false);
  expect(seen.length).toBe(Object.keys(await documentsAt(seller)).length);
}, 120_000);

test("without its hub it exports what its window has, and names the photos that are not here", async () => {
  const entries = await everythingAt(owner);
  const startOwner = await owner.close();
  await statusOf(beside, ({ connection }) => connection === "offline");
  const held = filesOfPhoto(photos[0]!);
  for (const sha256 of held) await beside.services.photos.blobs.remove(sha256);
  await beside.window.exportFile.begin({ passphrase });
  await until(beside.window.exportFile.state(), (state) => state.phase === "working" && state.wantsDocuments);
  for (const entry of entries) await beside.window.exportFile.hand({ entries: [entry], isLast: false });
  await beside.window.exportFile.hand({ entries: [], isLast: true });
  const state = await until(beside.window.exportFile.state(), ended);
  expect(state).toMatchObject({ phase: "done", photos: 2, absentPhotos: 1 });
  const path = join(folder, "offline.autosell");
  const { download } = state as Extract<ExportState, { phase: "done" }>;
  const answer = await fetch(`http://127.0.0.1:${beside.host.port}${download}`);
  await writeFile(path, Buffer.from(await answer.arrayBuffer()));
  const given = entries.map(({ collection, document }) => `${collection}/${document.id}`);
  const pending = (await beside.window.journal.pending()).entries;
  const waiting = pending.map(({ collection, document }) => `${collection}/${document.id}`);
  expect(new Set(Object.keys(await documentsIn(path)))).toEqual(new Set([...given, ...waiting]));

  await using fresh = await startDesk();
  expect(await restored(fresh, path)).toMatchObject({ phase: "done", photos: 2, absentPhotos: 1 });
  await statusOf(fresh, online);
  // What nobody has to bring does not wait for ever.
  await statusOf(fresh, ({ photosWaiting }) => photosWaiting === 0);
  owner = await startOwner();
  await statusOf(owner, online);
}, 120_000);

test("an export that is called off or has no room leaves nothing, and a second one waits for the first", async () => {
  const leftOf = async () => {
    const names = await readdir(join(owner.folder, "exporting"), { recursive: true }).catch(() => []);
    return names.filter((name) => name !== "download");
  };
  await owner.window.exportFile.begin({ passphrase });
  expect(await codeOf(owner.window.exportFile.begin({ passphrase }))).toBe("notNow");
  expect(workUnderWay(owner.services)).toContain("exportEverything");
  await owner.window.exportFile.cancel();
  expect(await until(owner.window.exportFile.state(), () => true)).toEqual({ phase: "none" });
  expect(await leftOf()).toEqual([]);
  vi.spyOn(owner.services.photos.blobs, "size").mockResolvedValue(Number.MAX_SAFE_INTEGER);
  expect((await exported(owner, "full.autosell")).state).toEqual({ phase: "failed", problem: "diskFull" });
  vi.restoreAllMocks();
  expect(await leftOf()).toEqual([]);
  expect(await codeOf(owner.window.exportFile.begin({ passphrase: "corta" }))).toBe("BAD_REQUEST");
}, 60_000);

test("says what is wrong with a file, and a restore that fails or is called off leaves nothing", async () => {
  const { path } = await exported(owner, "sound.autosell");
  await using fresh = await startDesk();
  const open = (file: string, given = passphrase) =>
    codeOf(fresh.window.restoring.open({ path: file, passphrase: given }));
  expect(await open(path, "cuatro autos rojos")).toBe("wrongPassphrase");
  expect(await open(join(folder, "gone.autosell"))).toBe("notReadable");
  expect(await open(fileURLToPath(import.meta.url))).toBe("notAnExport");
  const bytes = await readFile(path);
  const [short, damaged] = [join(folder, "short.autosell"), join(folder, "damaged.autosell")];
  await writeFile(short, bytes.subarray(0, -1));
  expect(await open(short)).toBe("cutOff");

  const empty = await blobsOf(fresh);
  await writeFile(damaged, bytes);
  await fresh.window.restoring.open({ path: damaged, passphrase });
  bytes[bytes.length - 20]! ^= 1;
  await writeFile(damaged, bytes);
  await fresh.window.restoring.begin({ deskName: "Nuevo" });
  expect(await restoreOf(fresh, ended)).toEqual({ phase: "failed", step: "reading", problem: "damaged" });

  const full = Object.assign(new Error("no space"), { code: "ENOSPC" });
  vi.spyOn(fresh.services.photos.blobs, "adopt").mockRejectedValue(full);
  await fresh.window.restoring.cancel();
  expect(await restored(fresh, path)).toEqual({ phase: "failed", step: "reading", problem: "diskFull" });
  vi.restoreAllMocks();
  await fresh.window.restoring.cancel();

  await fresh.window.restoring.open({ path, passphrase });
  await fresh.window.restoring.begin({ deskName: "Nuevo" });
  await fresh.window.restoring.cancel();
  expect(await blobsOf(fresh)).toEqual(empty);
  expect(await readdir(fresh.folder)).not.toContain("restoring");
  expect((await fresh.window.desk.describe()).dealership).toBeNull();
  for (const name of ["desk.json", "logs"])
    expect(await textIn(join(fresh.folder, name))).not.toContain(passphrase);
  expect(await textIn(join(owner.folder, "logs"))).not.toContain(passphrase);
}, 60_000);

test("a restore that is killed while it reads begins again, and one that is killed while it fills goes on", async () => {
  const { path } = await exported(owner, "killed.autosell");
  const home = join(folder, "killed");
  const hubPort = await freePort();
  const args = [home, String(hubPort), path, passphrase];
  expect(await runRestorer([...args, "reading"])).toEqual(["none"]);
  expect(await runRestorer([...args, "filling"])).toEqual(["none"]);
  expect(await runRestorer([...args, "never"])).toEqual(["filling", "done"]);
  await using desk = await startDesk({ folder: home, hubPort });
  await statusOf(desk, online);
  const [from, to] = [await tenantOf(owner), await tenantOf(desk)];
  const lot = { ...expected, ...(await documentsAt(owner)) };
  for (const { collection, document } of (await owner.window.journal.pending()).entries)
    lot[`${collection}/${document.id}`] = contentOf(document);
  expect(atDealership(await documentsAt(desk), from, to)).toEqual(atDealership(lot, from, to));
  for (const sha256 of photos.flatMap(filesOfPhoto))
    expect(await sha256Of(desk.services.photos.blobs.path(sha256))).toBe(sha256);
}, 120_000);
