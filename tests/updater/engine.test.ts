import { createHash, generateKeyPairSync, randomBytes } from "node:crypto";
import { once } from "node:events";
import { existsSync } from "node:fs";
import { chmod, mkdir, readdir, readFile, stat, symlink, writeFile } from "node:fs/promises";
import { createServer, request } from "node:http";
import type { AddressInfo } from "node:net";
import { join } from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import { updateFailureOf } from "#electron/updater/update-failure.ts";
import { eventually } from "#tests/support/eventually.ts";
import { type EngineWorld, engineWorld } from "./engine-world.ts";
import { makeVersions } from "./feed.ts";

let world: EngineWorld;
beforeEach(async () => {
  world = await engineWorld();
});
afterEach(() => world[Symbol.asyncDispose]());

const name = "Autosell-0.2.0.AppImage";
const pending = () => join(world.cache, "pending", name);
const same = async (a: string, b: string) => expect((await readFile(a)).equals(await readFile(b))).toBe(true);
const failureOf = async (act: Promise<unknown>) =>
  updateFailureOf(await act.catch((error: unknown) => error));

/** A version of so many random bytes in the feed; it shares nothing with the one that is installed. */
async function release(version = "0.2.0", size = 400_000): Promise<string> {
  const file = `Autosell-${version}.AppImage`;
  await writeFile(join(world.feed.folder, file), randomBytes(size));
  await writeFile(world.installation.appImage ?? "", "the old one", { mode: 0o755 });
  return file;
}

test("a newer version is offered with what is new in it in each language, as text", async () => {
  const releaseNotes =
    "## Added\n- **Stickers** with <b>QR</b> &amp; price,\n  by _File > Print_\n- [Printing](https://x.example)";
  const releaseNotesByLanguage = {
    "es-MX": "## Agregado\n- Hojas de <img src=x onerror=alert(1)>parabrisas\n- Imprimir",
    bg: "Ново",
  };
  const more = { releaseNotes, releaseNotesByLanguage };
  await world.feed.announce({ version: "0.2.0", file: await release(), more });
  expect(await world.engine().check()).toEqual({
    version: "0.2.0",
    notes: {
      en: "Added\n• Stickers with QR & price, by File > Print\n• Printing",
      "es-MX": "Agregado\n• Hojas de parabrisas\n• Imprimir",
    },
  });
});

test.each([
  ["English ones only", { releaseNotes: "- Stickers" }, { en: "• Stickers", "es-MX": "" }],
  ["none", {}, { en: "", "es-MX": "" }],
  ["no text", { releaseNotes: 7, releaseNotesByLanguage: { "es-MX": ["x"] } }, { en: "", "es-MX": "" }],
  [
    "no languages",
    { releaseNotes: "- Stickers", releaseNotesByLanguage: "x" },
    { en: "• Stickers", "es-MX": "" },
  ],
  [
    "more than anybody reads",
    { releaseNotes: "a".repeat(50_000), releaseNotesByLanguage: { "es-MX": "ñ".repeat(50_000) } },
    { en: "a".repeat(20_000), "es-MX": "ñ".repeat(20_000) },
  ],
])("a version is offered whose notes are %s", async (_what, more, notes) => {
  await world.feed.announce({ version: "0.2.0", file: await release(), more });
  expect(await world.engine().check()).toEqual({ version: "0.2.0", notes });
});

test("only the blocks that changed are fetched, and the file is whole", async () => {
  const old = world.installation.appImage ?? "";
  const { blockMapSize, size } = await makeVersions({
    old,
    feed: join(world.feed.folder, name),
    size: 3_000_000,
    added: 40_000,
  });
  await world.feed.announce({ version: "0.2.0", file: name, blockMapSize });
  const engine = world.engine();
  await engine.check();
  await engine.download(() => {});
  await same(pending(), join(world.feed.folder, name));
  expect(bytesAsked(size)).toBeLessThan(size / 8);
});

