import { randomUUID } from "node:crypto";
import { mkdtemp, readdir, rm, symlink } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { created } from "#shared/rules/stamping.ts";
import { sampleLot } from "#electron/sample/sample-lot.ts";
import { sha256Of } from "#tests/photos/photo-desk.ts";
import { restarted, startDesk, type TestDesk, until } from "./desks.ts";
import {
  codeAt,
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

const [lotCar] = sampleLot({ today: "2026-11-21", currency: "MXN" });
const newCar = () => created("vehicle", randomUUID(), { ...lotCar!.vehicle });
const passphrase = "tres autos azules";

let head: TestDesk;
let folder: string;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "autosell-moving-"));
  head = await startDesk();
  await head.window.desk.begin({ start: "empty", deskName: "Matriz" });
  await statusOf(head, online);
}, 120_000);
afterAll(async () => {
  await head?.[Symbol.asyncDispose]();
  await rm(folder, { recursive: true, force: true });
}, 60_000);

const stoppedBy = (desk: TestDesk, problem: string) =>
  moveOf(desk, (move) => move.phase === "stopped" && move.problem === problem);

test("where the disk is full or the vault is locked it waits with everything kept, and goes on once that is over", async () => {
  let lone = await startDesk({ noKeyring: true });
  await lone.window.desk.begin({ start: "empty", deskName: "Lote Norte" });
  await statusOf(lone, online);
  const [sent, waiting] = [newCar(), newCar()];
  await push(lone, "vehicles", sent);
  await lone.window.journal.append({ entries: [{ collection: "vehicles", document: waiting }] });
  await expect(lone.window.moving.begin(await codeAt(head))).rejects.toMatchObject({ code: "vaultLocked" });
  await lone.window.vault.setPassphrase({ passphrase });

  // What is written there finds no space.
  await symlink("/dev/full", join(lone.folder, "journal.new"));
  await lone.window.moving.begin(await codeAt(head));
  await stoppedBy(lone, "diskFull");
  expect(await readdir(lone.folder)).not.toContain("journal.new");
  expect((await lone.window.journal.pending()).entries.map(({ document }) => document)).toEqual([waiting]);

  lone = await restarted(lone);
  await stoppedBy(lone, "vaultLocked");
  expect(await tenantOf(lone)).not.toBe(await tenantOf(head));
  await lone.window.vault.unlock({ passphrase });
  await moveOf(lone, ({ phase }) => phase === "moved");
  lone = await restarted(lone);
  await lone.window.moving.arrived({ tenantId: await tenantOf(head) });
  await statusOf(lone, ({ reason }) => reason === "vaultLocked");
  await lone.window.vault.unlock({ passphrase });
  await statusOf(lone, online);
  await sendAll(lone);
  expect(await pull(head, "vehicles")).toEqual(expect.arrayContaining([sent, waiting]));
  await lone[Symbol.asyncDispose]();
}, 180_000);

test("a desk that keeps no pictures brings them all, and one that is locked meanwhile moves on", async () => {
  await using lone = await startDesk();
  await lone.window.desk.begin({ start: "empty", deskName: "Lote Sur" });
  await statusOf(lone, online);
  const car = newCar();
  await push(lone, "vehicles", car);
  const photo = await importPhoto(lone, car.id, await pictureFile(folder, 1));
  await pull(lone, "photos");
  // Less than a person may choose, so that one photo is too much.
  await lone.services.photoSpace.change({ limit: 1000 });
  const { blobs } = lone.services.photos;
  // Its own hub has the picture, so nothing of it stays here but what the list shows.
  await expect.poll(() => blobs.has(photo.original.sha256), { timeout: 30_000 }).toBe(false);

  await lone.window.lock.setPin({ present: null, pin: "4711" });
  await lone.window.moving.begin(await codeAt(head));
  await lone.window.lock.lockNow();
  expect(await moveOf(lone, ({ phase }) => phase === "moved")).toMatchObject({ photosElsewhere: 0 });
  for (const sha256 of filesOfPhoto(photo)) expect(await blobs.has(sha256)).toBe(true);
  await lone.window.moving.arrived({ tenantId: await tenantOf(head) });
  await statusOf(lone, online);
  await sendAll(lone);
  await statusOf(lone, ({ photosWaiting }) => photosWaiting === 0);
  for (const sha256 of filesOfPhoto(photo)) {
    const path = await head.services.downloads.fetch(sha256, AbortSignal.timeout(60_000));
    expect(await sha256Of(path!)).toBe(sha256);
  }
  await until(lone.window.lock.state(), ({ locked }) => locked);
  await lone.window.lock.unlock({ pin: "4711" });
}, 180_000);
