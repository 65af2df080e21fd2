import { mkdir, mkdtemp, readdir, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { writeHubTemplate } from "../../scripts/hub-template.ts";
import { openPGlite } from "./pglite.ts";

describe("the embedded database's first start", () => {
  let folder: string;
  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), "pglite-"));
  });
  afterEach(() => rm(folder, { recursive: true, force: true }));

  const answer = async (template: string | null) => {
    await using driver = await openPGlite(folder, { template });
    const { rows } = await driver.pool.query<{ sum: number }>("SELECT 1 + 1 AS sum");
    return rows[0]?.sum;
  };

  it("begins from a template, and goes on from its own files afterwards", async () => {
    const template = join(folder, "template.zst");
    await writeHubTemplate(template);
    expect(await answer(template)).toBe(2);
    await rm(template);
    expect(await answer(template)).toBe(2);
  });

  it("starts over where an earlier one was killed before its database was whole, and keeps to initdb where the template is missing", async () => {
    const unfinished = join(folder, "database.unfinished");
    await mkdir(unfinished);
    await writeFile(join(unfinished, "PG_VERSION"), "half a version");
    expect(await answer(join(folder, "no-such-template.zst"))).toBe(2);
    expect(await readdir(folder)).not.toContain("database.unfinished");
  });
});
