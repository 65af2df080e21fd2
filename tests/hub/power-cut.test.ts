import { execFile } from "node:child_process";
import { randomInt } from "node:crypto";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { expect, test } from "vitest";
import { databaseFolder, openPGlite } from "#server/db/pglite.ts";
import { createForgetfulDisk } from "#tests/support/forgetful-disk.ts";
import { seeded } from "#tests/support/images.ts";
import { briefly, endWithThis } from "#tests/support/processes.ts";

const cuts = 6;
const seed = Number(process.env["POWER_SEED"] ?? randomInt(1_000_000));

/** What is in the row of each number: enough for a few to fill a page. */
const contentOf = (id: number, edits: number) => `${id}.${edits} `.repeat(200);

test(`the embedded database has all that it committed after a power cut, whenever it comes (seed ${seed})`, async () => {
  const folder = await mkdtemp(join(tmpdir(), "autosell-power-"));
  const random = seeded(seed);
  const disk = createForgetfulDisk();
  const committed = new Map<number, number>();
  const left: { place: string; promised: ReadonlyMap<number, number> }[] = [];
  let beforeCut = 0;
  let isRunning = false;
  const cut = () => {
    const place = join(folder, `cut-${left.length + 1}`);
    // Nothing, everything or anything between of what was not flushed has come to the disk by itself.
    const share = [0, 0.5, 1][left.length % 3]!;
    disk.cut(databaseFolder(folder), databaseFolder(place), () => random() < share);
    left.push({ place, promised: new Map(committed) });
    beforeCut = Math.floor(random() * 20);
  };
  const flush = (descriptor: number) => {
    if (isRunning && left.length < cuts && beforeCut-- === 0) cut();
    disk.flush(descriptor);
  };

  {
    await using database = await openPGlite(folder, { disk: { ...disk, flush } });
    const { pool } = database;
    await pool.query("CREATE TABLE cars (id int PRIMARY KEY, content text NOT NULL)");
    isRunning = true;
    for (let id = 1; id <= 500 && left.length < cuts; id++) {
      await pool.query("INSERT INTO cars VALUES ($1, $2)", [id, contentOf(id, 0)]);
      committed.set(id, 0);
      const earlier = Math.ceil(random() * id);
      const edits = committed.get(earlier)! + 1;
      await pool.query("UPDATE cars SET content = $2 WHERE id = $1", [earlier, contentOf(earlier, edits)]);
      committed.set(earlier, edits);
      if (random() < 0.05) await pool.query("CHECKPOINT");
      if (random() < 0.02) await database.tidy();
    }
    isRunning = false;
  }
  expect(left).toHaveLength(cuts);

  for (const { place, promised } of left) {
    await using database = await openPGlite(place);
    const { rows } = await database.pool.query<{ id: number; content: string }>("SELECT * FROM cars");
    const found = new Map(rows.map(({ id, content }) => [id, content]));
    for (const [id, edits] of promised)
      // What was under way at the cut may be there as well, and nobody was told so.
      expect([contentOf(id, edits), contentOf(id, edits + 1)]).toContain(found.get(id));
    expect(found.size - promised.size).toBeLessThanOrEqual(1);
  }
  await rm(folder, { recursive: true });
}, 180_000);

const writer = fileURLToPath(new URL("./failing-disk-writer.ts", import.meta.url));

test("a hub whose disk keeps nothing more ends at once, and the next one has all that was answered", async () => {
  const folder = await mkdtemp(join(tmpdir(), "autosell-power-"));
  const said = Promise.withResolvers<{ code: unknown; stdout: string; stderr: string }>();
  const child = execFile(process.execPath, [...briefly, writer, folder], (error, stdout, stderr) =>
    said.resolve({ code: error?.code, stdout, stderr }),
  );
  endWithThis(child);
  const { code, stdout, stderr } = await said.promise;
  expect(code).toBe(1);
  expect(stderr).toBe("The disk does not keep what the database wrote: Error: EIO: i/o error, fsync\n");
  const answered = stdout.trim().split("\n").map(Number);
  expect(answered).toHaveLength(20);
  {
    await using database = await openPGlite(folder);
    const { rows } = await database.pool.query<{ id: number }>("SELECT id FROM cars");
    expect(rows.map(({ id }) => id)).toEqual(expect.arrayContaining(answered));
  }
  await rm(folder, { recursive: true });
}, 180_000);
