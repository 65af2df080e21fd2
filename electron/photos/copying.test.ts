import { createHash } from "node:crypto";
import { appendFileSync, mkdirSync, readFileSync, renameSync, utimesSync, writeFileSync } from "node:fs";
import { mkdtemp, readdir, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import { blobPath } from "./blob-store.ts";
import { copyToStore, createCopyTools } from "./copying.ts";
import { PhotoRefusal } from "./photo-refusal.ts";

let root = "";
const store = () => join(root, "store");
const source = () => join(root, "IMG_1.JPG");
beforeEach(async () => {
  root = await mkdtemp(join(tmpdir(), "copying-"));
  mkdirSync(join(store(), "temp"), { recursive: true });
});
afterEach(() => rm(root, { recursive: true, force: true }));

/** A file that begins as a JPEG does, of this many bytes. */
function jpeg(bytes: number): Buffer {
  const content = Buffer.alloc(bytes, "what a camera's sensor saw ");
  content.write("\xff\xd8\xff", 0, "latin1");
  return content;
}

const tools = createCopyTools(() => {});
const hashOf = (content: Buffer) => createHash("sha256").update(content).digest("hex");
function copied(with_ = tools) {
  const tempFile = join(store(), "temp", "one");
  return copyToStore({ path: source(), storeFolder: store(), tempFile, picturesOnly: true }, with_);
}

/** Does something to the source each time that the copy asks whether it is still wanted. */
function meanwhile(act: () => void) {
  return { ...tools, throwIfStopped: act };
}

const megabyte = 1024 * 1024;
const sizes = [3, 4095, 4096, megabyte, megabyte + 1, 5 * megabyte + 77, 32 * megabyte, 33 * megabyte + 5];

test.for(sizes)("a file of %i bytes is in the store as it was, under its hash", async (bytes) => {
  const content = jpeg(bytes);
  writeFileSync(source(), content);
  const copy = copied();
  expect(copy).toEqual({ sha256: hashOf(content), bytes, format: "jpeg" });
  expect(readFileSync(blobPath(store(), copy.sha256)).equals(content)).toBe(true);
  expect(await readdir(join(store(), "temp"))).toEqual([]);
});

test.for([megabyte, 33 * megabyte])(
  "content of %i bytes that is there is compared, not written again",
  (bytes) => {
    writeFileSync(source(), jpeg(bytes));
    const path = blobPath(store(), copied().sha256);
    utimesSync(path, 1, 1);
    expect(copied().bytes).toBe(bytes);
    expect(readFileSync(path).equals(jpeg(bytes))).toBe(true);
  },
);

test.for([megabyte, 33 * megabyte])("a blob of %i bytes that went bad is put right", (bytes) => {
  writeFileSync(source(), jpeg(bytes));
  const path = blobPath(store(), copied().sha256);
  writeFileSync(path, Buffer.alloc(bytes, "bad"));
  copied();
  expect(readFileSync(path).equals(jpeg(bytes))).toBe(true);
});

const changes: Record<string, () => void> = {
  "is still written to": () => appendFileSync(source(), "more"),
  "is written over": () => writeFileSync(source(), jpeg(megabyte)),
  "is touched": () => utimesSync(source(), 1, 1),
};

test.for(Object.keys(changes))("a file that %s while it is read is not taken", async (change) => {
  for (const bytes of [3 * megabyte, 34 * megabyte]) {
    writeFileSync(source(), jpeg(bytes));
    expect(() => copied(meanwhile(changes[change]!))).toThrow(new PhotoRefusal("changedWhileRead"));
  }
  expect(await readdir(join(store(), "temp"))).toEqual([]);
  expect(await readdir(store())).toEqual(["temp"]);
});

test("a file that is renamed while it is read is read to its end", () => {
  writeFileSync(source(), jpeg(3 * megabyte));
  let isMoved = false;
  const copy = copied(
    meanwhile(() => {
      if (!isMoved) renameSync(source(), `${source()}.moved`);
      isMoved = true;
    }),
  );
  expect(copy.sha256).toBe(hashOf(jpeg(3 * megabyte)));
});

test.for([3 * megabyte, 34 * megabyte])(
  "a copy of %i bytes that is stopped leaves nothing",
  async (bytes) => {
    writeFileSync(source(), jpeg(bytes));
    let asked = 0;
    const stop = meanwhile(() => {
      asked += 1;
      if (asked > 2) throw new Error("stopped");
    });
    expect(() => copied(stop)).toThrow("stopped");
    expect(await readdir(join(store(), "temp"))).toEqual([]);
  },
);

test("what is no picture is refused before anything is written, unless it is a companion", async () => {
  writeFileSync(source(), "Stock list, spring\n".repeat(500));
  expect(() => copied()).toThrow(new PhotoRefusal("notAPicture"));
  expect(await readdir(store())).toEqual(["temp"]);
  const tempFile = join(store(), "temp", "one");
  const order = { path: source(), storeFolder: store(), tempFile, picturesOnly: false };
  expect(copyToStore(order, tools).format).toBeNull();
});
