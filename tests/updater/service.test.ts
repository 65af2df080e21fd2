import { existsSync } from "node:fs";
import { chmod, readdir, readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { afterEach, expect, test } from "vitest";
import type { UpdateStatus, WorkUnderWay } from "#shared/contract/updates.ts";
import type { Installation } from "#electron/updater/installation.ts";
import {
  createUpdateService,
  type UpdateService,
  type UpdateServiceOptions,
} from "#electron/updater/update-service.ts";
import { eventually } from "#tests/support/eventually.ts";
import { type EngineWorld, engineWorld } from "./engine-world.ts";

const stack: AsyncDisposableStack[] = [];
afterEach(async () => {
  for (const one of stack.splice(0)) await one.disposeAsync();
});

const setUp = "Autosell-Setup-0.2.0.exe";
/** Linux runs it as it would run an installer; it notes what it was asked to do. */
const installer = '#!/bin/sh\necho "$@" > "$(dirname "$0")/asked"\n';

interface Running {
  readonly world: EngineWorld;
  readonly updates: UpdateService;
  readonly work: WorkUnderWay[];
  readonly quits: () => number;
  /** As the app does when it closes. */
  close(): Promise<void>;
  asked(): Promise<string | null>;
}

/** The service of a computer on which an installer can be run, with what it looks for already there. */
async function start(
  given: Partial<UpdateServiceOptions> & { kind?: Installation["kind"]; world?: EngineWorld } = {},
): Promise<Running> {
  const own = new AsyncDisposableStack();
  stack.push(own);
  const world = given.world ?? own.use(await engineWorld(given.kind ?? "nsis"));
  let quits = 0;
  const work: WorkUnderWay[] = [];
  const updates = createUpdateService({
    installation: { ...world.installation, quit: () => void (quits += 1) },
    version: "0.1.0",
    dataFolder: world.dataFolder,
    publicKey: world.feed.publicKey,
    feed: () => ({ url: world.feed.url, isOptional: false }),
    work: () => work,
    guard: { rolledBack: null, withoutBackup: false },
    log: {
      info: (event, fields = {}) => void world.log.push({ event, fields }),
      error(event, error, fields = {}) {
        world.log.push({ event, fields: { ...fields, error: String(error) } });
        return "defect";
      },
    },
    ...given,
  });
  const stop = new AbortController();
  const ended = updates.run(stop.signal);
  const end = async () => {
    stop.abort();
    await ended;
  };
  own.defer(end);
  return {
    world,
    updates,
    work,
    quits: () => quits,
    async close() {
      updates.leaving();
      await end();
      const pending = join(world.cache, "pending", setUp);
      if (existsSync(pending)) await chmod(pending, 0o755);
      updates.handOver();
    },
    asked: () => readFile(join(world.cache, "pending", "asked"), "utf8").catch(() => null),
  };
}

async function offered(kind: Installation["kind"] = "nsis", version = "0.2.0"): Promise<EngineWorld> {
  const own = new AsyncDisposableStack();
  stack.push(own);
  const world = own.use(await engineWorld(kind));
  await writeFile(join(world.feed.folder, setUp), installer);
  await world.feed.announce({ version, file: setUp, manifest: "latest" });
  return world;
}

const ready = (updates: UpdateService) =>
  eventually(() => {
    expect(updates.status.get().progress.type).toBe("ready");
  });
const progressOf = (status: UpdateStatus) => status.progress;

test("it looks when it starts, fetches in the background, and installs on quit without starting the app again", async () => {
  const { updates, close, asked, world } = await start({ world: await offered() });
  await ready(updates);
  expect(updates.status.get()).toMatchObject({
    means: "itself",
    channel: "latest",
    progress: { type: "ready", version: "0.2.0", onQuit: true },
    lastCheckAt: expect.any(String),
  });
  expect(await readdir(world.dataFolder)).toContain("updates.json");
  await close();
  await eventually(async () => expect(await asked()).toBe("--updated /S\n"));
});

test("the user's word closes the app, and the new version starts by itself", async () => {
  const { updates, close, asked, quits } = await start({ world: await offered() });
  await ready(updates);
  expect(updates.install()).toBe("closing");
  expect(quits()).toBe(1);
  await close();
  await eventually(async () => expect(await asked()).toBe("--updated /S --force-run\n"));
});

test("whoever stays for unsaved work and closes later is not brought back", async () => {
  const { updates, close, asked } = await start({ world: await offered() });
  await ready(updates);
  updates.install();
  updates.stay();
  await close();
  await eventually(async () => expect(await asked()).toBe("--updated /S\n"));
});

test("nothing is installed in the middle of work, whoever asks for it", async () => {
  const { updates, work, close, asked, quits, world } = await start({ world: await offered() });
  expect(updates.install()).toBe("nothingReady");
  await ready(updates);
  work.push("import", "export");
  expect(updates.install()).toEqual(["import", "export"]);
  expect(quits()).toBe(0);
  await close();
  expect(world.log).toContainEqual({
    event: "update kept for another time",
    fields: { work: "import export" },
  });
  expect(await asked()).toBeNull();

  // The next run has it at once and installs it.
  const before = world.feed.requests.length;
  const next = await start({ world });
  await ready(next.updates);
  expect(world.feed.requests.slice(before).some(({ path }) => path.endsWith(".exe"))).toBe(false);
  await next.close();
  await eventually(async () => expect(await next.asked()).toBe("--updated /S\n"));
});

test("a package that takes a password is installed at the user's word only", async () => {
  const world = await offered("deb");
  await writeFile(join(world.feed.folder, "autosell_0.2.0.deb"), "a package");
  await world.feed.announce({ version: "0.2.0", file: "autosell_0.2.0.deb" });
  const { updates, close } = await start({ world });
  await ready(updates);
  expect(updates.status.get().progress).toMatchObject({ onQuit: false });
  await close();
  expect(world.log.some(({ event }) => event === "update handed to the installer")).toBe(false);
});

test("the channel is kept, and leaving the beta takes back a beta that only waited to be installed", async () => {
  const world = await offered("nsis", "0.1.0");
  await world.feed.announce({ version: "0.2.0-beta.1", file: setUp, manifest: "beta" });
  const first = await start({ world });
  await eventually(() => expect(first.updates.status.get().lastCheckAt).not.toBeNull());
  expect(await first.updates.setChannel("beta")).toMatchObject({ channel: "beta" });
  await ready(first.updates);
  await first.updates.setChannel("latest");
  expect(progressOf(first.updates.status.get())).toEqual({ type: "idle" });
  await first.updates.setChannel("beta");
  await ready(first.updates);
  await first.updates.setChannel("latest");
  await first.close();
  expect(world.log.some(({ event }) => event === "update handed to the installer")).toBe(false);

  const next = await start({ world });
  expect(next.updates.status.get().channel).toBe("latest");
});

test("a version that did not start here is not offered again; the next one is", async () => {
  const world = await offered();
  const rolledBack = { version: "0.2.0", at: "2026-11-02T10:00:00.000Z" };
  const { updates } = await start({ world, guard: { rolledBack, withoutBackup: false } });
  expect(await updates.check()).toMatchObject({ progress: { type: "idle" }, rolledBack });
  await world.feed.announce({ version: "0.2.1", file: setUp, manifest: "latest" });
  await updates.check();
  await ready(updates);
});

test("a refused version is logged and said, and one that is ready outlives a feed that is gone", async () => {
  const world = await offered();
  await world.feed.announce({ version: "0.2.0", file: setUp, manifest: "latest", signWith: null });
  const { updates } = await start({ world });
  expect(progressOf(await updates.check())).toEqual({ type: "failed", failure: "notSigned" });
  expect(world.log).toContainEqual({
    event: "update not looked for",
    fields: { failure: "notSigned", error: expect.stringContaining("has no signature") },
  });
  await world.feed.announce({ version: "0.2.0", file: setUp, manifest: "latest" });
  await updates.check();
  await ready(updates);
  await world.feed[Symbol.asyncDispose]();
  expect(progressOf(await updates.check())).toMatchObject({ type: "ready" });
});

test("a version that was withdrawn before it was installed is not", async () => {
  const world = await offered();
  const { updates } = await start({ world });
  await ready(updates);
  await world.feed.announce({ version: "0.1.0", file: setUp, manifest: "latest" });
  expect(progressOf(await updates.check())).toEqual({ type: "idle" });
});

test("an app that closes while it fetches ends at once, and goes on from there the next time", async () => {
  const world = await offered();
  world.feed.stall(setUp, 10);
  const { updates, close } = await start({ world });
  await eventually(() => expect(updates.status.get().progress).toMatchObject({ type: "downloading" }));
  await eventually(async () => expect(await readdir(join(world.cache, "partial"))).toHaveLength(1));
  await close();
  const next = await start({ world });
  await ready(next.updates);
});

test.each([
  [{ installation: null }, "host"],
  [{ publicKey: null }, "noKey"],
  [{ feed: () => null }, "noFeed"],
] as const)("%j updates by %s, and nothing is asked of anyone", async (given, means) => {
  const { updates, world } = await start(given);
  expect(await updates.check()).toMatchObject({ means, progress: { type: "idle" } });
  expect(world.feed.requests).toEqual([]);
});

test("a hub that offers no new versions is no failure", async () => {
  const world = await offered();
  const { updates } = await start({
    world,
    feed: () => ({ url: `${world.feed.url}updates/`, isOptional: true }),
  });
  expect(await updates.check()).toMatchObject({ means: "noFeed", progress: { type: "idle" } });
});
