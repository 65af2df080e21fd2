import { mkdtemp, readdir, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import { openLog } from "../log.ts";
import { type DeskLock, openDeskLock } from "./desk-lock.ts";

const minute = 60_000;
const quick = { opsLimit: 1, memLimit: 8192 };

let dataFolder: string;
let time: number;
let lock: DeskLock;

beforeEach(async () => {
  dataFolder = await mkdtemp(join(tmpdir(), "autosell-lock-"));
  time = Date.UTC(2026, 4, 2, 9);
  await restart();
});
afterEach(() => rm(dataFolder, { recursive: true, force: true }));

async function restart() {
  const log = openLog({ folder: join(dataFolder, "logs"), level: "info" });
  lock = await openDeskLock({ dataFolder, cost: quick, now: () => time, log });
}

async function withPin(pin = "4711"): Promise<string> {
  const answer = await lock.setPin(null, pin);
  if (answer.kind !== "done") throw new Error(answer.kind);
  return answer.recoveryCode;
}

async function guess(times: number) {
  for (let turn = 0; turn < times; turn += 1) expect(await lock.unlock("0000")).toEqual({ kind: "wrongPin" });
}

test("a desk without a PIN is never locked", async () => {
  expect(lock.lockNow()).toBe(false);
  time += 24 * 60 * minute;
  await restart();
  expect(lock.isLocked()).toBe(false);
  expect(lock.state.get()).toEqual({ isSet: false, locked: false, after: null, waitUntil: null });
});

test("a desk with a PIN is locked by hand and from each start on, and opened by the PIN alone", async () => {
  await withPin();
  expect(lock.isLocked()).toBe(false);
  expect(lock.lockNow()).toBe(true);
  expect(lock.state.get().locked).toBe(true);
  expect(await lock.unlock("4712")).toEqual({ kind: "wrongPin" });
  expect(lock.isLocked()).toBe(true);
  expect(await lock.unlock("4711")).toEqual({ kind: "done" });
  expect(lock.isLocked()).toBe(false);
  await restart();
  expect(lock.isLocked()).toBe(true);
});

test("it locks after the time without input, also where nobody looked meanwhile, and input comes too late then", async () => {
  await withPin();
  time += 14 * minute;
  lock.stillHere();
  time += 14 * minute;
  expect(lock.isLocked()).toBe(false);
  time += minute;
  lock.stillHere();
  expect(lock.state.get().locked).toBe(true);
  await lock.unlock("4711");
  await lock.setAfter(null);
  time += 24 * 60 * minute;
  expect(lock.isLocked()).toBe(false);
  await lock.unlock("4711");
  await lock.setAfter(5);
  time += 5 * minute;
  expect(lock.isLocked()).toBe(true);
});

test("guesses are counted over restarts, and the right PIN has to wait as well", async () => {
  await withPin();
  await guess(3);
  await restart();
  await guess(2);
  const until = new Date(time + minute / 2).toISOString();
  expect(lock.state.get().waitUntil).toBe(until);
  expect(await lock.unlock("4711")).toEqual({ kind: "tooSoon", until });
  await restart();
  expect(await lock.unlock("4711")).toEqual({ kind: "tooSoon", until });
  time += minute / 2;
  expect(await lock.unlock("0000")).toEqual({ kind: "wrongPin" });
  time += minute;
  expect(await lock.unlock("4711")).toEqual({ kind: "done" });
  expect(lock.state.get().waitUntil).toBeNull();
  await guess(4);
});

test("many guesses at once are as slow as one after the other", async () => {
  await withPin();
  const answers = await Promise.all(Array.from({ length: 9 }, () => lock.unlock("0000")));
  expect(answers.map(({ kind }) => kind)).toEqual([
    ...Array.from({ length: 5 }, () => "wrongPin"),
    ...Array.from({ length: 4 }, () => "tooSoon"),
  ]);
});

test("the PIN is changed and removed with the present one only, whose guesses count too", async () => {
  await withPin();
  expect(await lock.setPin(null, "1234")).toEqual({ kind: "wrongPin" });
  expect(await lock.removePin("9999")).toEqual({ kind: "wrongPin" });
  expect(await lock.setPin("4711", "12345678")).toMatchObject({ kind: "done" });
  lock.lockNow();
  expect(await lock.unlock("4711")).toEqual({ kind: "wrongPin" });
  expect(await lock.unlock("12345678")).toEqual({ kind: "done" });
  expect(await lock.removePin("12345678")).toEqual({ kind: "done" });
  await restart();
  expect(lock.isLocked()).toBe(false);
});

test("a forgotten PIN is replaced by the code that came with it, however it is typed and however often was guessed", async () => {
  const recoveryCode = await withPin();
  await restart();
  await guess(5);
  expect(await lock.recover("0000-0000-0000-0000")).toBe(false);
  expect(lock.isLocked()).toBe(true);
  expect(await lock.recover(` ${recoveryCode.toLowerCase().replaceAll("-", " ")}`)).toBe(true);
  expect(lock.state.get()).toEqual({ isSet: false, locked: false, after: null, waitUntil: null });
  await restart();
  expect(lock.isLocked()).toBe(false);
});

test("neither the PIN nor the code is on the disk, and a file that cannot be read is set aside", async () => {
  const recoveryCode = await withPin("80808080");
  const written = await readFile(join(dataFolder, "lock.json"), "utf8");
  expect(written).not.toContain("80808080");
  expect(written).not.toContain(recoveryCode);
  await writeFile(join(dataFolder, "lock.json"), written.slice(0, 40));
  await restart();
  expect(lock.state.get().isSet).toBe(false);
  expect(await readdir(dataFolder)).toContainEqual(expect.stringMatching(/^lock\.json\.damaged-/));
});
