import { readdir, readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { strFromU8, unzipSync } from "fflate";
import { afterEach, expect, test, vi } from "vitest";
import type { SyncStatus } from "#shared/contract/bridge.ts";
import type { ComputerState } from "#shared/contract/desktop.ts";
import { createMailbox } from "#electron/desk/mailbox.ts";
import { sampleLot } from "#electron/sample/sample-lot.ts";
import { createLiveState } from "#electron/sync/live-state.ts";
import { created } from "#shared/rules/stamping.ts";
import { cameraPicture } from "#tests/support/images.ts";
import { openWindow, restarted, startDesk, type TestDesk, until } from "./desks.ts";

afterEach(() => vi.useRealTimers());

const [lotCar] = sampleLot({ today: "2026-11-21", currency: "MXN" });
const locked = { code: "deskLocked" };
const reached = (desk: TestDesk, passes: (status: SyncStatus) => boolean) =>
  until(desk.window.sync.status(), passes);

async function office(): Promise<TestDesk> {
  const desk = await startDesk();
  await desk.window.desk.begin({ start: "empty", deskName: "Oficina" });
  await reached(desk, ({ connection }) => connection === "online");
  return desk;
}

test("a locked desk answers nobody who would look or act, and goes on exchanging with the hub", async () => {
  let desk = await office();
  await desk.window.lock.setPin({ present: null, pin: "4711" });
  desk = await restarted(desk);
  const { window } = desk;
  await until(window.lock.state(), (state) => state.locked);

  for (const call of [
    window.people.list(),
    window.desk.createPairingCode(),
    window.sync.setSwitchedOff({ switchedOff: true }),
    window.photos.intake(),
    window.photos.choose({ what: "files" }),
    window.help.diagnostics({ language: "en" }),
    window.lock.setPin({ present: "4711", pin: "1234" }),
    window.lock.removePin({ present: "4711" }),
    window.lock.setAfter({ after: null }),
    window.lock.stillHere(),
    window.desk.wipe(),
  ])
    await expect(call).rejects.toMatchObject(locked);

  const document = created("vehicle", crypto.randomUUID(), { ...lotCar!.vehicle });
  await window.journal.append({ entries: [{ collection: "vehicles", document }] });
  await reached(desk, ({ connection }) => connection === "online");
  const pushed = await window.sync.push({ collection: "vehicles", rows: [{ document, assumed: null }] });
  expect(pushed).toMatchObject({ conflicts: [], rejected: [] });
  await window.lock.unlock({ pin: "4711" });
  expect(await window.photos.intake()).toMatchObject({ watchedFolder: null });
  await desk[Symbol.asyncDispose]();
});

test("a stream that is asked for while the desk is locked rests until it is open", async () => {
  await using desk = await startDesk();
  const { window } = desk;
  await window.lock.setPin({ present: null, pin: "4711" });
  await window.lock.lockNow();
  const told: string[] = [];
  const opened = until(window.vault.state(), ({ state }) => told.push(state) > 0);
  await expect(window.photos.intake()).rejects.toMatchObject(locked);
  expect(told).toEqual([]);
  await window.lock.unlock({ pin: "4711" });
  expect(await opened).toMatchObject({ state: "open" });
});

test("who quits a locked desk sees how much is still being sent, and waits or leaves", async () => {
  const settings = { closeToTray: true, startAtLogin: false, notifications: true, spelling: ["es" as const] };
  const state = createLiveState<ComputerState>({ settings, hasTray: true, leaving: null });
  const answers: string[] = [];
  const computer = {
    state,
    commands: createMailbox<never>(),
    change: async () => void answers.push("changed"),
    tell() {},
    notify: () => false,
    answerLeaving: (answer: string) => void answers.push(answer),
  };
  await using desk = await startDesk({ computer });
  const { window } = desk;
  await window.lock.setPin({ present: null, pin: "4711" });
  await window.lock.lockNow();

  const leaving = until(window.computer.state(), (said) => said.leaving !== null);
  state.set({ ...state.get(), leaving: { changes: 3, photos: 2 } });
  expect(await leaving).toMatchObject({ leaving: { changes: 3, photos: 2 } });
  await window.computer.answerLeaving({ answer: "stay" });
  await window.computer.answerLeaving({ answer: "now" });
  await expect(window.computer.change(settings)).rejects.toMatchObject(locked);
  expect(answers).toEqual(["stay", "now"]);
});

test("a forgotten PIN is forgotten for a code of the person's other desk, and not for a colleague's", async () => {
  await using owner = await office();
  const { code, addresses } = await owner.window.desk.createPairingCode();
  const [address = ""] = addresses;
  await using laptop = await startDesk();
  await laptop.window.desk.join({ address, code, deskName: "Portátil" });
  await reached(laptop, ({ connection }) => connection === "online");
  await laptop.window.lock.setPin({ present: null, pin: "4711" });
  await laptop.window.lock.lockNow();

  const invited = await owner.window.people.invite({ name: "Lucía", role: "sales" });
  await expect(laptop.window.lock.rejoin({ code: invited.code })).rejects.toMatchObject({
    code: "deviceTaken",
  });
  await expect(laptop.window.lock.rejoin({ code: "ZZZZ-ZZZZ" })).rejects.toMatchObject({
    code: "codeRefused",
  });
  await expect(laptop.window.photos.intake()).rejects.toMatchObject(locked);

  await laptop.window.lock.rejoin({ code: (await owner.window.desk.createPairingCode()).code });
  expect(await until(laptop.window.lock.state(), () => true)).toMatchObject({ isSet: false, locked: false });
  await reached(laptop, ({ connection }) => connection === "online");
});

test("no picture and no download leaves a locked desk; what was asked for meanwhile comes when it is open", async () => {
  await using desk = await startDesk();
  const { window, services, host } = desk;
  const staged = services.photos.blobs.tempFile();
  const content = await cameraPicture(64, 48, 5);
  await writeFile(staged, content);
  const sha256 = "0a".repeat(32);
  await services.photos.blobs.adopt(staged, sha256);
  const { photoBase } = await window.desk.describe();
  const ask = (path: string, signal?: AbortSignal) =>
    fetch(`http://127.0.0.1:${host.port}${path}`, signal ? { signal } : {});
  await window.help.diagnostics({ language: "en" });
  const { download } = await window.help.saveDiagnostics({ language: "en" });
  expect((await ask(download ?? "")).status).toBe(200);

  await window.lock.setPin({ present: null, pin: "4711" });
  await window.lock.lockNow();
  const answered: string[] = [];
  const picture = ask(`${photoBase}${sha256}`).finally(() => answered.push("picture"));
  expect((await ask(download ?? "")).status).toBe(423);
  expect(answered).toEqual([]);
  const gone = new AbortController();
  const unwanted = ask(`${photoBase}${sha256}`, gone.signal);
  gone.abort();
  await expect(unwanted).rejects.toThrow();

  await window.lock.unlock({ pin: "4711" });
  expect(Buffer.from(await (await picture).arrayBuffer()).equals(content)).toBe(true);
  expect((await ask(download ?? "")).status).toBe(200);
});

test("what a later start is given to open waits until the desk is open", async () => {
  await using desk = await startDesk();
  const { window, services, folder } = desk;
  await window.lock.setPin({ present: null, pin: "4711" });
  await window.lock.lockNow();
  await services.openRequests.open([join(folder, "gone.jpg")]);
  const heard: string[] = [];
  const opened = until(window.desk.openRequests(), ({ kind }) => heard.push(kind) > 0);
  await expect(window.photos.intake()).rejects.toMatchObject(locked);
  expect(heard).toEqual([]);
  await window.lock.unlock({ pin: "4711" });
  expect(await opened).toMatchObject({ kind: "unreadable" });
});

test("input in any window counts for all of them, and all are locked at once", async () => {
  await using desk = await startDesk();
  const other = await openWindow(desk.host.port, desk.token);
  await desk.window.lock.setPin({ present: null, pin: "4711" });
  vi.useFakeTimers({ toFake: ["Date"] });
  const later = (minutes: number) => vi.setSystemTime(Date.now() + minutes * 60_000);
  later(14);
  await other.window.lock.stillHere();
  later(14);
  expect(await desk.window.photos.intake()).toMatchObject({ watchedFolder: null });
  later(1);
  for (const { photos } of [desk.window, other.window])
    await expect(photos.intake()).rejects.toMatchObject(locked);
  await other.window.lock.unlock({ pin: "4711" });
  expect(await desk.window.photos.intake()).toMatchObject({ watchedFolder: null });
  other.close();
});

test("no PIN and no recovery code is in an answer, the log or the diagnostics, however it was given", async () => {
  await using desk = await startDesk();
  const { window, folder, host } = desk;
  const pins = ["80417263", "80417264", "8041726 5", 80417266];
  const told: unknown[] = [];
  const tell = (error: unknown) => told.push(error, JSON.stringify(error));
  const { recoveryCode } = await window.lock.setPin({ present: null, pin: "80417263" });
  await window.lock.lockNow();
  for (const pin of pins.slice(1)) await window.lock.unlock({ pin: pin as string }).catch(tell);
  await window.lock.recover({ recoveryCode: [recoveryCode] as unknown as string }).catch(tell);
  await window.lock.unlock({ pin: "80417263" });
  await window.lock.setPin({ present: "80417264", pin: "80417265" }).catch(tell);
  await window.lock.removePin({ present: "80417263", pin: "80417264" } as { present: string });
  expect(told).toHaveLength(10);

  const logs = join(folder, "logs");
  const written = await Promise.all((await readdir(logs)).map((name) => readFile(join(logs, name), "utf8")));
  const { download } = await window.help.saveDiagnostics({ language: "en" });
  const zip = await fetch(`http://127.0.0.1:${host.port}${download}`);
  const files = Object.values(unzipSync(new Uint8Array(await zip.arrayBuffer()))).map((file) =>
    strFromU8(file),
  );
  const all = JSON.stringify([written, files, told.map(String), told]);
  expect(all).toContain("lock.unlock");
  for (const secret of [...pins.map(String), recoveryCode]) expect(all).not.toContain(secret);
});
