import { createHash } from "node:crypto";
import { access, mkdtemp, readdir, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import { openBlobStore } from "./blob-store.ts";

let folder = "";
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), "blob-store-"));
});
afterEach(() => rm(folder, { recursive: true, force: true }));

const hashOf = (text: string) => createHash("sha256").update(text).digest("hex");

async function adopted(text: string, store: Awaited<ReturnType<typeof openBlobStore>>): Promise<string> {
  const temporary = store.tempFile();
  await writeFile(temporary, text);
  await store.adopt(temporary, hashOf(text));
  await expect(access(temporary)).rejects.toThrow();
  return hashOf(text);
}

test("keeps content under its hash, in folders of two digits", async () => {
  const store = await openBlobStore(folder);
  const sha256 = await adopted("a tyre", store);

  expect(store.path(sha256)).toBe(join(folder, sha256.slice(0, 2), sha256));
  expect(await readFile(store.path(sha256), "utf8")).toBe("a tyre");
  expect([await store.has(sha256), await store.size(sha256)]).toEqual([true, 6]);
  expect([await store.has(hashOf("other")), await store.size(hashOf("other"))]).toEqual([false, null]);
});

test("takes the same content from many at once, once", async () => {
  const store = await openBlobStore(folder);
  const hashes = await Promise.all(Array.from({ length: 20 }, () => adopted("a wheel", store)));

  const kept: string[] = [];
  for await (const sha256 of store.hashes()) kept.push(sha256);
  expect(kept).toEqual([hashes[0]]);
  expect(await readFile(store.path(kept[0]!), "utf8")).toBe("a wheel");
});

test("replaces a blob that a crash of the computer left shorter than it should be", async () => {
  const store = await openBlobStore(folder);
  const sha256 = await adopted("a whole bonnet", store);
  await writeFile(store.path(sha256), "a who");
  await adopted("a whole bonnet", store);

  expect(await readFile(store.path(sha256), "utf8")).toBe("a whole bonnet");
});

test("sweeps what was left half written when it is opened", async () => {
  await writeFile((await openBlobStore(folder)).tempFile(), "half a pho");
  await openBlobStore(folder);
  expect(await readdir(join(folder, "temp"))).toEqual([]);
});

test.for(["", "..", "../../etc/passwd", "ABCDEF", `${"a".repeat(63)}/`, "a".repeat(65)])(
  "makes no path of what is not a hash (%s)",
  async (name) => {
    const store = await openBlobStore(folder);
    expect(() => store.path(name)).toThrow(RangeError);
  },
);
