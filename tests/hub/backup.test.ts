import { randomUUID } from "node:crypto";
import { mkdtemp, readdir, readFile, rm, stat, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { Envelope } from "#shared/model/envelope.ts";
import { handleBackups } from "#server/backup-command.ts";
import { readConfig } from "#server/config.ts";
import {
  added,
  car,
  createWorld,
  databases,
  openDesk,
  sha256Of,
  tokenOf,
  type TestDesk,
  type World,
} from "./world.ts";

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "autosell-backups-"));
});
afterAll(() => rm(folder, { recursive: true, force: true }));

const newFile = () => join(folder, `${randomUUID()}.backup`);

/** A command as the operator gives it, on a world's hub; what it said, and whether it found all to be well. */
async function command(world: Pick<World, "folder" | "databaseUrl">, ...words: string[]) {
  const said: string[] = [];
  const config = readConfig(["--data-folder", world.folder, ...words], {
    DATABASE_URL: world.databaseUrl ?? undefined,
  });
  const isWell = await handleBackups(config, (line) => said.push(line));
  return { isWell, said: said.join("\n") };
}

const stop = (world: World) => world.hub[Symbol.asyncDispose]();

/** A dealership with cars, one of them edited twice and one deleted, and a photo file. */
async function fill(world: World) {
  const desk = await world.dealership();
  const [edited, deleted, ...others] = Array.from({ length: 12 }, (_, index) => car({ index, ñ: '日本\n"' }));
  await desk.push("vehicles", [edited!, deleted!, ...others].map(added));
  await change(desk, edited!, { price: 1 });
  await change(desk, { ...edited!, data: { ...edited!.data, price: 1 } }, { price: 2 });
  await desk.push("vehicles", [{ document: { ...deleted!, _deleted: true }, assumed: deleted }]);
  await desk.push("settings", [added({ ...car(), kind: "shot-list" })]);
  const bytes = new TextEncoder().encode(`photo ${randomUUID()}`);
  await desk.fetch(`/blobs/${sha256Of(bytes)}`, { method: "PUT", body: bytes });
  return { desk, bytes, photo: `/blobs/${sha256Of(bytes)}` };
}

function change(desk: TestDesk, assumed: Envelope, fields: Envelope["data"]) {
  return desk.push("vehicles", [{ document: { ...assumed, data: { ...assumed.data, ...fields } }, assumed }]);
}

describe.each(databases)("backups of %s", (kind) => {
  let source: World;
  let filled: Awaited<ReturnType<typeof fill>>;
  let file: string;
  beforeAll(async () => {
    source = await createWorld(kind);
    filled = await fill(source);
    file = newFile();
    const { said } = await command(source, "backup", file);
    expect(said).toMatch(/1 dealerships, 13 documents with 16 writes, 1 photo files/);
    expect(said).toContain("The file is a secret");
  });
  afterAll(() => source[Symbol.asyncDispose]());

  test("a running hub is backed up to a file of the operator's own, which is whole", async () => {
    expect((await stat(file)).mode & 0o077).toBe(0);
    expect(await command(source, "verify", file)).toMatchObject({ isWell: true });
    expect((await fetch(`${source.hub.url}/health`)).status).toBe(200);
    await expect(command(source, "backup", file)).rejects.toThrow("Choose another name");
    expect((await readdir(folder)).filter((name) => name.endsWith(".unfinished"))).toEqual([]);
  });

  test("a running hub is checked, and is sound", async () => {
    const { isWell, said } = await command(source, "verify");
    expect([isWell, said]).toEqual([true, expect.stringContaining("Nothing is wrong")]);
    expect(said).toContain("Checked 13 documents");
  });

  test("an empty hub becomes what the backup holds, in another history, and its desks go on", async () => {
    await using target = await createWorld(kind);
    await stop(target);
    const { said } = await command(target, "restore", file);
    expect(said).toContain("13 documents with 16 writes, 1 photo files");
    await target.restart();

    const desk = openDesk(target.hub.url, filled.desk.pairing, filled.desk.token);
    const [before, after] = [await filled.desk.pull("vehicles"), await desk.pull("vehicles")];
    expect(after.documents).toEqual(before.documents);
    expect(after.checkpoint.sequence).toBe(before.checkpoint.sequence);
    expect(after.checkpoint.history).not.toBe(before.checkpoint.history);
    expect((await desk.pull("settings")).documents).toHaveLength(1);
    expect(new Uint8Array(await (await desk.fetch(filled.photo)).arrayBuffer())).toEqual(filled.bytes);
    expect(await desk.push("vehicles", [added(car())])).toEqual({ conflicts: [], rejected: [] });
    expect(await command(target, "verify")).toMatchObject({ isWell: true });
  });

  test("what a hub has already is replaced only when that was said, and then whole", async () => {
    await using target = await createWorld(kind);
    const theirs = await fill(target);
    await expect(command(target, "restore", file)).rejects.toThrow(/running/);
    await stop(target);
    await expect(command(target, "restore", file)).rejects.toThrow(
      "it has 1 dealerships, 1 desks, 13 documents",
    );
    await target.restart();
    const still = openDesk(target.hub.url, theirs.desk.pairing, theirs.desk.token);
    expect((await still.pull("vehicles")).documents).toHaveLength(12);
    expect((await still.fetch(theirs.photo)).status).toBe(200);

    await stop(target);
    await command(target, "restore", file, "--overwrite", "yes");
    await target.restart();
    const desk = openDesk(target.hub.url, filled.desk.pairing, filled.desk.token);
    expect((await desk.pull("vehicles")).documents).toHaveLength(12);
    expect((await desk.fetch(filled.photo)).status).toBe(200);
    expect(await readdir(join(target.folder, "blobs"))).toEqual([filled.desk.pairing.tenantId]);
    expect(await command(target, "verify")).toMatchObject({ isWell: true });
  });

  test("wherever a file was damaged, it is refused in words and the hub stays as it is", async () => {
    await using target = await createWorld(kind);
    const theirs = await fill(target);
    const whole = await readFile(file);
    await stop(target);
    for (const [place, bytes] of damages(whole)) {
      const damaged = newFile();
      await writeFile(damaged, bytes);
      await expect(command(target, "verify", damaged), place).rejects.toThrow(/damaged|no backup/);
      await expect(command(target, "restore", damaged, "--overwrite", "yes"), place).rejects.toThrow(
        /damaged|no backup/,
      );
    }
    await target.restart();
    const desk = openDesk(target.hub.url, theirs.desk.pairing, theirs.desk.token);
    expect((await desk.pull("vehicles")).documents).toHaveLength(12);
    expect((await desk.fetch(theirs.photo)).status).toBe(200);
  });
});

