import { mkdir, mkdtemp, readFile, realpath, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import { packagesIn, writeNotices } from "./notices.ts";

let root: string;

beforeEach(async () => {
  root = await realpath(await mkdtemp(join(tmpdir(), "autosell-notices-")));
  await writeFile(join(root, "package.json"), "{}");
});
afterEach(() => rm(root, { recursive: true, force: true }));

/** Installs a package in `node_modules`, or in that of another one. */
async function install(
  path: string,
  manifest: object,
  notices: Record<string, string> = {},
): Promise<string> {
  const folder = join(root, "node_modules", path);
  await mkdir(folder, { recursive: true });
  const name = path.replace(/^.*node_modules\//, "");
  await writeFile(join(folder, "package.json"), JSON.stringify({ name, version: "1.0.0", ...manifest }));
  for (const [file, text] of Object.entries(notices)) await writeFile(join(folder, file), text);
  return folder;
}

async function notices(bundled: string[], beside: string[] = []): Promise<string> {
  const file = join(root, "notices.txt");
  await writeNotices({ root, bundled, beside, file });
  return readFile(file, "utf8");
}

test("what is bundled and what lies beside it, with its needs, is named with its texts", async () => {
  const bundled = [
    await install(
      "one",
      { license: "MIT", homepage: "https://one.example" },
      { "LICENSE.md": "Text of MIT\n" },
    ),
    await install("two", { license: "MIT" }, { licence: "Text of MIT" }),
  ];
  await install(
    "beside",
    { license: "ISC", dependencies: { need: "1", absent: "1" } },
    { COPYING: "Of ISC" },
  );
  await install("need", { license: "0BSD" }, { LICENSE: "Not this one" });
  await install("beside/node_modules/need", { license: "BSD-2-Clause" }, { LICENSE: "A", NOTICE: "B" });
  await install("tool", { license: "MIT" }, { LICENSE: "Stays at home" });

  const text = await notices(bundled, ["beside"]);
  expect(text).toContain("one 1.0.0, MIT, https://one.example\ntwo 1.0.0, MIT\n\nText of MIT\n");
  expect(text).toContain("beside 1.0.0, ISC\n\nOf ISC\n");
  expect(text).toContain("need 1.0.0, BSD-2-Clause\n\nA\n\nB\n");
  expect(text).not.toMatch(/Not this one|Stays at home|absent/);
});

test("an exception says why it is one, and a package without a text is named", async () => {
  const text = await notices([
    await install("libheif-js", { license: "LGPL-3.0" }, { LICENSE: "Lesser" }),
    await install("silent", { license: "MIT" }),
  ]);
  expect(text).toMatch(/libheif-js 1\.0\.0, LGPL-3\.0\n {2}The only way to HEIC.*\n\nLesser/);
  expect(text).toContain("silent 1.0.0, MIT\n\nThese packages bring no text of their own.");
});

test("what must not ship stops the build", async () => {
  const folders = [
    await install("viral", { license: "GPL-3.0-only" }),
    await install("axe-core", { license: "MPL-2.0" }),
  ];
  await expect(notices(folders)).rejects.toThrow(
    /viral 1\.0\.0 is under GPL[^]*axe-core 1\.0\.0.*would ship/,
  );
});

test("the packages of a bundle are those of its modules and its assets", () => {
  const output = [
    {
      type: "chunk",
      moduleIds: ["/a/src/main.ts", "\0virtual", "/a/node_modules/x/node_modules/@y/z/lib/i.js"],
    },
    { type: "asset", originalFileNames: ["../node_modules/font/files/f.woff2", "index.html"] },
  ];
  const found = packagesIn([{ output }] as never, "/a/renderer");
  expect([...found]).toEqual(["/a/node_modules/x/node_modules/@y/z", "/a/node_modules/font"]);
});
