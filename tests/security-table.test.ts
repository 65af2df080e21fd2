import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { expect, test } from "vitest";
import installed from "electron/package.json" with { type: "json" };
import manifest from "../package.json" with { type: "json" };

const root = join(import.meta.dirname, "..");
const page = await readFile(join(root, "docs/security.md"), "utf8");
const rows = page.split("\n").filter((line) => line.startsWith("| ") && !line.startsWith("| ---"));

/** What a row says holds it: a file and a test's title. */
const named = rows.flatMap((row) =>
  [...row.matchAll(/`([\w./-]+\.(?:test|spec)\.tsx?)` "([^"]+)"/g)].map(
    ([, file = "", title = ""]) => [file, title] as const,
  ),
);

test.each(named)("%s has %s", async (file, title) => {
  const source = await readFile(join(root, file), "utf8").catch(() => "");
  expect(source).toContain(`"${title}"`);
});

test("all twenty points of Electron's checklist are gone through, each with a test", () => {
  const points = rows.flatMap((row) => /^\| (\d+) /.exec(row)?.[1] ?? []).map(Number);
  expect(points).toEqual(Array.from({ length: 20 }, (_, index) => index + 1));
  expect(rows.filter((row) => /^\| \d+ /.test(row) && !row.includes('.ts` "'))).toEqual([]);
});

test("Electron is one exact version, which is the one that is installed", () => {
  expect(manifest.devDependencies.electron).toMatch(/^\d+\.\d+\.\d+$/);
  expect(installed.version).toBe(manifest.devDependencies.electron);
});