/** How much of a version of that size the feed was asked for, from the request of that number on. */
function bytesAsked(size: number, since = 0): number {
  return world.feed.requests
    .slice(since)
    .filter(({ path }) => path.endsWith(".AppImage"))
    .map(({ range }) => /^bytes=(\d+)-(\d*)$/.exec(range ?? ""))
    .reduce((sum, found) => sum + (found ? Number(found[2] || size - 1) - Number(found[1]) + 1 : size), 0);
}

test("a download of changed blocks that was cut off goes on where it stopped, in the next run of the app", async () => {
  const old = world.installation.appImage ?? "";
  const feed = join(world.feed.folder, name);
  const { blockMapSize, size } = await makeVersions({ old, feed, size: 3_000_000, added: 600_000 });
  await world.feed.announce({ version: "0.2.0", file: name, blockMapSize });
  world.feed.stall(name, 500_000);
  const engine = world.engine();
  await engine.check();
  const download = failureOf(engine.download(() => {}));
  const written = join(world.cache, "pending", `temp-${name}`);
  await eventually(async () => expect((await stat(written)).size).toBeGreaterThan(1_950_000));
  world.feed.vanish(true);
  expect(await download).toBe("unreachable");

  world.feed.vanish(false);
  const before = world.feed.requests.length;
  const next = world.engine();
  await next.check();
  expect(await next.download(() => {})).toBe(true);
  await same(pending(), feed);
  expect(bytesAsked(size, before)).toBeLessThan(250_000);
  expect(existsSync(join(world.cache, "partial"))).toBe(false);
});

test("what a killed run had put together of a version is taken up", async () => {
  const file = await release();
  await world.feed.announce({ version: "0.2.0", file });
  const whole = await readFile(join(world.feed.folder, file));
  await mkdir(join(world.cache, "pending"), { recursive: true });
  await writeFile(join(world.cache, "pending", `temp-${file}`), whole.subarray(0, 300_000));
  const engine = world.engine();
  await engine.check();
  await engine.download(() => {});
  await same(pending(), join(world.feed.folder, file));
  expect(world.feed.requests.at(-1)?.range).toBe("bytes=300000-");
});

test("the feed is reached through the system's proxy, and what is fetched is as good as without", async () => {
  const asked: string[] = [];
  const proxy = createServer(({ url = "", headers }, response) => {
    asked.push(url);
    request(new URL(new URL(url).pathname, world.feed.url), { headers }, (answer) => {
      response.writeHead(answer.statusCode ?? 502, answer.headers);
      answer.pipe(response);
    }).end();
  });
  proxy.listen(0, "127.0.0.1");
  await once(proxy, "listening");
  const file = await release();
  await world.feed.announce({ version: "0.2.0", file });
  const address = `http://127.0.0.1:${(proxy.address() as AddressInfo).port}`;
  const engine = world.engine({ url: "http://updates.invalid/", proxy: address });
  await engine.check();
  await engine.download(() => {});
  await same(pending(), join(world.feed.folder, file));
  expect(asked.every((url) => url.startsWith("http://updates.invalid/"))).toBe(true);
  proxy.close();
});

test("a file that is not what the manifest promised is refused, and nothing of it stays", async () => {
  const file = await release();
  await world.feed.announce({ version: "0.2.0", file });
  const bytes = await readFile(join(world.feed.folder, file));
  bytes[100]! ^= 1;
  await writeFile(join(world.feed.folder, file), bytes);
  const engine = world.engine();
  await engine.check();
  expect(await failureOf(engine.download(() => {}))).toBe("damaged");
  expect(await readdir(join(world.cache, "pending"))).toEqual([]);
  expect(await readdir(join(world.cache, "partial"))).toEqual([]);
  expect(engine.handOver(true)).toBe(false);
});

test("a manifest without a signature, or with another's, or changed after it was signed, is not believed", async () => {
  const file = await release();
  await world.feed.announce({ version: "0.2.0", file, signWith: null });
  expect(await failureOf(world.engine().check())).toBe("notSigned");
  const { privateKey } = generateKeyPairSync("ed25519");
  await world.feed.announce({ version: "0.2.0", file, signWith: privateKey });
  expect(await failureOf(world.engine().check())).toBe("wrongSignature");
  await world.feed.announce({ version: "0.2.0", file });
  const manifest = join(world.feed.folder, "latest-linux.yml");
  await writeFile(manifest, (await readFile(manifest, "utf8")).replace("0.2.0", "9.0.0"));
  expect(await failureOf(world.engine().check())).toBe("wrongSignature");
  expect(world.feed.requests.some(({ path }) => path.endsWith(".AppImage"))).toBe(false);
});

