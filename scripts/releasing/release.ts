import { readFile, rm } from "node:fs/promises";
import { join } from "node:path";
import { changelogFiles, notesOf, readChangelogs, turnChangelogs, writeChangelogs } from "./changelog.ts";
import { ask, run } from "./commands.ts";
import { makeFeed } from "./feed.ts";
import { readFeedKey, signFeed } from "./feed-signing.ts";
import { ReleaseRefused } from "./refusal.ts";
import { readUpdateSettings, refuseStrangeKey } from "./update-settings.ts";
import { nextVersion } from "./version.ts";

export interface ReleaseOptions {
  readonly root: string;
  /** `patch`, `minor`, `major` or a version. */
  readonly wanted: string;
  /** To how many desks of a hundred it is offered; everybody where it is left out. */
  readonly staging?: string;
  /** The civil day that the changelog says. */
  readonly day: string;
  readonly environment: Readonly<Record<string, string | undefined>>;
  readonly say: (sentence: string) => void;
}

const changed = ["package.json", "package-lock.json", ...Object.values(changelogFiles)];

/**
 * Releases a version from a clean checkout: checks, bumps, builds and packs for this system, makes the signed feed, and only
 * then commits and tags. Whatever fails before that leaves the checkout as it was.
 */
export async function release(options: ReleaseOptions): Promise<string> {
  const { root, environment, say } = options;
  const key = readFeedKey(environment);
  refuseStrangeKey(key, await readUpdateSettings(root));
  const version = await versionFor(options);
  const changelogs = turnChangelogs(await readChangelogs(root), version, options.day);
  await refuseUnready(root, version);

  say(`Checking what becomes ${version}...`);
  await run(root, "npm", ["run", "verify"]);
  try {
    await run(root, "npm", ["version", version, "--no-git-tag-version", "--ignore-scripts"]);
    await writeChangelogs(root, changelogs);
    await run(root, "npm", ["run", "build"]);
    // What an earlier version left there would come into the feed of this one.
    await rm(join(root, "release"), { recursive: true, force: true });
    await run(root, "npm", ["run", "package"]);
    const feed = join(root, "release/feed");
    await makeFeed({ from: [join(root, "release")], to: feed, staging: options.staging, changelogs });
    const signed = await signFeed(feed, key);
    await run(root, "git", ["commit", "--quiet", "--message", `Release ${version}`, "--", ...changed]);
    const told = `Autosell ${version}\n\n${notesOf(changelogs, version).en}`;
    await run(root, "git", ["tag", "--cleanup=whitespace", "--message", told, `v${version}`]);
    say(`Autosell ${version} is in release/feed, with ${signed.join(", ")} signed.`);
  } catch (error) {
    await run(root, "git", ["checkout", "HEAD", "--", ...changed]);
    throw error;
  }
  return version;
}

async function versionFor({ root, wanted }: ReleaseOptions): Promise<string> {
  const { version } = JSON.parse(await readFile(join(root, "package.json"), "utf8")) as { version: string };
  return nextVersion(version, wanted);
}

async function refuseUnready(root: string, version: string): Promise<void> {
  const dirt = await ask(root, "git", ["status", "--porcelain"]);
  if (dirt !== "") throw new ReleaseRefused(`There are changes that are not committed:\n${dirt}`);
  if ((await ask(root, "git", ["tag", "--list", `v${version}`])) !== "")
    throw new ReleaseRefused(`There is a tag v${version} already`);
}
