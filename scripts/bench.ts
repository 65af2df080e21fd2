/** `npm run bench [-- photos|hub|replica|desk ...]`: prints a table per area and writes `out/bench/<area>.json`. */
import { mkdir, writeFile } from "node:fs/promises";

/** One figure. `against` is what it is compared with, measured in the same run; `ratio` is ours over that. */
export interface BenchRow {
  readonly name: string;
  readonly value: number;
  readonly unit: string;
  readonly against?: string;
  readonly ratio?: number;
}

const areas: Record<string, () => Promise<{ run(): Promise<BenchRow[]> }>> = {
  photos: () => import("../tests/bench/photos.ts"),
  hub: () => import("../tests/bench/hub.ts"),
  replica: () => import("../tests/bench/replica.ts"),
  desk: () => import("../tests/bench/desk.ts"),
};

const folder = new URL("../out/bench/", import.meta.url);
const wanted = process.argv.slice(2);
const unknown = wanted.filter((area) => !Object.hasOwn(areas, area));
if (unknown.length > 0) {
  console.error(`No benchmark is called ${unknown.join(", ")}. There are: ${Object.keys(areas).join(", ")}.`);
  process.exit(2);
}

for (const [area, load] of Object.entries(areas)) {
  if (wanted.length > 0 && !wanted.includes(area)) continue;
  const { run } = await load();
  const rows = await run();
  console.log(`\n${area}`);
  console.table(rows.map((row) => ({ ...row, value: tidy(row.value), ratio: row.ratio && tidy(row.ratio) })));
  await mkdir(folder, { recursive: true });
  await writeFile(new URL(`${area}.json`, folder), `${JSON.stringify(rows, null, 2)}\n`);
}

function tidy(value: number): number {
  return Number(value.toPrecision(4));
}
