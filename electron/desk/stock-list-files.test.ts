import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, it } from "vitest";
import { createStockListFiles } from "./stock-list-files.ts";

let folder: string;
beforeEach(async () => void (folder = await mkdtemp(join(tmpdir(), "autosell-lists-"))));
afterEach(() => rm(folder, { recursive: true, force: true }));

it("reads a list in parts that make up the whole", async () => {
  const files = createStockListFiles();
  const path = join(folder, "stock.csv");
  const whole = Buffer.from("make;model\r\n" + "Nissan;Versa\r\n".repeat(60_000));
  await writeFile(path, whole);
  files.allow(path);
  const parts: Uint8Array[] = [];
  let read = 0;
  for (;;) {
    const part = await files.read(path, read);
    if (!part || part.bytes.length === 0) break;
    parts.push(part.bytes);
    read += part.bytes.length;
    expect(part.size).toBe(whole.length);
  }
  expect(parts.length).toBeGreaterThan(1);
  expect(Buffer.concat(parts).equals(whole)).toBe(true);
});

it("reads nothing that the user has not given to the app", async () => {
  const files = createStockListFiles();
  const path = join(folder, "secrets.csv");
  await writeFile(path, "a,b");
  files.allow(join(folder, "other.csv"));
  expect(await files.read(path, 0)).toBeNull();
  expect(await files.read(join(folder, "..", "other.csv"), 0)).toBeNull();
});

it("says of a file that has gone that it cannot be read", async () => {
  const files = createStockListFiles();
  const path = join(folder, "gone.csv");
  files.allow(path);
  await expect(files.read(path, 0)).rejects.toMatchObject({ code: "ENOENT" });
});
