import { mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import { openLaunchTokens } from "./launch-tokens.ts";

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), "autosell-tokens-"));
});
afterEach(() => rm(folder, { recursive: true, force: true }));

const day = 24 * 3_600_000;
const sessionOf = (launch: string) => `${launch}.${crypto.randomUUID()}`;

test("a launch token lets one page in, as often as that page asks, and no other", async () => {
  const tokens = await openLaunchTokens(folder);
  const launch = tokens.issue();
  expect(tokens.issue()).not.toBe(launch);
  const [page, replay] = [sessionOf(launch), sessionOf(launch)];
  expect(tokens.isGood(page)).toBe(false);
  // The answer to the first may have been lost.
  expect(await Promise.all([tokens.letIn(page), tokens.letIn(replay), tokens.letIn(page)])).toEqual([
    true,
    false,
    true,
  ]);
  expect([tokens.isGood(page), tokens.isGood(replay)]).toEqual([true, false]);
  expect(tokens.isUnspent(launch)).toBe(false);
});

test("what has no secret of a page, or too short a one, neither opens anything nor spends the token", async () => {
  const tokens = await openLaunchTokens(folder);
  const launch = tokens.issue();
  for (const wrong of [
    "",
    ".",
    launch,
    `${launch}.`,
    `${launch}.short`,
    `${sessionOf(launch)}.x`,
    `é.${launch}`,
  ])
    expect(await tokens.letIn(wrong)).toBe(false);
  expect(tokens.isUnspent(launch)).toBe(true);
});

test("pages come back over a restart, also those that came at once; links do not, nor what lies in the folder", async () => {
  const tokens = await openLaunchTokens(folder);
  const pages = Array.from({ length: 5 }, () => sessionOf(tokens.issue()));
  const left = tokens.issue();
  await Promise.all(pages.map(tokens.letIn));
  const again = await openLaunchTokens(folder);
  expect(pages.map(again.isGood)).toEqual(pages.map(() => true));
  expect(again.photoCapability).toBe(tokens.photoCapability);
  const replays = pages.map((page) => sessionOf(page.split(".")[0] ?? ""));
  const hashes = Object.keys(
    JSON.parse(await readFile(join(folder, "browser-host.sessions"), "utf8")) as object,
  );
  expect(hashes).toHaveLength(pages.length);
  for (const wrong of [sessionOf(left), ...replays, ...hashes, ...hashes.map(sessionOf)])
    expect(await again.letIn(wrong)).toBe(false);
});

test("a link is nothing any more after a day, a page's token after thirty", async () => {
  let now = 1_700_000_000_000;
  const tokens = await openLaunchTokens(folder, () => now);
  const [old, launch] = [tokens.issue(), tokens.issue()];
  const page = sessionOf(launch);
  now += day - 1;
  expect(await tokens.letIn(page)).toBe(true);
  now += 1;
  expect(tokens.isUnspent(old)).toBe(false);
  expect(await tokens.letIn(sessionOf(old))).toBe(false);
  now += 30 * day - 2;
  expect(tokens.isGood(page)).toBe(true);
  now += 1;
  expect(tokens.isGood(page)).toBe(false);
  expect(await tokens.letIn(page)).toBe(false);
  await tokens.letIn(sessionOf(tokens.issue()));
  const kept = await readFile(join(folder, "browser-host.sessions"), "utf8");
  expect(Object.keys(JSON.parse(kept) as object)).toHaveLength(1);
});

test("another folder's tokens are refused, and its pictures lie elsewhere", async () => {
  const tokens = await openLaunchTokens(join(folder, "one"));
  const other = await openLaunchTokens(join(folder, "two"));
  const page = sessionOf(tokens.issue());
  await tokens.letIn(page);
  expect(await other.letIn(page)).toBe(false);
  expect(other.photoCapability).not.toBe(tokens.photoCapability);
});

test("a folder that cannot be written to lets pages in for this run; a damaged file lets in nobody", async () => {
  await writeFile(join(folder, "file"), "");
  const tokens = await openLaunchTokens(join(folder, "file"));
  const page = sessionOf(tokens.issue());
  expect(await tokens.letIn(page)).toBe(true);
  expect(tokens.isGood(page)).toBe(true);
  await writeFile(join(folder, "browser-host.sessions"), `{"${"0".repeat(64)}":"soon"`);
  const damaged = await openLaunchTokens(folder);
  expect(await damaged.letIn(page)).toBe(false);
});
