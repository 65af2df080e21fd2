import { randomUUID } from "node:crypto";
import { readFile, mkdtemp, rm, stat } from "node:fs/promises";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { buffer } from "node:stream/consumers";
import { ORPCError } from "@orpc/client";
import { afterAll, beforeAll, expect, test, vi } from "vitest";
import type { Envelope } from "#shared/model/envelope.ts";
import type { Role } from "#shared/model/role.ts";
import { standardShotList } from "#shared/model/shot-list.ts";
import { shotListIdOf } from "#shared/rules/derived-ids.ts";
import { createClock } from "#shared/rules/hybrid-logical-clock.ts";
import { changed, created } from "#shared/rules/stamping.ts";
import { sampleLot } from "#electron/sample/sample-lot.ts";
import { sha256Of } from "#tests/photos/photo-desk.ts";
import { restarted, startDesk, type TestDesk } from "./desks.ts";
import {
  codeAt,
  data,
  filesOfPhoto,
  importPhoto,
  moveOf,
  online,
  pictureFile,
  pull,
  push,
  sendAll,
  statusOf,
  tenantOf,
} from "./moving-lot.ts";

const cars = sampleLot({ today: "2026-11-21", currency: "MXN" });
const newCar = (which: number): Envelope => created("vehicle", randomUUID(), { ...cars[which]!.vehicle });

/** The desk that has worked alone, one that joined it, and the hub of another place. */
let alone: TestDesk;
let beside: TestDesk;
let head: TestDesk;
let folder: string;

const codeOf = (act: Promise<unknown>) =>
  act.then(
    () => "no error",
    (error: unknown) => (error instanceof ORPCError ? error.code : error),
  );
const invitation = async (desk: TestDesk, role: Role) =>
  (await desk.window.people.invite({ name: "Vera", role })).code;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "autosell-moving-"));
  [alone, beside, head] = await Promise.all([startDesk(), startDesk(), startDesk()]);
  await alone.window.desk.begin({ start: "empty", deskName: "Lote Norte" });
  await head.window.desk.begin({ start: "empty", deskName: "Matriz" });
  await Promise.all([statusOf(alone, online), statusOf(head, online)]);
  await beside.window.desk.join({ ...(await codeAt(alone)), deskName: "Fotos" });
  await statusOf(beside, online);
}, 180_000);
afterAll(async () => {
  for (const desk of [beside, alone, head]) await desk?.[Symbol.asyncDispose]();
  await rm(folder, { recursive: true, force: true });
}, 60_000);

test("says what is wrong and changes nothing", async () => {
  const before = await alone.window.desk.describe();
  const begin = (input: { address: string; code: string }) => codeOf(alone.window.moving.begin(input));
  const { address } = await codeAt(head);
  expect(await begin({ address: "ftp://nowhere", code: "ABCD-EFGH" })).toBe("addressInvalid");
  expect(await begin({ address: "127.0.0.1:1", code: "ABCD-EFGH" })).toBe("hubUnreachable");
  expect(await begin({ address, code: "ABCD-EFGH" })).toBe("codeRefused");
  expect(await begin(await codeAt(alone))).toBe("alreadyThere");
  for (const role of ["viewer", "sales"] as const)
    expect(await begin({ address, code: await invitation(head, role) })).toBe("roleTooSmall");
  expect(await alone.window.desk.describe()).toEqual(before);
  expect(await statusOf(alone, () => true)).toMatchObject({ connection: "online" });
}, 60_000);

