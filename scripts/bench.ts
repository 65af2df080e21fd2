/**
 * `npm run bench [-- photos|hub|replica|desk|lists ...] [--only <part>,...] [--full]`: prints a table per area and writes
 * `out/bench/<area>.json`. `--only` runs parts of `photos` or `replica`, `--full` runs those of `photos` with as many as the goals speak of.
 */
import { mkdir, writeFile } from "node:fs/promises";
import { parseArgs } from "node:util";
import type { BenchChoices } from "#tests/bench/choices.ts";
import type { Figure } from "#tests/bench/figure.ts";

const areas: Record<string, () => Promise<{ run(choices: BenchChoices): Promise<Figure[]> }>> = {
  photos: () => import("../tests/bench/photos.ts"),
  hub: () => import("../tests/bench/hub.ts"),
  replica: () => import("../tests/bench/replica.ts"),
  desk: () => import("../tests/bench/desk.ts"),
  lists: () => import("../tests/bench/lists.ts"),
};

const folder = new URL("../out/bench/", import.meta.url);
const { values, positionals: wanted } = parseArgs({
  allowPositionals: true,
  options: { only: { type: "string", default: "" }, full: { type: "boolean", default: false } },
});
const choices = { only: values.only.split(",").filter(Boolean), full: values.full };
const unknown = wanted.filter((area) => !Object.hasOwn(areas, area));
if (unknown.length > 0) {
  console.error(`No benchmark is called ${unknown.join(", ")}. There are: ${Object.keys(areas).join(", ")}.`);
  process.exit(2);
}

for (const [area, load] of Object.entries(areas)) {
  if (wanted.length > 0 && !wanted.includes(area)) continue;
  const { run } = await load();
  const rows = await run(choices);
  console.log(`\n${area}`);
  console.table(rows.map((row) => ({ ...row, value: tidy(row.value), ratio: row.ratio && tidy(row.ratio) })));
  await mkdir(folder, { recursive: true });
  await writeFile(new URL(`${area}.json`, folder), `${JSON.stringify(rows, null, 2)}\n`);
}

function tidy(value: number): number {
  return Number(value.toPrecision(4));
}
