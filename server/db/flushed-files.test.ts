import { fstatSync } from "node:fs";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { actualDisk } from "./flushed-files.ts";
import { openPGlite } from "./pglite.ts";

describe("the embedded database's files", () => {
  let folder: string;
  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), "flushed-"));
  });
  afterEach(() => rm(folder, { recursive: true, force: true }));

  it("are flushed before a commit is answered, and not for reading", async () => {
    let flushed = 0;
    const flush = () => void (flushed += 1);
    await using driver = await openPGlite(folder, { disk: { ...actualDisk, flush } });
    await driver.pool.query("CREATE TABLE cars (id int)");
    const before = flushed;
    await driver.pool.query("INSERT INTO cars VALUES (1)");
    const after = flushed;
    await driver.pool.query("SELECT * FROM cars");
    expect([after, flushed]).toEqual([before + 1, before + 1]);
  });

  it("do without folders being flushed where the system cannot", async () => {
    const folders: number[] = [];
    const flush = (descriptor: number) => {
      if (!fstatSync(descriptor).isDirectory()) return actualDisk.flush(descriptor);
      folders.push(descriptor);
      throw Object.assign(new Error("EPERM: operation not permitted, fsync"), { code: "EPERM" });
    };
    await using driver = await openPGlite(folder, { disk: { ...actualDisk, flush } });
    await driver.pool.query("CREATE TABLE cars (id int)");
    await driver.pool.query("CHECKPOINT");
    expect(folders).not.toEqual([]);
    expect((await driver.pool.query("SELECT * FROM cars")).rows).toEqual([]);
  });
});
