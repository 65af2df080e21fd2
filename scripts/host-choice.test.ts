import { mkdir, mkdtemp, rm, utimes, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { expect, test } from "vitest";
import { isBuildStale } from "./build-age.ts";
import { chooseHost, displayOf, fetchElectron, type HostFacts } from "./host-choice.ts";

const desktop: HostFacts = {
  wanted: null,
  platform: "linux",
  hasDisplay: true,
  isRoot: false,
  hasBinary: () => Promise.resolve(true),
};
const nobodyAsks = () => Promise.reject(new Error("nobody should look for the binary"));

test.each([
  [{}, "electron", "in its own window"],
  [{ wanted: "electron" as const }, "electron", "in its own window"],
  [{ wanted: "browser" as const, hasBinary: nobodyAsks }, "browser", "because you asked for it"],
  [{ hasDisplay: false, hasBinary: nobodyAsks }, "browser", "has no display"],
  [{ isRoot: true, hasBinary: nobodyAsks }, "browser", "does not run as root"],
  [{ isRoot: true, platform: "darwin" }, "electron", "in its own window"],
  [{ hasBinary: () => Promise.resolve(false) }, "browser", "could not be downloaded"],
])("%o is %s, and says why", async (change, host, why) => {
  const choice = await chooseHost({ ...desktop, ...change });
  expect(choice.host).toBe(host);
  expect(choice.sentence).toContain(why);
});

test("a Linux without a display server has none, other systems always have one", () => {
  expect(displayOf("linux", {})).toBe(false);
  expect(displayOf("linux", { DISPLAY: ":0" })).toBe(true);
  expect(displayOf("linux", { WAYLAND_DISPLAY: "wayland-0" })).toBe(true);
  expect(displayOf("win32", {})).toBe(true);
});

test("where the place that has Electron does not answer, nothing is downloaded", async () => {
  expect(await fetchElectron({ ELECTRON_MIRROR: "http://127.0.0.1:1/" })).toBe(false);
});

test("a build is stale when it is missing or older than a source, tests aside", async () => {
  const root = await mkdtemp(join(tmpdir(), "autosell-build-"));
  const touch = async (path: string, seconds: number) => {
    await mkdir(dirname(join(root, path)), { recursive: true });
    await writeFile(join(root, path), "");
    await utimes(join(root, path), seconds, seconds);
  };
  await touch("electron/main.ts", 100);
  expect(await isBuildStale(root)).toBe(true);
  for (const path of ["main/browser-host.js", "main/main.js", "preload/preload.cjs", "renderer/index.html"])
    await touch(`out/${path}`, 200);
  expect(await isBuildStale(root)).toBe(false);
  await touch("electron/main.test.ts", 300);
  expect(await isBuildStale(root)).toBe(false);
  await touch("shared/rules/merge.ts", 300);
  expect(await isBuildStale(root)).toBe(true);
  await rm(root, { recursive: true });
});
