import { mkdtemp, mkdir, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { expect, test } from "vitest";
import { readLicenceNotices } from "./licence-notices.ts";

test("the notices lie beside the entry or above its chunk, and from source there are none", async () => {
  const folder = await mkdtemp(join(tmpdir(), "autosell-notices-"));
  await mkdir(join(folder, "chunks"));
  const from = (path: string) => readLicenceNotices(pathToFileURL(join(folder, path)).href);
  expect(await from("main.js")).toBeNull();
  await writeFile(join(folder, "third-party-licenses.txt"), "MIT");
  expect(await from("main.js")).toBe("MIT");
  expect(await from("chunks/services.js")).toBe("MIT");
  await rm(folder, { recursive: true });
});
