import { createHash, randomUUID } from "node:crypto";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { created } from "#shared/rules/stamping.ts";
import { openDocumentFile } from "./document-file.ts";
import type { AbsentFile } from "./format.ts";
import { packed, photosOf } from "./packing.ts";
import { checkExport, readManifest } from "./read-export.ts";
import { sealFile } from "./sealed-file.ts";

const cost = { opsLimit: 1, memLimit: 8192 };
const never = new AbortController().signal;
const hashOf = (text: string) => createHash("sha256").update(text).digest("hex");

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "autosell-pack-"));
});
afterAll(() => rm(folder, { recursive: true, force: true }));

/** An export of some documents and of files, of which some are there as they should be. */
async function exportOf(names: readonly string[], contents: Readonly<Record<string, string>>) {
  const spool = join(folder, `${randomUUID()}.ndjson`);
  {
    await using documents = await openDocumentFile(spool);
    for (let page = 0; page < 3; page++)
      await documents.write(
        Array.from({ length: 500 }, () => ({
          collection: "activity",
          document: created("change", randomUUID(), {}),
        })),
      );
  }
  for (const [name, text] of Object.entries(contents)) await writeFile(join(folder, hashOf(name)), text);
  const files = names.map((name) => ({
    id: name,
    photo: hashOf(name),
    hashes: [hashOf(name), hashOf(name)],
  }));
  const gathered = { path: spool, documents: 1500, cars: 1, photos: names.length, dealership: null, files };
  const manifest = {
    tenantId: randomUUID(),
    dealership: "Norte",
    madeAt: "2026-11-28T10:00:00.000Z",
    deskName: "Lote",
    version: "1",
    cars: 1,
    photos: names.length,
    bytes: 9,
  };
  const find = async (sha256: string) =>
    Object.keys(contents).some((name) => hashOf(name) === sha256)
      ? { path: join(folder, sha256), [Symbol.dispose]() {} }
      : null;
  const absent: AbsentFile[] = [];
  const archive = packed({ manifest, gathered, held: [], find, onPhoto: () => {} }, absent);
  const path = join(folder, `${randomUUID()}.autosell`);
  const file = await sealFile({ path, passphrase: "tres autos azules", cost }, archive, () => {}, never);
  return { file, absent, files, manifest };
}

test("is read back with all that was put in", async () => {
  const { file, absent, manifest } = await exportOf(["one", "two"], { one: "one", two: "two" });
  expect(absent).toEqual([]);
  expect(await readManifest(file)).toEqual(manifest);
  const { end } = await checkExport(file, () => {}, never);
  expect(end).toEqual({ documents: 1500, files: 2, absent: [] });
});

test("names the files that were not there, and those that are damaged on this desk", async () => {
  const { file, absent, files } = await exportOf(["one", "gone", "rotten"], { one: "one", rotten: "r0tten" });
  expect(absent.map(({ sha256 }) => sha256)).toEqual([hashOf("gone"), hashOf("rotten")]);
  expect(photosOf(files, absent)).toBe(2);
  const { end } = await checkExport(file, () => {}, never);
  expect(end).toEqual({ documents: 1500, files: 2, absent });
});

test("stops where it is told to, and closes what it reads", async () => {
  const { file } = await exportOf(["one"], { one: "one" });
  const stop = new AbortController();
  await expect(checkExport(file, () => stop.abort(), stop.signal)).rejects.toMatchObject({
    name: "AbortError",
  });
});

test("what opens but is not whole inside is damaged", async () => {
  const path = join(folder, "empty.autosell");
  const nothing = async function* () {
    yield Buffer.alloc(10, "x");
  };
  const file = await sealFile({ path, passphrase: "tres autos azules", cost }, nothing(), () => {}, never);
  await expect(checkExport(file, () => {}, never)).rejects.toMatchObject({ name: "ExportRefused" });
  await expect(readManifest(file)).rejects.toMatchObject({ problem: "damaged" });
});
