import { chmod, mkdir, readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import { updateFailureOf } from "#electron/updater/update-failure.ts";
import { eventually } from "#tests/support/eventually.ts";
import { type EngineWorld, engineWorld } from "./engine-world.ts";

let world: EngineWorld;
beforeEach(async () => {
  world = await engineWorld("nsis");
});
afterEach(() => world[Symbol.asyncDispose]());

/** Linux runs it as it would run an installer; it notes what it was asked to do. */
const installer = '#!/bin/sh\necho "$@" > "$(dirname "$0")/asked"\n';

test("the installer is run silently, told whether to start the app again, and the present one is kept", async () => {
  const file = "Autosell-Setup-0.2.0.exe";
  await writeFile(join(world.feed.folder, file), installer);
  await world.feed.announce({ version: "0.2.0", file, manifest: "latest" });
  await mkdir(world.cache, { recursive: true });
  await writeFile(join(world.cache, "installer.exe"), "what installed 0.1.0");
  const engine = world.engine();
  expect(await engine.check()).toMatchObject({ version: "0.2.0" });
  await engine.download(() => {});
  await chmod(join(world.cache, "pending", file), 0o755);
  expect(engine.handOver(true)).toBe(true);
  const asked = join(world.cache, "pending", "asked");
  await eventually(async () => expect(await readFile(asked, "utf8")).toBe("--updated /S --force-run\n"));
  const kept = join(world.dataFolder, "installers", "Autosell-0.1.0.exe");
  expect(await readFile(kept, "utf8")).toBe("what installed 0.1.0");
});

test("Windows has a manifest of its own", async () => {
  await writeFile(join(world.feed.folder, "Autosell-0.2.0.AppImage"), "x");
  await world.feed.announce({ version: "0.2.0", file: "Autosell-0.2.0.AppImage" });
  const failure = await world.engine().check().catch(updateFailureOf);
  expect(failure).toBe("noManifest");
});
