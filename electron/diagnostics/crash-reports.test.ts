import { mkdtemp, readdir, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import { openCrashReports } from "./crash-reports.ts";

let root: string;
beforeEach(async () => {
  root = await mkdtemp(join(tmpdir(), "autosell-crashes-"));
});
afterEach(() => rm(root, { recursive: true, force: true }));

const crash = { process: "window", reason: "crashed", exitCode: 5 } as const;

test("a crash is a report that its id finds", async () => {
  const folder = join(root, "crashes");
  const id = openCrashReports({ folder, version: "1.2.3" }).write(crash);
  const [name, ...more] = await readdir(folder);
  expect(more).toEqual([]);
  expect(name).toContain(id);
  expect(JSON.parse(await readFile(join(folder, name!), "utf8"))).toMatchObject({
    ...crash,
    id,
    version: "1.2.3",
  });
});

test("the last twenty are kept", async () => {
  const reports = openCrashReports({ folder: root, version: "1" });
  const ids = Array.from({ length: 25 }, () => reports.write(crash));
  const names = await readdir(root);
  expect(names).toHaveLength(20);
  expect(names.some((name) => name.includes(ids.at(-1)!))).toBe(true);
});

test("a place that takes no report costs the report only", async () => {
  await writeFile(join(root, "crashes"), "a file");
  expect(openCrashReports({ folder: join(root, "crashes"), version: "1" }).write(crash)).toMatch(
    /^[0-9a-f]{8}$/,
  );
});
