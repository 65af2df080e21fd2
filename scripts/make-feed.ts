/**
 * `node scripts/make-feed.ts <folder of what was packed>... [--to <folder>] [--staging <1-100>]`: makes a signed feed of what
 * several machines have packed, with what the changelogs here say of the version; without `--to` in release/feed.
 */
import { fileURLToPath } from "node:url";
import { parseArgs } from "node:util";
import { readChangelogs } from "./releasing/changelog.ts";
import { ending } from "./releasing/ending.ts";
import { makeFeed } from "./releasing/feed.ts";
import { readFeedKey, signFeed } from "./releasing/feed-signing.ts";
import { readUpdateSettings, refuseStrangeKey } from "./releasing/update-settings.ts";

const root = fileURLToPath(new URL("..", import.meta.url));
const { values, positionals: from } = parseArgs({
  allowPositionals: true,
  options: { to: { type: "string", default: "release/feed" }, staging: { type: "string" } },
});

await ending(async () => {
  const key = readFeedKey(process.env);
  refuseStrangeKey(key, await readUpdateSettings(root));
  const changelogs = await readChangelogs(root);
  await makeFeed({ from, to: values.to, staging: values.staging, changelogs });
  console.log(`Made ${values.to} with ${(await signFeed(values.to, key)).join(", ")}`);
});
