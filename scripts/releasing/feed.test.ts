import { createPublicKey, generateKeyPairSync, verify } from "node:crypto";
import { mkdir, mkdtemp, readdir, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { load } from "js-yaml";
import { afterEach, beforeEach, expect, test } from "vitest";
import { makeFeed, stageFeed } from "./feed.ts";
import { readFeedKey, signFeed } from "./feed-signing.ts";

const pair = generateKeyPairSync("ed25519");
const pem = String(pair.privateKey.export({ type: "pkcs8", format: "pem" }));
let folder: string;
let feed: string;

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), "autosell-feed-"));
  feed = join(folder, "feed");
});
afterEach(() => rm(folder, { recursive: true, force: true }));

/** What one machine packed. */
async function packed(name: string, files: Record<string, string>): Promise<string> {
  const path = join(folder, name);
  await mkdir(path, { recursive: true });
  for (const [file, content] of Object.entries(files)) await writeFile(join(path, file), content);
  return path;
}

function manifest(version: string, ...files: string[]): string {
  const entries = files.map((url) => `  - url: ${url}\n    sha512: AAAA\n    size: 3\n`).join("");
  return `version: ${version}\nfiles:\n${entries}path: ${files[0]}\nsha512: AAAA\nreleaseDate: '2026-03-04T05:06:07.000Z'\n`;
}

const news = {
  en: "## [0.2.0] - 2026-03-04\n\n- Stickers.\n",
  "es-MX": "## [0.2.0] - 2026-03-04\n\n- Hojas.\n",
};
const make = (
  from: string[],
  { staging, changelogs = news }: { staging?: string; changelogs?: typeof news } = {},
) => makeFeed({ from, to: feed, staging, changelogs });
const read = async (name: string) => load(await readFile(join(feed, name), "utf8"));

test("a feed has the manifests, what they name with its block maps, and nothing else that was packed", async () => {
  const from = await packed("linux", {
    "latest-linux.yml": manifest("0.2.0", "Autosell.AppImage", "Autosell.deb"),
    "beta-linux.yml": manifest("0.2.0", "Autosell.AppImage", "Autosell.deb"),
    "alpha-linux.yml": manifest("0.2.0", "Autosell.AppImage"),
    "Autosell.AppImage": "app",
    "Autosell.AppImage.blockmap": "map",
    "Autosell.deb": "deb",
    "builder-debug.yml": "x: 1\n",
    "Autosell-0.1.0.AppImage": "old",
  });
  await make([from]);
  expect((await readdir(feed)).sort()).toEqual([
    "Autosell.AppImage",
    "Autosell.AppImage.blockmap",
    "Autosell.deb",
    "beta-linux.yml",
    "latest-linux.yml",
  ]);
  expect(await read("latest-linux.yml")).toMatchObject({
    version: "0.2.0",
    files: [{ url: "Autosell.AppImage" }, { url: "Autosell.deb" }],
    releaseDate: "2026-03-04T05:06:07.000Z",
  });
});

test("what two kinds of Mac have packed is one manifest", async () => {
  const from = await Promise.all(
    ["arm64", "x64"].map((kind) =>
      packed(kind, {
        "latest-mac.yml": manifest("0.2.0", `Autosell-${kind}.zip`),
        [`Autosell-${kind}.zip`]: kind,
      }),
    ),
  );
  await make(from);
  expect(await read("latest-mac.yml")).toMatchObject({
    files: [{ url: "Autosell-arm64.zip" }, { url: "Autosell-x64.zip" }],
  });
});

test("what is new is in the manifest in every language, and where it was said in one only there is no feed", async () => {
  const from = await packed("win", { "latest.yml": manifest("0.2.0", "a.exe"), "a.exe": "" });
  await make([from]);
  expect(await read("latest.yml")).toMatchObject({
    releaseNotes: "- Stickers.",
    releaseNotesByLanguage: { "es-MX": "- Hojas." },
  });
  await expect(make([from], { changelogs: { ...news, "es-MX": "" } })).rejects.toThrow("[0.2.0] has");
  await make([from], { changelogs: { en: "", "es-MX": "" } });
  expect(await read("latest.yml")).not.toHaveProperty("releaseNotes");
});

test.each([
  ["of two versions", { "latest-mac.yml": manifest("0.3.0", "a.zip"), "a.zip": "" }, "in another"],
  ["whose file is missing", { "latest.yml": manifest("0.2.0", "../a.exe") }, "is in the manifest and not in"],
  ["that is no manifest", { "latest.yml": "just words" }, "is no manifest"],
])("nothing is made of a manifest %s", async (_what, files, why) => {
  const one = await packed("one", { "latest-mac.yml": manifest("0.2.0", "b.zip"), "b.zip": "" });
  await expect(make([one, await packed("two", files)])).rejects.toThrow(why);
});

test("nothing packed is no feed", async () => {
  await expect(make([await packed("none", {})])).rejects.toThrow("Nothing was packed");
});

test("an offer to some desks is in the manifest, and signing covers its exact bytes", async () => {
  const from = await packed("win", { "latest.yml": manifest("0.2.0", "a.exe"), "a.exe": "" });
  await make([from], { staging: "20" });
  expect(await read("latest.yml")).toMatchObject({ stagingPercentage: 20 });

  expect(await signFeed(feed, readFeedKey({ AUTOSELL_FEED_KEY: pem }))).toEqual(["latest.yml"]);
  const holds = async () => {
    const signature = Buffer.from(await readFile(join(feed, "latest.yml.sig"), "utf8"), "base64");
    return verify(null, await readFile(join(feed, "latest.yml")), createPublicKey(pem), signature);
  };
  expect(await holds()).toBe(true);
  await stageFeed(feed, "100");
  expect(await read("latest.yml")).toMatchObject({ stagingPercentage: 100 });
  expect(await holds()).toBe(false);
  await signFeed(feed, pair.privateKey);
  expect(await holds()).toBe(true);
});

test.each(["0", "101", "half", "1.5", ""])("nobody is a share of '%s'", async (staging) => {
  await packed("feed", { "latest.yml": manifest("0.2.0", "a.exe") });
  await expect(stageFeed(feed, staging)).rejects.toThrow("whole number");
});

test("a key that is missing, broken or of another kind is refused and not quoted", () => {
  const other = String(generateKeyPairSync("x25519").privateKey.export({ type: "pkcs8", format: "pem" }));
  const broken = pem.replaceAll("\n", " ").slice(20);
  for (const value of [other, broken, pair.publicKey.export({ type: "spki", format: "pem" }).toString()]) {
    const refused = () => readFeedKey({ AUTOSELL_FEED_KEY: value });
    expect(refused).toThrow("is not an Ed25519 private key");
    expect(refused).not.toThrow(value.slice(30, 50));
  }
  expect(() => readFeedKey({})).toThrow("AUTOSELL_FEED_KEY is not set");
  expect(readFeedKey({ AUTOSELL_FEED_KEY: pem.replaceAll("\n", "\\n") }).asymmetricKeyType).toBe("ed25519");
});

test("a folder without manifests is not signed", async () => {
  await expect(signFeed(await packed("none", { "app-update.yml": "" }), pair.privateKey)).rejects.toThrow(
    "to sign",
  );
});