test("a signed manifest in another's place is not believed", async () => {
  const file = await release("0.2.0-beta.1");
  await world.feed.announce({ version: "0.2.0-beta.1", file });
  expect(await failureOf(world.engine().check())).toBe("manifestInvalid");
  await writeFile(join(world.feed.folder, "Autosell.exe"), "MZ");
  await world.feed.announce({ version: "0.2.0", file: "Autosell.exe" });
  expect(await failureOf(world.engine().check())).toBe("manifestInvalid");
});

test("an empty feed and one that does not answer are told apart", async () => {
  expect(await failureOf(world.engine().check())).toBe("noManifest");
  const engine = world.engine();
  await world.feed[Symbol.asyncDispose]();
  expect(await failureOf(engine.check())).toBe("unreachable");
});

test.each(["0.1.0", "0.0.9"])("version %s is no news to 0.1.0, on either channel", async (version) => {
  await world.feed.announce({ version, file: await release(version) });
  await world.feed.announce({ version, file: await release(version), manifest: "beta-linux" });
  expect(await world.engine().check()).toBeNull();
  expect(await world.engine({ channel: "beta" }).check()).toBeNull();
});

test("a beta is offered on its channel only, and to no one who is past it", async () => {
  await world.feed.announce({ version: "0.1.0", file: await release("0.1.0") });
  const file = await release("0.2.0-beta.1");
  await world.feed.announce({ version: "0.2.0-beta.1", file, manifest: "beta-linux" });
  expect(await world.engine().check()).toBeNull();
  expect(await world.engine({ channel: "beta" }).check()).toMatchObject({ version: "0.2.0-beta.1" });
  expect(await world.engine({ channel: "beta", version: "0.2.0" }).check()).toBeNull();
  // Back on the stable channel a beta stays until the stable one has overtaken it.
  expect(await world.engine({ version: "0.2.0-beta.1" }).check()).toBeNull();
  await world.feed.announce({ version: "0.2.0", file: await release() });
  expect(await world.engine({ version: "0.2.0-beta.1" }).check()).toMatchObject({ version: "0.2.0" });
  expect(await world.engine({ channel: "beta" }).check()).toMatchObject({ version: "0.2.0" });
});

test("a staged version reaches the share that was said, and each desk always decides the same", async () => {
  const file = await release();
  const offeredTo = async (desks: number, stagingPercentage: number) => {
    await world.feed.announce({ version: "0.2.0", file, more: { stagingPercentage } });
    const answers = await Promise.all(
      Array.from({ length: desks }, async (_, desk) => {
        const dataFolder = world.path(`desk-${desk}`);
        return (await world.engine({ dataFolder }).check()) !== null;
      }),
    );
    return answers;
  };
  expect(await offeredTo(12, 0)).not.toContain(true);
  const half = await offeredTo(40, 50);
  expect(half.filter(Boolean).length).toBeGreaterThan(5);
  expect(half.filter(Boolean).length).toBeLessThan(35);
  expect(await offeredTo(40, 50)).toEqual(half);
  expect(await offeredTo(12, 100)).not.toContain(false);
});

test("a download that was cut off goes on where it stopped, also in the next run of the app", async () => {
  const file = await release();
  await world.feed.announce({ version: "0.2.0", file });
  world.feed.stall(file, 150_000);
  const engine = world.engine();
  await engine.check();
  const download = failureOf(engine.download(() => {}));
  const partial = join(world.cache, "partial");
  await eventually(async () => {
    const [part = ""] = await readdir(partial);
    expect((await stat(join(partial, part))).size).toBe(150_000);
  });
  world.feed.hangUp();
  expect(await download).toBe("unreachable");

  const next = world.engine();
  await next.check();
  const percents: number[] = [];
  expect(await next.download((percent) => percents.push(percent))).toBe(true);
  await same(pending(), join(world.feed.folder, file));
  expect(world.feed.requests.at(-1)?.range).toBe("bytes=150000-");
  expect(percents.at(0)).toBeGreaterThanOrEqual(37);
  expect(percents.at(-1)).toBe(100);
  expect(existsSync(partial)).toBe(false);
});

