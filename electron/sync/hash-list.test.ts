import { createHash } from "node:crypto";
import { mkdtemp, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import { openHashList } from "./hash-list.ts";

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), "hash-list-"));
});
afterEach(() => rm(folder, { recursive: true, force: true }));

const log = { info: () => undefined, error: () => "" };
const hashOf = (index: number) => createHash("sha256").update(String(index)).digest("hex");
const turn = () => new Promise(setImmediate);

test("a list keeps what is added while the disk is busy, each once and in order", async () => {
  const file = join(folder, "list");
  const added = Array.from({ length: 60 }, (_, index) => hashOf(index));
  {
    await using list = await openHashList(file, log);
    for (const [index, hash] of added.entries()) {
      list.add(hash);
      list.add(added[0]!);
      if (index % 7 === 0) await turn();
    }
  }
  expect(await readFile(file, "utf8")).toBe(added.map((hash) => `${hash}\n`).join(""));
  await using again = await openHashList(file, log);
  expect([...again]).toEqual(added);
});
