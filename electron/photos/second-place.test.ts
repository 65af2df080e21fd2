import { createHash } from "node:crypto";
import { mkdir, mkdtemp, readdir, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import { createCopyTools } from "./copying.ts";
import { copyToSecondPlace } from "./second-place.ts";

let root = "";
beforeEach(async () => {
  root = await mkdtemp(join(tmpdir(), "second-place-"));
  await mkdir(join(root, "disk"));
});
afterEach(() => rm(root, { recursive: true, force: true }));

const tools = createCopyTools(() => {});
const folder = () => join(root, "disk", "2026-11-21", "EOS_DIGITAL");

async function copied(name: string, content: string | Buffer, place = join(root, "disk")): Promise<void> {
  const path = join(root, "blob");
  await writeFile(path, content);
  const bytes = Buffer.from(content);
  const sha256 = createHash("sha256").update(bytes).digest("hex");
  const folders = ["2026-11-21", "EOS_DIGITAL"];
  copyToSecondPlace({ path, sha256, bytes: bytes.length, place, folders, name, id: "one" }, tools);
}

test("copies under the day, the card and the file's own name, whatever its size", async () => {
  const large = Buffer.alloc(3 * 1024 * 1024 + 17, "camera");
  await copied("IMG_1.JPG", "a");
  await copied("IMG_2.CR3", large);
  expect(await readFile(join(folder(), "IMG_1.JPG"), "utf8")).toBe("a");
  expect((await readFile(join(folder(), "IMG_2.CR3"))).equals(large)).toBe(true);
  expect(await readdir(folder())).toEqual(["IMG_1.JPG", "IMG_2.CR3"]);
});

test("leaves what is there already alone, and never overwrites anything else", async () => {
  await copied("IMG_1.JPG", "first");
  await copied("IMG_1.JPG", "second");
  await copied("IMG_1.JPG", "third");
  await copied("IMG_1.JPG", "second");
  expect(await readdir(folder())).toEqual(["IMG_1 (2).JPG", "IMG_1 (3).JPG", "IMG_1.JPG"]);
  expect(await readFile(join(folder(), "IMG_1.JPG"), "utf8")).toBe("first");
  expect(await readFile(join(folder(), "IMG_1 (2).JPG"), "utf8")).toBe("second");
});

test("goes over what a killed run left half written", async () => {
  await copied("IMG_1.JPG", "a");
  await writeFile(join(folder(), ".one.part"), "hal");
  await copied("IMG_2.JPG", "b");
  expect(await readdir(folder())).toEqual(["IMG_1.JPG", "IMG_2.JPG"]);
});

test("never makes the place itself: without its disk it would be made on another", async () => {
  await expect(copied("IMG_1.JPG", "a", join(root, "unplugged"))).rejects.toThrow("ENOENT");
  expect(await readdir(root)).not.toContain("unplugged");
});

test("tames names that other disks refuse and cuts those that are too long", async () => {
  const long = `${"ñ".repeat(130)}.jpg`;
  await copied('a<b>:"|?*.png', "a");
  await copied(long.slice(0, 120) + ".jpg", "b");
  const names = await readdir(folder());
  expect(names).toContain("a_b______.png");
  for (const name of names) expect(Buffer.byteLength(name)).toBeLessThanOrEqual(240);
  expect(names.some((name) => name.endsWith("ñ.jpg"))).toBe(true);
});
