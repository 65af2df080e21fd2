import { mkdtemp, readdir, rm, utimes, writeFile } from "node:fs/promises";
import { createServer, type AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import { FolderInUse, lockFolder } from "./folder-lock.ts";

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), "autosell-lock-"));
});
afterEach(() => rm(folder, { recursive: true }));

test("a folder has one holder at a time", async () => {
  {
    await using _held = await lockFolder(folder);
    await expect(lockFolder(folder)).rejects.toThrow(FolderInUse);
    await expect(lockFolder(folder)).rejects.toThrow(`process ${process.pid}`);
  }
  await using _again = await lockFolder(folder);
  expect(await readdir(folder)).toEqual(["desk.lock"]);
});

test.each(["not json", JSON.stringify({ port: 1, nonce: "gone", pid: 1 })])(
  "a lock whose holder is gone is taken over: %s",
  async (contents) => {
    await writeFile(join(folder, "desk.lock"), contents);
    await using _held = await lockFolder(folder);
    await expect(lockFolder(folder)).rejects.toThrow(FolderInUse);
  },
);

test("a port that another program has by now is no holder", async () => {
  const server = createServer((socket) => socket.end("hello"));
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const { port } = server.address() as AddressInfo;
  await writeFile(join(folder, "desk.lock"), JSON.stringify({ port, nonce: "gone", pid: 1 }));
  await using _held = await lockFolder(folder);
  await new Promise((resolve) => server.close(resolve));
});

test("a holder that accepts and says nothing is taken to be alive", async () => {
  const server = createServer({ allowHalfOpen: true }, () => {});
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const { port } = server.address() as AddressInfo;
  await writeFile(join(folder, "desk.lock"), JSON.stringify({ port, nonce: "asleep", pid: 4321 }));
  await expect(lockFolder(folder)).rejects.toThrow("process 4321");
  server.close();
});

test("of many who find an old lock only one takes it over", async () => {
  await writeFile(join(folder, "desk.lock"), "old");
  const answers = await Promise.allSettled(Array.from({ length: 8 }, () => lockFolder(folder)));
  const held = answers.flatMap((answer) => (answer.status === "fulfilled" ? [answer.value] : []));
  expect(held).toHaveLength(1);
  await held[0]?.[Symbol.asyncDispose]();
});

test("a take-over that a crash left half done does not lock the folder for ever", async () => {
  await writeFile(join(folder, "desk.lock"), "old");
  await writeFile(join(folder, "desk.lock.takeover"), "");
  await expect(lockFolder(folder)).rejects.toThrow(FolderInUse);
  await utimes(join(folder, "desk.lock.takeover"), 0, 0);
  await using _held = await lockFolder(folder);
});