test("a sealed backup opens with its passphrase and with no other", async () => {
  await using source = await createWorld("postgresql");
  const { desk } = await fill(source);
  const file = newFile();
  const passphrase = async (words: string) => {
    const path = newFile();
    await writeFile(path, `${words}\n`);
    return ["--passphrase-file", path] as const;
  };
  const right = await passphrase("correct horse battery staple");
  expect((await command(source, "backup", file, ...right)).said).toContain("The file is sealed");
  expect((await readFile(file)).includes("Nissan")).toBe(false);

  await expect(command(source, "verify", file)).rejects.toThrow("its passphrase is needed");
  const wrong = await passphrase("wrong horse battery staple");
  await expect(command(source, "verify", file, ...wrong)).rejects.toThrow("The passphrase is not the one");
  await using target = await createWorld("postgresql");
  await stop(target);
  await command(target, "restore", file, ...right);
  await target.restart();
  const there = openDesk(target.hub.url, desk.pairing, desk.token);
  expect((await there.pull("vehicles")).documents).toEqual((await desk.pull("vehicles")).documents);
});

test("documents are put back as they were at a moment, and the hub goes on from there", async () => {
  await using source = await createWorld("postgresql");
  const hour = 3_600_000;
  source.clock.ahead = -hour;
  const early = await source.dealership();
  const [sold, gone, late] = [car({ price: 1 }), car(), car()];
  await early.push("vehicles", [sold, gone].map(added));

  source.clock.ahead = 0;
  const desk = openDesk(source.hub.url, early.pairing, await tokenOf(source.hub.url, early.pairing));
  await change(desk, sold, { price: 2 });
  await desk.push("vehicles", [{ document: { ...gone, _deleted: true }, assumed: gone }, added(late)]);
  const file = newFile();
  await command(source, "backup", file);

  await using target = await createWorld("postgresql");
  await stop(target);
  const moment = new Date(Date.now() - hour / 2).toISOString();
  const { said } = await command(target, "restore", file, "--at", moment);
  expect(said).toContain("2 of them");
  await target.restart();
  const there = openDesk(target.hub.url, desk.pairing, desk.token);
  expect((await there.pull("vehicles")).documents).toEqual([sold, gone]);
  expect(await there.push("vehicles", [added(late)])).toEqual({ conflicts: [], rejected: [] });
  expect(await command(target, "verify")).toMatchObject({ isWell: true });
});

function damages(whole: Buffer): [string, Buffer][] {
  const flipped = (at: number) => {
    const bytes = Buffer.from(whole);
    bytes[at]! ^= 0x10;
    return bytes;
  };
  const places = [0, 0.2, 0.5, 0.8, 0.999].map((share) => Math.floor(whole.length * share));
  return [
    ["nothing in it", Buffer.alloc(0)],
    ["another kind of file", Buffer.from("once upon a time, ".repeat(100))],
    ...places.map((at): [string, Buffer] => [`a bit of byte ${at}`, flipped(at)]),
    ...places.slice(1).map((at): [string, Buffer] => [`cut at ${at}`, whole.subarray(0, at)]),
  ];
}
