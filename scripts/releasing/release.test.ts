import { execFileSync } from "node:child_process";
import { generateKeyPairSync, verify } from "node:crypto";
import { mkdir, mkdtemp, readdir, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { load } from "js-yaml";
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { release } from "./release.ts";
import { refuseStrangeKey } from "./update-settings.ts";

// Each release starts npm several times, which a busy machine makes slow.
vi.setConfig({ testTimeout: 120_000 });

const pair = generateKeyPairSync("ed25519");
const environment = {
  AUTOSELL_FEED_KEY: String(pair.privateKey.export({ type: "pkcs8", format: "pem" })),
};
const publicKey = String(pair.publicKey.export({ type: "spki", format: "pem" }));
let root: string;

/** A repository whose own checks, build and packing take no time; what they do is in its `package.json`. */
beforeEach(async () => {
  root = await mkdtemp(join(tmpdir(), "autosell-release-"));
  await write(
    "CHANGELOG.md",
    "# Changelog\n\n## [Unreleased]\n\n### Added\n\n- Reports.\n\n## [0.1.0] - 2026-01-02\n\n- All.\n",
  );
  await write("CHANGELOG.es-MX.md", "# Cambios\n\n## [Unreleased]\n\n### Agregado\n\n- Reportes.\n");
  await write(".gitignore", "release/\n");
  await write("package-lock.json", json({ name: "a", version: "0.1.0", lockfileVersion: 3, packages: {} }));
  await write(
    "pack.mjs",
    `import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
     const { version } = JSON.parse(readFileSync("package.json", "utf8"));
     mkdirSync("release");
     writeFileSync("release/a.AppImage", "app");
     writeFileSync("release/latest-linux.yml", "version: " + version + "\\nfiles: [{ url: a.AppImage }]\\n");`,
  );
  await scripts({});
  git("init", "--quiet");
  git("config", "user.email", "release@example.com");
  git("config", "user.name", "Release");
  commit();
});
afterEach(() => rm(root, { recursive: true, force: true }));

const write = (name: string, content: string) => writeFile(join(root, name), content);
const read = (name: string) => readFile(join(root, name), "utf8");
const git = (...args: string[]) => execFileSync("git", args, { cwd: root, encoding: "utf8" }).trim();
const json = (value: unknown) => `${JSON.stringify(value, null, 2)}\n`;

function scripts(changes: Record<string, string>, key: unknown = publicKey): Promise<void> {
  const usual = { verify: "node -e 0", build: "node -e 0", package: "node pack.mjs" };
  const updates = { feed: null, publicKey: key };
  return write(
    "package.json",
    json({ name: "a", version: "0.1.0", scripts: { ...usual, ...changes }, updates }),
  );
}

function commit(): void {
  git("add", "--all");
  git("commit", "--quiet", "--message", "Begin");
}

function minor(surroundings: Record<string, string> = environment): Promise<string> {
  const staging = "25";
  return release({
    root,
    wanted: "minor",
    staging,
    day: "2026-03-04",
    environment: surroundings,
    say: () => {},
  });
}

test("a release is bumped, told of, packed, signed, committed and tagged", async () => {
  await mkdir(join(root, "release"));
  await write("release/latest-mac.yml", "version: 0.1.0\nfiles: []\n");
  expect(await minor()).toBe("0.2.0");
  expect((await readdir(join(root, "release/feed"))).sort()).toEqual([
    "a.AppImage",
    "latest-linux.yml",
    "latest-linux.yml.sig",
  ]);
  expect(JSON.parse(await read("package.json"))).toMatchObject({ version: "0.2.0" });
  expect(JSON.parse(await read("package-lock.json"))).toMatchObject({ version: "0.2.0" });
  expect(await read("CHANGELOG.md")).toContain(
    "## [Unreleased]\n\n## [0.2.0] - 2026-03-04\n\n### Added\n\n- Reports.\n",
  );
  expect(await read("CHANGELOG.es-MX.md")).toContain(
    "## [Unreleased]\n\n## [0.2.0] - 2026-03-04\n\n### Agregado\n\n- Reportes.\n",
  );
  expect(git("status", "--porcelain")).toBe("");
  expect(git("log", "-1", "--format=%s")).toBe("Release 0.2.0");
  expect(git("tag", "--list", "--format=%(contents)")).toBe("Autosell 0.2.0\n\n### Added\n\n- Reports.");
  expect(git("rev-list", "-1", "v0.2.0")).toBe(git("rev-parse", "HEAD"));

  const manifest = await read("release/feed/latest-linux.yml");
  expect(load(manifest)).toMatchObject({
    version: "0.2.0",
    stagingPercentage: 25,
    releaseNotes: "### Added\n\n- Reports.",
    releaseNotesByLanguage: { "es-MX": "### Agregado\n\n- Reportes." },
  });
  const signature = Buffer.from(await read("release/feed/latest-linux.yml.sig"), "base64");
  expect(verify(null, Buffer.from(manifest), pair.publicKey, signature)).toBe(true);
});

test.each(["verify", "build", "package"])(
  "a failing %s releases nothing and changes nothing",
  async (step) => {
    await scripts({ [step]: "exit 1" });
    commit();
    const before = git("rev-parse", "HEAD");
    await expect(minor()).rejects.toThrow(`npm run ${step} failed`);
    expect(git("status", "--porcelain")).toBe("");
    expect(git("rev-parse", "HEAD")).toBe(before);
    expect(git("tag")).toBe("");
  },
);

test("what is not committed keeps a release from beginning", async () => {
  await write("new.ts", "");
  await expect(minor()).rejects.toThrow("new.ts");
  expect(git("status", "--porcelain")).toBe("?? new.ts");
});

test("what is new and is not said in Spanish keeps a release from beginning", async () => {
  await write("CHANGELOG.es-MX.md", "# Cambios\n\n## [Unreleased]\n\n### Agregado\n");
  commit();
  await expect(minor()).rejects.toThrow("1 points under Added in CHANGELOG.md and 0 under Agregado");
  expect(git("status", "--porcelain")).toBe("");
});

test("a version that is tagged is not released again", async () => {
  git("tag", "v0.2.0");
  await expect(minor()).rejects.toThrow("There is a tag v0.2.0 already");
});

test("without the key that the app was built for nothing begins", async () => {
  await expect(minor({})).rejects.toThrow("AUTOSELL_FEED_KEY is not set");
  await scripts({}, null);
  await expect(minor()).rejects.toThrow("updates.publicKey in package.json is empty");
  await scripts({}, Buffer.alloc(32).toString("base64"));
  await expect(minor()).rejects.toThrow("is not the key that belongs to updates.publicKey");
  await scripts({}, 7);
  await expect(minor()).rejects.toThrow("is not as it should be");
});

test("the public key may be written in each of its forms", () => {
  const der = pair.publicKey.export({ type: "spki", format: "der" });
  for (const form of [publicKey, der.toString("base64"), der.subarray(-32).toString("base64")])
    expect(() => refuseStrangeKey(pair.privateKey, { feed: null, publicKey: form })).not.toThrow();
});
