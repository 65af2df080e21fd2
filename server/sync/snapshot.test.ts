import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import { car, pairedDevice } from "#tests/hub/world.ts";
import { openDatabase } from "../db/database.ts";
import { push } from "./push.ts";
import { readPage } from "./snapshot.ts";

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), "snapshot-"));
});
afterEach(() => rm(folder, { recursive: true, force: true }));

test("a page is looked up in its index, also where row-level security narrows what is seen", async () => {
  await using database = await openDatabase({
    databaseUrl: null,
    dataFolder: folder,
    onError: () => undefined,
  });
  const device = await pairedDevice(database);
  const rows = Array.from({ length: 200 }, () => ({ document: car(), assumed: null }));
  await push(database, device, { collection: "vehicles", rows }, Date.now());
  const plan = await database.asDevice(device, (transaction) =>
    transaction.rows<{ "QUERY PLAN": string }>(`EXPLAIN ${readPage}`, [
      device.tenantId,
      "vehicles",
      "0",
      rows[9]!.document.id,
      5,
    ]),
  );
  const text = plan.map((line) => line["QUERY PLAN"]).join("\n");
  expect(text).toContain("documents_snapshot");
  expect(text).toMatch(/Index Cond: .*ROW\(snapshot_rank, id\) > ROW/);
});
