import { randomUUID } from "node:crypto";
import { mkdir, rm, writeFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import { sql } from "drizzle-orm";
import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import { checkHub } from "#server/backup/check-hub.ts";
import { blobPath } from "#server/blobs/blob-store.ts";
import { type Database, openDatabase } from "#server/db/database.ts";
import { added, car, createWorld, sha256Of, type World } from "./world.ts";

let world: World;
let database: Database;
let tenantId: string;
let sha256: string;

beforeAll(async () => {
  world = await createWorld("postgresql");
  database = await openDatabase({ databaseUrl: world.databaseUrl, dataFolder: "", onError: () => {} });
});
afterAll(async () => {
  await database[Symbol.asyncDispose]();
  await world[Symbol.asyncDispose]();
});

const check = () => checkHub({ database, dataFolder: world.folder });
const change = (statement: string) => database.system.execute(sql.raw(statement));

beforeEach(async () => {
  await rm(join(world.folder, "blobs"), { recursive: true, force: true });
  for (const table of [
    "tenants",
    "feeds",
    "devices",
    "people",
    "documents",
    "history",
    "blobs",
    "pairing_codes",
  ])
    await change(`DELETE FROM ${table}`);
  const desk = await world.dealership();
  tenantId = desk.pairing.tenantId;
  const [edited, other] = [car({ price: 1 }), car()];
  await desk.push("vehicles", [edited, other].map(added));
  const later = { ...edited, data: { ...edited.data, price: 2 } };
  await desk.push("vehicles", [{ document: later, assumed: edited }]);
  const bytes = new TextEncoder().encode(`photo ${randomUUID()}`);
  sha256 = sha256Of(bytes);
  await desk.fetch(`/blobs/${sha256}`, { method: "PUT", body: bytes });
});

test("a sound hub has no faults", async () => {
  expect(await check()).toEqual({ documents: 2, files: 1, missingFiles: 0, awaitedFiles: 0, faults: [] });
});

test.each([
  [
    "a document that was changed past the hub",
    `UPDATE documents SET document = jsonb_set(document, '{data,price}', '3') WHERE sequence = 3`,
    /Document .* is not what its history says/,
  ],
  ["a document that is gone", `DELETE FROM documents WHERE sequence = 2`, /Document .* is missing/],
  [
    "a document that nobody wrote",
    `INSERT INTO documents (tenant_id, collection, id, sequence, document)
     SELECT tenant_id, collection, '~', 99, document FROM documents LIMIT 1`,
    /Document ~ has no history/,
  ],
  ["a write that is gone", `DELETE FROM history WHERE sequence = 2`, /2 writes up to 3, and counted 3/],
  [
    "a first version that is gone",
    `DELETE FROM history WHERE sequence = 1`,
    /Write 3 changes a document that was never written/,
  ],
  ["a counter that was set back", `UPDATE feeds SET sequence = 2`, /3 writes up to 3, and counted 2/],
  [
    "a desk of a dealership that there is not",
    `UPDATE devices SET tenant_id = gen_random_uuid()`,
    /1 rows of devices belong to no dealership/,
  ],
])("%s is told", async (_name, statement, fault) => {
  await change(statement);
  expect((await check()).faults.join("\n")).toMatch(fault);
});

test("a file that is not what its name says is told, and one in a stranger's folder", async () => {
  const strangers = blobPath(world.folder, randomUUID(), sha256);
  await mkdir(dirname(strangers), { recursive: true });
  for (const path of [strangers, blobPath(world.folder, tenantId, sha256)])
    await writeFile(path, "other bytes");
  const { faults, missingFiles } = await check();
  expect(faults.filter((fault) => fault.includes("is not what its name says"))).toHaveLength(2);
  expect(faults.filter((fault) => fault.includes("belongs to no dealership"))).toHaveLength(1);
  expect(missingFiles).toBe(1);
});

test("files that desks have yet to send are counted, and are no fault", async () => {
  await rm(blobPath(world.folder, tenantId, sha256));
  const data = { sha256: "0".repeat(64), renditions: { 320: { sha256: "1".repeat(64) }, 800: { sha256 } } };
  const photo = JSON.stringify({ id: "p", kind: "photo", order: 0, _deleted: false, data });
  await change(
    `INSERT INTO documents (tenant_id, collection, id, sequence, document)
     VALUES ('${tenantId}', 'photos', 'p', 4, '${photo}')`,
  );
  expect(await check()).toMatchObject({ missingFiles: 1, awaitedFiles: 2 });
});
