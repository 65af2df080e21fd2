/** `npm run release -- <patch|minor|major|version> [--staging <1-100>]`: one command from a clean checkout to a signed feed. */
import { fileURLToPath } from "node:url";
import { parseArgs } from "node:util";
import { ending } from "./releasing/ending.ts";
import { ReleaseRefused } from "./releasing/refusal.ts";
import { release } from "./releasing/release.ts";

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: { staging: { type: "string" } },
});

await ending(async () => {
  const [wanted, ...more] = positionals;
  if (wanted === undefined || more.length > 0)
    throw new ReleaseRefused("Say which: npm run release -- patch, minor, major, or a version such as 0.2.0");
  const version = await release({
    root: fileURLToPath(new URL("..", import.meta.url)),
    wanted,
    staging: values.staging,
    day: new Date().toISOString().slice(0, 10),
    environment: process.env,
    say: console.log,
  });
  console.log(`\nTo release it for the other systems as well: git push --follow-tags (v${version})`);
});
