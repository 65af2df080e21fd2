import { randomUUID } from "node:crypto";
import { cp, mkdtemp, readFile, rename, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { ORPCError } from "@orpc/client";
import { afterAll, beforeAll, expect, test } from "vitest";
import type { SyncStatus } from "#shared/contract/bridge.ts";
import type { HeldRow } from "#shared/contract/replication.ts";
import { resumableFrom } from "#electron/sync/blob-upload.ts";
import { type CollectionName, collections, type Envelope } from "#shared/model/envelope.ts";
import type { ImportItem } from "#shared/contract/photo-import.ts";
import type { PhotoFile } from "#shared/model/photo.ts";
import { createClock } from "#shared/rules/hybrid-logical-clock.ts";
import { merge, replacedIn } from "#shared/rules/merge.ts";
import { newPhoto } from "#shared/rules/new-photo.ts";
import { changed, created } from "#shared/rules/stamping.ts";
import { sampleLot } from "#electron/sample/sample-lot.ts";
import { cameraPicture } from "#tests/support/images.ts";
import { sha256Of } from "#tests/photos/photo-desk.ts";
import { advancingWall } from "#tests/support/wall.ts";
import { restarted, startDesk, type TestDesk, until } from "./desks.ts";

const [lotCar] = sampleLot({ today: "2026-11-21", currency: "MXN" });
const newCar = (): Envelope => created("vehicle", randomUUID(), { ...lotCar!.vehicle });
const wall = advancingWall();
const edited = (car: Envelope, data: Partial<Envelope["data"]>, deviceId: string) =>
  changed(car, { ...car.data, ...data } as Envelope["data"], createClock(deviceId, wall).now());

let owner: TestDesk;
let buyer: TestDesk;

beforeAll(async () => {
  [owner, buyer] = await Promise.all([startDesk(), startDesk()]);
}, 120_000);
afterAll(async () => {
  await buyer?.[Symbol.asyncDispose]();
  await owner?.[Symbol.asyncDispose]();
}, 60_000);

const statusOf = (desk: TestDesk, passes: (status: SyncStatus) => boolean) =>
  until(desk.window.sync.status(), passes);
const heldBy = async (desk: TestDesk, passes: (rows: readonly HeldRow[]) => boolean) =>
  (await until(desk.window.journal.held(), ({ rows }) => passes(rows))).rows;
const online = ({ connection }: SyncStatus) => connection === "online";
const journal = (desk: TestDesk, ...documents: Envelope[]) =>
  desk.window.journal.append({
    entries: documents.map((document) => ({ collection: "vehicles", document })),
  });
const push = (
  desk: TestDesk,
  document: unknown,
  assumed: unknown = null,
  collection: CollectionName = "vehicles",
) => desk.window.sync.push({ collection, rows: [{ document, assumed }] });
const pull = (desk: TestDesk, collection: CollectionName = "vehicles") =>
  desk.window.sync.pull({ collection, after: 0, limit: 1000 });
const codeOf = (act: Promise<unknown>) =>
  act.then(
    () => "no error",
    (error: unknown) => (error instanceof ORPCError ? error.code : error),
  );

test("a desk that belongs to nobody says so", async () => {
  expect(await buyer.window.desk.describe()).toMatchObject({
    host: "browser",
    dealership: null,
    deskName: "Test desk",
    fileDialog: "window",
  });
  expect(await buyer.window.desk.hubSharing()).toBeNull();
  expect(await statusOf(buyer, () => true)).toMatchObject({ connection: "offline", reason: "notPaired" });
  expect(await codeOf(pull(buyer))).toBe("signInAgain");
});

test("two who press Start at once make one dealership, with a hub that this desk is paired with", async () => {
  const begin = () => owner.window.desk.begin({ start: "empty", deskName: "Lote Centro" });
  const answers = await Promise.allSettled([begin(), begin()]);
  expect(answers.map(({ status }) => status).toSorted()).toEqual(["fulfilled", "rejected"]);
  expect(await codeOf(begin())).toBe("alreadyBegun");
  expect(await owner.window.desk.describe()).toMatchObject({
    deskName: "Lote Centro",
    dealership: { start: "empty" },
  });
  await statusOf(owner, online);
  expect(await owner.window.desk.hubSharing()).toMatchObject({ sharedOnNetwork: false });
}, 120_000);

test("a desk that joins is told what was wrong", async () => {
  const join = (address: string, code = "WRONG-CODE") =>
    codeOf(buyer.window.desk.join({ address, code, deskName: "Subasta" }));
  const { addresses } = await owner.window.desk.createPairingCode();
  expect(await join("ftp://nowhere")).toBe("addressInvalid");
  expect(await join("127.0.0.1:1")).toBe("hubUnreachable");
  expect(await join(`127.0.0.1:${buyer.host.port}`)).toBe("hubUnreachable");
  expect(await join(addresses[0]!)).toBe("codeRefused");
});

test("a second desk joins with a code, once", async () => {
  const { code, addresses } = await owner.window.desk.createPairingCode();
  const address = addresses[0]!.replace("http://", "");
  const answer = await buyer.window.desk.join({ address, code, deskName: "Subasta" });
  expect(answer).toMatchObject({
    deskName: "Subasta",
    dealership: { ...(await owner.window.desk.describe()).dealership, start: "joined" },
  });
  await statusOf(buyer, online);
  expect(await codeOf(buyer.window.desk.join({ address, code, deskName: "Subasta" }))).toBe("alreadyBegun");
  expect(await buyer.window.desk.hubSharing()).toBeNull();
  expect((await buyer.window.desk.createPairingCode()).addresses).toEqual(addresses);
});

test("a desk knows whose it is, and hears that they are called otherwise now", async () => {
  const { person } = await owner.window.desk.describe();
  expect(person).toMatchObject({ name: "Lote Centro" });
  expect((await buyer.window.desk.describe()).person).toEqual(person);
  const told = until(owner.window.desk.access(), (access) => access.person?.name === "Ana Beltrán");
  await owner.window.people.change({ personId: person!.personId, name: "Ana Beltrán", role: "owner" });
  await owner.window.sync.retry();
  expect(await told).toMatchObject({ person: { ...person, name: "Ana Beltrán" }, role: "owner" });
});

test("an edit of one desk is waited for, sent, heard of and read by the other", async () => {
  const car = newCar();
  expect(await journal(owner, car)).toEqual({ waiting: 1 });
  await statusOf(owner, ({ changesWaiting }) => changesWaiting === 1);
  const heard = until(buyer.window.sync.changes(), ({ collection, sequence }) => {
    return collection === "vehicles" && sequence > 0;
  });
  expect(await push(owner, car)).toEqual({ conflicts: [], rejected: [] });
  expect(await heard).toMatchObject({ collection: "vehicles" });
  expect((await owner.window.journal.pending()).entries).toEqual([]);
  expect((await pull(buyer)).documents).toContainEqual(car);
  expect((await statusOf(buyer, () => true)).lastExchangeAt).not.toBeNull();
});

test("of two edits made at once neither is lost, and both journals end empty", async () => {
  const base = newCar();
  await push(owner, base);
  const mine = edited(base, { location: "Patio" }, (await owner.window.desk.describe()).deviceId);
  const theirs = edited(base, { notes: "Golpe en la puerta" }, (await buyer.window.desk.describe()).deviceId);
  await journal(owner, mine);
  await journal(buyer, theirs);
  await push(owner, mine, base);
  const { conflicts } = await push(buyer, theirs, base);
  expect(conflicts).toEqual([mine]);
  expect((await buyer.window.journal.pending()).entries).toHaveLength(1);
  const merged = merge(theirs, mine, base).document;
  await push(buyer, merged, mine);
  expect((await buyer.window.journal.pending()).entries).toEqual([]);
  expect((await owner.window.journal.pending()).entries).toEqual([]);
  expect((await pull(owner)).documents.find(({ id }) => id === base.id)?.data).toMatchObject({
    location: "Patio",
    notes: "Golpe en la puerta",
  });
});

test("what gave way is told by main itself, should no window live to merge it, once and also where somebody has settled it", async () => {
  const base = newCar();
  await push(owner, base);
  const mine = edited(base, { location: "Patio" }, (await owner.window.desk.describe()).deviceId);
  const theirs = edited(base, { location: "Taller" }, (await buyer.window.desk.describe()).deviceId);
  const wait = () =>
    owner.window.journal.append({
      entries: [{ collection: "vehicles", document: mine, replaced: replacedIn(base, mine) }],
    });
  const told = async () => {
    await statusOf(owner, ({ changesWaiting }) => changesWaiting === 0);
    const { documents } = await pull(buyer, "activity");
    return documents.filter(({ data }) => data["documentId"] === base.id);
  };
  await wait();
  await push(buyer, theirs, base);
  await pull(owner);
  const [overlap, ...others] = await told();
  expect(overlap).toMatchObject({
    kind: "overlap",
    data: { field: "location", kept: { value: "Taller" }, other: { value: "Patio" }, settledAt: null },
  });
  expect(others).toEqual([]);

  const settled = edited(overlap!, { settledAt: new Date().toISOString() }, randomUUID());
  await push(buyer, settled, overlap, "activity");
  await wait();
  await pull(owner);
  expect(await told()).toEqual([settled]);
});

test("a push whose answer was lost is acknowledged by the hub's own version", async () => {
  const car = newCar();
  await push(owner, car);
  await journal(owner, car);
  expect((await push(owner, car)).conflicts.length).toBeLessThanOrEqual(1);
  expect((await owner.window.journal.pending()).entries).toEqual([]);
  await journal(owner, car);
  await pull(owner);
  expect((await owner.window.journal.pending()).entries).toEqual([]);
});

test("a row that the hub rejects is held with its reason and holds nothing up, and goes when it is discarded", async () => {
  const car = newCar();
  await owner.window.journal.append({ entries: [{ collection: "settings", document: car }] });
  expect((await push(owner, car, null, "settings")).rejected).toMatchObject([{ id: car.id }]);
  expect((await owner.window.journal.pending()).entries).toEqual([]);
  expect((await statusOf(owner, () => true)).changesWaiting).toBe(0);
  const [row] = await heldBy(owner, (rows) => rows.length === 1);
  expect(row).toMatchObject({ reason: "wrongCollection", document: { id: car.id } });
  await owner.window.journal.discardHeld({ heldIds: [row!.heldId] });
  await heldBy(owner, (rows) => rows.length === 0);
});

test("retrying asks every feed again at once", async () => {
  await statusOf(owner, online);
  const atFirst = new Set<CollectionName>(collections);
  const again = new Set<CollectionName>(collections);
  for await (const { collection, sequence } of await owner.window.sync.changes()) {
    if (sequence === 0) (atFirst.size > 0 ? atFirst : again).delete(collection);
    if (again.size === 0) break;
    if (atFirst.size === 0 && again.size === collections.length) await owner.window.sync.retry();
  }
  expect(again.size).toBe(0);
});

test("switched off, a desk works on, waits, and catches up when it is switched on", async () => {
  const off = await buyer.window.sync.setSwitchedOff({ switchedOff: true });
  expect(off).toMatchObject({ connection: "offline", reason: "switchedOff" });
  const car = newCar();
  await journal(buyer, car);
  expect(await codeOf(push(buyer, car))).toBe("offline");
  expect(await codeOf(buyer.window.desk.createPairingCode())).toBe("offline");
  buyer = await restarted(buyer);
  expect(await statusOf(buyer, () => true)).toMatchObject({
    connection: "offline",
    reason: "switchedOff",
    changesWaiting: 1,
  });
  await buyer.window.sync.setSwitchedOff({ switchedOff: false });
  await statusOf(buyer, online);
  const feeds = new Set<string>();
  await until(buyer.window.sync.changes(), ({ collection }) => feeds.add(collection).size === 5);
  await push(buyer, car);
  expect(await statusOf(buyer, () => true)).toMatchObject({ changesWaiting: 0 });
  expect((await pull(owner)).documents).toContainEqual(car);
});

test("a photo travels: thumbnail by itself, the original when it is looked at", async () => {
  const folder = await mkdtemp(join(tmpdir(), "autosell-card-"));
  const path = join(folder, "IMG_0001.JPG");
  const picture = await cameraPicture(5000, 3700, 7);
  await writeFile(path, picture);
  expect(picture.length).toBeGreaterThan(resumableFrom);

  const vehicleId = randomUUID();
  const { importId } = await owner.window.photos.import({ vehicleId, paths: [path] });
  let item: ImportItem | null = null;
  await until(owner.window.photos.imports(), (event) => {
    if (event.type === "item") item = event.item;
    if (event.type === "import") item = event.import.items[0] ?? null;
    return Boolean(item?.file);
  });
  const { photoId, file: made } = item! as ImportItem & { file: PhotoFile };
  const photo = newPhoto(made, { vehicleId, sequence: "a0", importedAt: new Date().toISOString() });
  await push(owner, created("photo", randomUUID(), photo as unknown as Envelope["data"]), null, "photos");
  await owner.window.photos.acknowledge({ importId, photoIds: [photoId] });
  await statusOf(owner, ({ photosWaiting }) => photosWaiting === 0);

  await pull(buyer, "photos");
  await statusOf(buyer, ({ picturesToFetch }) => picturesToFetch === 0);
  const thumbnail = buyer.services.photos.blobs.path(made.renditions[320].sha256);
  expect(await sha256Of(thumbnail)).toBe(made.renditions[320].sha256);
  expect(await buyer.services.photos.blobs.has(made.original.sha256)).toBe(false);

  const { photoBase } = await buyer.window.desk.describe();
  const url = `http://127.0.0.1:${buyer.host.port}${photoBase}${made.original.sha256}`;
  const [first, second] = await Promise.all([fetch(url), fetch(url)]);
  expect(Buffer.from(await first.arrayBuffer()).equals(await readFile(path))).toBe(true);
  expect((await second.arrayBuffer()).byteLength).toBe(picture.length);
  expect(await buyer.services.photos.blobs.has(made.original.sha256)).toBe(true);
  await rm(folder, { recursive: true });
}, 120_000);

test("when the hub goes the others are offline, keep working, and come back by themselves", async () => {
  const car = newCar();
  const startAgain = await owner.close();
  await statusOf(buyer, ({ reason }) => reason === "unreachable");
  await journal(buyer, car);
  expect(await codeOf(push(buyer, car))).toBe("offline");
  const stranger = `http://127.0.0.1:${buyer.host.port}${(await buyer.window.desk.describe()).photoBase}${"0".repeat(64)}`;
  expect((await fetch(stranger)).status).toBe(404);
  owner = await startAgain();
  await statusOf(buyer, online);
  await push(buyer, car);
  expect((await buyer.window.journal.pending()).entries).toEqual([]);
  await statusOf(owner, online);
  expect((await pull(owner)).documents).toContainEqual(car);
}, 120_000);

test("a desk whose own hub has another credential than the vault pairs with it anew", async () => {
  await rm(join(owner.folder, "vault"), { recursive: true });
  owner = await restarted(owner);
  await statusOf(owner, online);
  expect((await pull(owner)).documents.length).toBeGreaterThan(0);
}, 120_000);

test("a desk pairs anew with its own hub where another host of the same folder has done so since", async () => {
  const vault = join(owner.folder, "vault");
  await cp(vault, `${vault}.before`, { recursive: true });
  await rm(vault, { recursive: true });
  owner = await restarted(owner);
  await statusOf(owner, online);
  const startAgain = await owner.close();
  await rm(vault, { recursive: true });
  await rename(`${vault}.before`, vault);
  owner = await startAgain();
  await statusOf(owner, online);
  expect((await pull(owner)).documents.length).toBeGreaterThan(0);
}, 120_000);

test("a hub shared on the network has addresses for others, and none when it is closed again", async () => {
  const before = await owner.window.desk.hubSharing();
  const shared = await owner.window.desk.shareOnNetwork({ shared: true });
  expect(shared?.sharedOnNetwork).toBe(true);
  for (const address of shared?.addresses ?? []) expect(address).not.toContain("127.0.0.1");
  await statusOf(owner, online);
  expect(await owner.window.desk.shareOnNetwork({ shared: false })).toEqual(before);
  expect(await buyer.window.desk.shareOnNetwork({ shared: true })).toBeNull();
}, 120_000);
