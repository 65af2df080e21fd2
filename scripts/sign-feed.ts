/**
 * `node scripts/sign-feed.ts <folder> [--staging <1-100>]`: signs every `latest*.yml` and `beta*.yml` in the folder with the
 * key in AUTOSELL_FEED_KEY. `--staging` first says to how many desks of a hundred they are offered.
 */
import { fileURLToPath } from "node:url";
import { parseArgs } from "node:util";
import { stageFeed } from "./releasing/feed.ts";
import { readFeedKey, signFeed } from "./releasing/feed-signing.ts";
import { ending } from "./releasing/ending.ts";
import { ReleaseRefused } from "./releasing/refusal.ts";
import { readUpdateSettings, refuseStrangeKey } from "./releasing/update-settings.ts";

const root = fileURLToPath(new URL("..", import.meta.url));
const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: { staging: { type: "string" } },
});

await ending(async () => {
  const [folder, ...more] = positionals;
  if (folder === undefined || more.length > 0) throw new ReleaseRefused("Name one folder: the feed to sign");
  const key = readFeedKey(process.env);
  const settings = await readUpdateSettings(root);
  if (settings.publicKey !== null) refuseStrangeKey(key, settings);
  if (values.staging !== undefined) await stageFeed(folder, values.staging);
  console.log(`Signed ${(await signFeed(folder, key)).join(", ")}`);
});