/** Where what has come of a file waits for the rest. */
async function partialOf(file: string): Promise<string> {
  const bytes = await readFile(join(world.feed.folder, file));
  const sha512 = createHash("sha512").update(bytes).digest("hex");
  await mkdir(join(world.cache, "partial"), { recursive: true });
  return join(world.cache, "partial", `${sha512.slice(0, 64)}.part`);
}

test("a part that was spoiled where it lay is fetched anew", async () => {
  const file = await release();
  await world.feed.announce({ version: "0.2.0", file });
  await writeFile(await partialOf(file), randomBytes(90_000));
  const engine = world.engine();
  await engine.check();
  await engine.download(() => {});
  await same(pending(), join(world.feed.folder, file));
});

test.skipIf(process.platform !== "linux")(
  "a full disk is said, takes no room, and the next try works",
  async () => {
    const file = await release();
    await world.feed.announce({ version: "0.2.0", file });
    // Whatever is written there, the system answers that the disk is full.
    await symlink("/dev/full", await partialOf(file));
    const engine = world.engine();
    await engine.check();
    expect(await failureOf(engine.download(() => {}))).toBe("diskFull");
    expect(await readdir(join(world.cache, "partial"))).toEqual([]);
    expect(await readdir(join(world.cache, "pending"))).toEqual([]);
    await engine.check();
    expect(await engine.download(() => {})).toBe(true);
  },
);

test("what was fetched in an earlier run is not fetched again", async () => {
  const file = await release();
  await world.feed.announce({ version: "0.2.0", file });
  const first = world.engine();
  await first.check();
  await first.download(() => {});
  const before = world.feed.requests.length;
  const next = world.engine();
  await next.check();
  await next.download(() => {});
  expect(world.feed.requests.slice(before).some(({ path }) => path.endsWith(".AppImage"))).toBe(false);
});

/** An AppImage that notes how it was started. */
const script = '#!/bin/sh\necho "exit=$APPIMAGE_EXIT_AFTER_INSTALL" > "$(dirname "$0")/started"\n';

async function fetchedScript() {
  await writeFile(world.installation.appImage ?? "", "the old one", { mode: 0o755 });
  await writeFile(join(world.feed.folder, name), script);
  await world.feed.announce({ version: "0.2.0", file: name });
  const engine = world.engine();
  await engine.check();
  await engine.download(() => {});
  return engine;
}

test("the AppImage is swapped, and the one before it is kept", async () => {
  const engine = await fetchedScript();
  expect(engine.handOver(false)).toBe(true);
  expect(await readFile(world.path(name), "utf8")).toBe(script);
  expect(await readFile(world.path("started"), "utf8")).toBe("exit=true\n");
  expect(existsSync(world.installation.appImage ?? "")).toBe(false);
  const kept = join(world.dataFolder, "installers");
  expect(await readFile(join(kept, "Autosell-0.1.0.AppImage"), "utf8")).toBe("the old one");
  expect((await readdir(kept)).sort()).toEqual(["Autosell-0.1.0.AppImage", "Autosell-0.2.0.AppImage"]);
});

test("an AppImage that cannot be swapped is put back", async () => {
  const engine = await fetchedScript();
  const tools = world.path("tools");
  await mkdir(tools);
  await writeFile(join(tools, "mv"), "#!/bin/sh\nexit 1\n");
  await chmod(join(tools, "mv"), 0o755);
  const path = process.env["PATH"];
  process.env["PATH"] = `${tools}:${path}`;
  try {
    expect(engine.handOver(false)).toBe(false);
  } finally {
    process.env["PATH"] = path;
  }
  expect(await readFile(world.installation.appImage ?? "", "utf8")).toBe("the old one");
});
