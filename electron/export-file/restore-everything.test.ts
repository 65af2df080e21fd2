import { randomUUID } from "node:crypto";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pack } from "tar-stream";
import { afterAll, beforeAll, expect, test } from "vitest";
import { saveText } from "#server/archive/entries.ts";
import type { Profile } from "../desk/profile.ts";
import { manifestName } from "./format.ts";
import { createRestoreEverything, type RestoreOptions } from "./restore-everything.ts";
import { sealFile } from "./sealed-file.ts";

const passphrase = "tres autos azules";
const madeAt = "2026-11-28T10:00:00.000Z";
const facts = { dealership: "Norte", madeAt, deskName: "Lote", cars: 3, photos: 2, bytes: 1000 };

let folder: string;
let path: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "autosell-restore-"));
  path = join(folder, "some.autosell");
  const archive = pack();
  const manifest = { ...facts, tenantId: randomUUID(), version: "1" };
  void saveText(archive, manifestName, JSON.stringify(manifest)).then(() => archive.finalize());
  const order = { path, passphrase, cost: { opsLimit: 1, memLimit: 8192 } };
  await sealFile(order, archive as AsyncIterable<Uint8Array>, () => {}, new AbortController().signal);
});
afterAll(() => rm(folder, { recursive: true, force: true }));

function restoreWith(given: { free?: number; now?: string; dealership?: object }) {
  const { free = 1e9, now = madeAt, dealership = null } = given;
  const profile = { get: () => ({ dealership }) } as unknown as Profile;
  return createRestoreEverything({
    folder: join(folder, "restoring"),
    profile,
    measure: async () => ({ free, reserve: 0 }),
    wall: () => Date.parse(now),
  } as RestoreOptions);
}

test("says what is in the file before anything is done", async () => {
  expect(await restoreWith({}).open(path, passphrase)).toEqual(facts);
  expect(restoreWith({}).begin("Nuevo")).toBe("notNow");
});

test("is not for a desk that belongs to a dealership", async () => {
  const restore = restoreWith({ dealership: { tenantId: randomUUID() } });
  expect(await restore.open(path, passphrase)).toBe("alreadyBegun");
  expect(restore.begin("Nuevo")).toBe("alreadyBegun");
});

test("asks for room for two copies of the photos, and for a clock that is not behind", async () => {
  await expect(restoreWith({ free: 1999 }).open(path, passphrase)).rejects.toMatchObject({
    problem: "noRoom",
  });
  await expect(restoreWith({ now: "2026-11-28T09:50:00.000Z" }).open(path, passphrase)).rejects.toMatchObject(
    { problem: "clockBehind" },
  );
  expect(await restoreWith({ now: "2026-11-28T09:56:00.000Z" }).open(path, passphrase)).toEqual(facts);
});