/** A hub that admits and then says nothing more: everything but these paths is never answered. */
async function deafHub(hub: string, answered: readonly string[]) {
  const server = createServer((request, response) => {
    if (!answered.includes(request.url ?? "")) return;
    void buffer(request).then(async (body) => {
      const { authorization = "" } = request.headers;
      const headers = { "content-type": "application/json", authorization };
      const answer = await fetch(`${hub}${request.url}`, { method: "POST", headers, body });
      response.writeHead(answer.status, { "content-type": "application/json" }).end(await answer.text());
    });
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const { port } = server.address() as AddressInfo;
  return {
    address: `http://127.0.0.1:${port}`,
    [Symbol.dispose]() {
      server.closeAllConnections();
      server.close();
    },
  };
}

test("is called off while it is under way, and begun again by somebody else's code", async () => {
  const { address } = await codeAt(head);
  using deaf = await deafHub(address, ["/pairing/redeem", "/devices/token", "/devices/revoke"]);
  const first = { address: deaf.address, code: await invitation(head, "manager") };
  await alone.window.moving.begin(first);
  await moveOf(alone, ({ phase }) => phase === "packing");
  expect(await statusOf(alone, () => true)).toMatchObject({ connection: "offline", reason: "moving" });
  await alone.window.moving.stay();
  expect(await moveOf(alone, () => true)).toEqual({ phase: "none" });
  await statusOf(alone, online);
  // The other hub let go of the desk, or it would be somebody's there already.
  await alone.window.moving.begin({ ...first, code: await invitation(head, "manager") });
  await moveOf(alone, ({ phase }) => phase === "packing");
  await alone.window.moving.stay();
  await Promise.all([alone, beside].map((desk) => statusOf(desk, online)));
}, 120_000);

test("stops where something fails, and can be called off with nothing changed", async () => {
  const before = await alone.window.desk.describe();
  vi.spyOn(alone.services.journal, "moveTo").mockRejectedValueOnce(
    Object.assign(new Error("no space"), { code: "ENOSPC" }),
  );
  const problemOf = async (problem: string) =>
    moveOf(alone, (move) => move.phase === "stopped" && move.problem === problem);
  await alone.window.moving.begin(await codeAt(head));
  await problemOf("diskFull");
  // Whatever its hub took from others now would stay behind.
  await statusOf(beside, ({ reason }) => reason === "unreachable");
  expect(await codeOf(push(beside, "vehicles", newCar(7)))).toBe("offline");
  expect(await codeOf(alone.window.moving.begin({ address: "127.0.0.1:1", code: "ABCD-EFGH" }))).toBe(
    "notNow",
  );
  const startHead = await head.close();
  await alone.window.moving.again();
  await problemOf("newHubUnreachable");
  alone = await restarted(alone);
  await problemOf("newHubUnreachable");
  await alone.window.moving.stay();
  await statusOf(alone, online);
  expect(await alone.window.desk.describe()).toMatchObject({ dealership: before.dealership });
  expect(await alone.window.desk.hubSharing()).not.toBeNull();
  head = await startHead();
  await Promise.all([head, beside].map((desk) => statusOf(desk, online)));
}, 180_000);

test("takes everything of its own hub to the other, and keeps what that one has", async () => {
  const [from, to] = [await tenantOf(alone), await tenantOf(head)];
  const [sent, edited, waiting, theirs] = [newCar(0), newCar(1), newCar(2), newCar(3)];
  await push(head, "vehicles", theirs);
  await push(
    head,
    "settings",
    created("dealership", to, data({ name: "Matriz", currency: "MXN", distanceUnit: "km" })),
  );
  await push(
    alone,
    "settings",
    created("dealership", from, data({ name: "Norte", currency: "USD", distanceUnit: "mi" })),
  );
  await push(alone, "settings", created("shot-list", shotListIdOf(from), data(standardShotList)));
  await push(alone, "vehicles", sent);
  await push(alone, "vehicles", edited);
  const cost = created(
    "vehicle-cost",
    sent.id,
    data({ purchase: { amount: 9_000_000, currency: "MXN" }, lines: {} }),
  );
  await push(alone, "deals", cost);
  const mine = await importPhoto(alone, sent.id, await pictureFile(folder, 1));
  const others = await importPhoto(beside, sent.id, await pictureFile(folder, 2));

  const clock = createClock((await alone.window.desk.describe()).deviceId);
  const later = changed(edited, data({ ...edited.data, location: "Patio" }), clock.now());
  await alone.window.journal.append({
    entries: [later, waiting].map((document) => ({ collection: "vehicles", document })),
  });
  await alone.window.moving.begin(await codeAt(head));
  const moved = await moveOf(alone, ({ phase }) => phase === "moved");
  expect(moved).toEqual({ phase: "moved", photosElsewhere: 0 });

  expect(await statusOf(alone, () => true)).toMatchObject({ reason: "moving" });
  expect(await codeOf(pull(alone, "vehicles"))).toBe("offline");
  expect((await alone.window.desk.describe()).dealership).toEqual({ tenantId: to, start: "joined" });
  expect(await alone.window.desk.hubSharing()).toBeNull();
  await statusOf(beside, ({ reason }) => reason === "unreachable");

  await alone.window.moving.arrived({ tenantId: to });
  await statusOf(alone, online);
  expect(await codeOf(alone.window.moving.removeLeft())).toBe("notYet");
  await sendAll(alone);
  expect((await alone.window.journal.pending()).entries).toEqual([]);
  const [vehicles, deals, settings] = [
    await pull(head, "vehicles"),
    await pull(head, "deals"),
    await pull(head, "settings"),
  ];
  expect(vehicles).toEqual(expect.arrayContaining([sent, later, waiting, theirs]));
  expect(vehicles).toHaveLength(4);
  expect(deals).toEqual([cost]);
  const named = settings.filter(({ kind }) => kind === "dealership");
  expect(named.map(({ id, data: { name } }) => ({ id, name }))).toEqual([{ id: to, name: "Matriz" }]);
  expect(settings.find(({ kind }) => kind === "shot-list")?.id).toBe(shotListIdOf(to));
  expect(await pull(head, "photos")).toHaveLength(2);

  await statusOf(alone, ({ photosWaiting }) => photosWaiting === 0);
  for (const sha256 of [mine, others].flatMap(filesOfPhoto)) {
    const path = await head.services.downloads.fetch(sha256, AbortSignal.timeout(60_000));
    expect(await sha256Of(path!)).toBe(sha256);
  }
}, 180_000);

test("stays moved after a restart, with its own hub at rest and its data still there", async () => {
  alone = await restarted(alone);
  // Whoever has the replica of before stays shut out.
  await alone.window.moving.arrived({ tenantId: randomUUID() });
  expect(await statusOf(alone, () => true)).toMatchObject({ reason: "moving" });
  await alone.window.moving.arrived({ tenantId: await tenantOf(head) });
  await statusOf(alone, online);
  expect(await tenantOf(alone)).toBe(await tenantOf(head));
  expect(await pull(alone, "vehicles")).toHaveLength(4);
  expect(await alone.window.desk.hubSharing()).toBeNull();
  expect((await readFile(join(alone.folder, "desk.json"), "utf8")).includes('"moving": null')).toBe(true);
}, 120_000);

test("says where the data of its own hub lies, and deletes it when it is told to", async () => {
  const left = await alone.window.moving.left();
  expect(left?.folder).toBe(join(alone.folder, "hub"));
  expect(left?.bytes).toBeGreaterThan(0);
  expect((await stat(left!.folder)).isDirectory()).toBe(true);
  await alone.window.moving.removeLeft();
  await expect(stat(left!.folder)).rejects.toMatchObject({ code: "ENOENT" });
  expect(await alone.window.moving.left()).toBeNull();
  expect(await head.window.moving.left()).toBeNull();
}, 60_000);

test("goes on where the new hub ends while everything goes up", async () => {
  await using lone = await startDesk();
  await lone.window.desk.begin({ start: "empty", deskName: "Lote Este" });
  await statusOf(lone, online);
  const car = newCar(7);
  await push(lone, "vehicles", car);
  const photo = await importPhoto(lone, car.id, await pictureFile(folder, 3));
  await lone.window.moving.begin(await codeAt(head));
  await moveOf(lone, ({ phase }) => phase === "moved");
  const startHead = await head.close();
  await lone.window.moving.arrived({ tenantId: (await lone.window.desk.describe()).dealership!.tenantId });
  await statusOf(lone, ({ reason }) => reason === "unreachable");
  await expect(sendAll(lone)).rejects.toMatchObject({ code: "offline" });
  expect(await codeOf(lone.window.moving.removeLeft())).toBe("notYet");
  expect(await statusOf(lone, () => true)).toMatchObject({ changesWaiting: 2, photosWaiting: 1 });

  head = await startHead();
  await Promise.all([head, lone].map((desk) => statusOf(desk, online)));
  await sendAll(lone);
  await statusOf(lone, ({ photosWaiting }) => photosWaiting === 0);
  expect(await pull(head, "vehicles")).toContainEqual(car);
  for (const sha256 of filesOfPhoto(photo))
    expect(await head.services.downloads.fetch(sha256, AbortSignal.timeout(60_000))).not.toBeNull();
}, 180_000);

test("where it was cut off after the journal had changed hands there is no way back, and the next start ends it", async () => {
  await using lone = await startDesk();
  await lone.window.desk.begin({ start: "empty", deskName: "Lote Sur" });
  await statusOf(lone, online);
  const [sent, waiting] = [newCar(5), newCar(6)];
  await push(lone, "vehicles", sent);
  await lone.window.journal.append({ entries: [{ collection: "vehicles", document: waiting }] });
  const { profile } = lone.services;
  const change = profile.change;
  const noSpace = Object.assign(new Error("ENOSPC: no space left on device, write"), { code: "ENOSPC" });
  const writing = vi.spyOn(profile, "change").mockRejectedValueOnce(noSpace);
  await expect(lone.window.moving.begin(await codeAt(head))).rejects.toMatchObject({ code: "diskFull" });
  expect(await moveOf(lone, () => true)).toEqual({ phase: "none" });
  const faults = [noSpace];
  writing.mockImplementation((patch) =>
    patch.hubAddress ? Promise.reject(faults.shift() ?? new Error("cut off")) : change(patch),
  );
  await lone.window.moving.begin(await codeAt(head));
  await moveOf(lone, (move) => move.phase === "stopped" && move.problem === "unfinishedDiskFull");
  await lone.window.moving.again();
  const problem = "unfinished";
  await moveOf(lone, (move) => move.phase === "stopped" && move.problem === problem);
  await lone.window.moving.stay();
  expect(await moveOf(lone, () => true)).toMatchObject({ phase: "stopped", problem });
  expect(await tenantOf(lone)).not.toBe(await tenantOf(head));

  await using again = await restarted(lone);
  await moveOf(again, ({ phase }) => phase === "moved");
  await again.window.moving.arrived({ tenantId: await tenantOf(head) });
  await statusOf(again, online);
  await sendAll(again);
  expect(await pull(head, "vehicles")).toEqual(expect.arrayContaining([sent, waiting]));
}, 180_000);

test("a desk that had joined the hub that was left brings what it had not sent", async () => {
  const car = newCar(4);
  await beside.window.journal.append({ entries: [{ collection: "vehicles", document: car }] });
  await beside.window.moving.begin(await codeAt(head));
  await moveOf(beside, ({ phase }) => phase === "moved");
  await beside.window.moving.arrived({ tenantId: await tenantOf(head) });
  await statusOf(beside, online);
  await sendAll(beside);
  expect(await pull(head, "vehicles")).toContainEqual(car);
}, 120_000);
