import { copyFile, mkdir, mkdtemp, readFile, rm, symlink, writeFile } from "node:fs/promises";
import { createServer, request } from "node:http";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { handleUpdates } from "#server/updates/update-files.ts";
import { engineWorld } from "#tests/updater/engine-world.ts";
import { makeVersions } from "#tests/updater/feed.ts";
import { openLine } from "./line.ts";
import { createWorld, type World } from "./world.ts";

let world: World;
let root: string;
let folder: string;

beforeAll(async () => {
  root = await mkdtemp(join(tmpdir(), "autosell-new-versions-"));
  folder = join(root, "feed");
  await mkdir(join(folder, "inner"), { recursive: true });
  await writeFile(join(folder, "latest.yml"), "version: 0.2.0\n");
  await writeFile(join(folder, "Autosell Setup 0.2.0.exe"), "0123456789");
  await writeFile(join(folder, ".hidden"), "no");
  await writeFile(join(folder, "inner", "file"), "no");
  await writeFile(join(root, "outside"), "no");
  await symlink(join(root, "outside"), join(folder, "link"));
  world = await createWorld("pglite", { updatesFolder: folder });
});
afterAll(async () => {
  await world?.[Symbol.asyncDispose]();
  await rm(root, { recursive: true, force: true });
});

/** As it is, where `fetch` would tidy the path. */
function status(path: string, method = "GET"): Promise<number> {
  return new Promise((resolve, reject) => {
    const { port } = world.hub;
    const asked = request({ host: "127.0.0.1", port, path, method }, (response) => {
      response.resume();
      resolve(response.statusCode ?? 0);
    });
    asked.on("error", reject).end();
  });
}

test("a desk without a token gets the files of the folder, whole or by range", async () => {
  const file = `${world.hub.url}/updates/Autosell%20Setup%200.2.0.exe`;
  expect(await (await fetch(`${world.hub.url}/updates/latest.yml?noCache=1`)).text()).toBe(
    "version: 0.2.0\n",
  );
  expect(await (await fetch(file)).text()).toBe("0123456789");
  const part = await fetch(file, { headers: { range: "bytes=2-4" } });
  expect([part.status, part.headers.get("content-range"), await part.text()]).toEqual([
    206,
    "bytes 2-4/10",
    "234",
  ]);
  expect((await fetch(file, { method: "HEAD" })).headers.get("content-length")).toBe("10");
  expect((await fetch(file, { headers: { range: "bytes=99-" } })).status).toBe(416);
});

test("a desk updates itself from its hub, by the blocks that changed", async () => {
  await using desk = await engineWorld();
  const name = "Autosell-0.2.0.AppImage";
  const [old, offered] = [desk.installation.appImage ?? "", join(desk.feed.folder, name)];
  const { blockMapSize, size } = await makeVersions({ old, feed: offered, size: 2_000_000, added: 40_000 });
  await desk.feed.announce({ version: "0.2.0", file: name, blockMapSize });
  for (const file of [name, "latest-linux.yml", "latest-linux.yml.sig"])
    await copyFile(join(desk.feed.folder, file), join(folder, file));
  await using line = await openLine(world.hub.port);
  const engine = desk.engine({ url: `http://127.0.0.1:${line.port}/updates/` });
  expect(await engine.check()).toMatchObject({ version: "0.2.0" });
  expect(await engine.download(() => {})).toBe(true);
  const fetched = await readFile(join(desk.cache, "pending", name));
  expect(fetched.equals(await readFile(offered))).toBe(true);
  expect(line.received()).toBeLessThan(size / 4);
});

test.each([
  "/updates/",
  "/updates/none.yml",
  "/updates/.hidden",
  "/updates/inner",
  "/updates/inner/file",
  "/updates/link",
  "/updates/../outside",
  "/updates/..%2Foutside",
  "/updates/%2e%2e/outside",
  "/updates/..\\outside",
  "/updates/latest.yml%00",
  "/updates/%E0%A4%A",
])("%s leads to nothing", async (path) => {
  expect(await status(path)).toBe(404);
});

test("nothing can be put there", async () => {
  expect(await status("/updates/latest.yml", "PUT")).toBe(405);
});

test("a hub without such a folder has none of its files", async () => {
  const server = createServer((asked, response) => {
    void handleUpdates(null, asked.url ?? "", asked, response);
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const { port } = server.address() as AddressInfo;
  expect((await fetch(`http://127.0.0.1:${port}/updates/latest.yml`)).status).toBe(404);
  await new Promise((resolve) => server.close(resolve));
});
