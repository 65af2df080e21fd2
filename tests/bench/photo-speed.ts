import { type Figure, median } from "./figure.ts";
import { drawCard } from "./photo-cards.ts";
import { importApart } from "./photo-import-apart.ts";
import type { ImportMeasured } from "./photo-import-run.ts";
import { renderPlainly } from "./photo-loops.ts";

const photos = 24;
const rounds = 5;

const cards = [
  { name: "12mp", width: 4000, height: 3000 },
  { name: "24mp", width: 6000, height: 4000 },
] as const;

/**
 * The whole import (copy, read back, hash, EXIF, three renditions, perceptual hash, measures, everything forced to disk)
 * against a loop that only renders, by the same chain, on every core. The two take turns, so that a busy machine slows both.
 */
export async function run(folder: string): Promise<Figure[]> {
  const figures: Figure[] = [];
  for (const { name, ...size } of cards) {
    const card = await drawCard(folder, name, { ...size, count: photos });
    await renderPlainly(card.paths);
    const turns: { ours: ImportMeasured; plain: number }[] = [];
    for (let round = 0; round < rounds; round++) {
      const begun = performance.now();
      await renderPlainly(card.paths);
      const plain = (performance.now() - begun) / 1000;
      turns.push({ plain, ours: await importApart(card, folder) });
    }
    const floor = photos / median(turns.map(({ plain }) => plain));
    figures.push(
      {
        name: `photos/import-${name}`,
        value: photos / median(turns.map(({ ours }) => ours.seconds)),
        unit: "photos/s",
        against: `plain chained sharp loop on every core: ${floor.toPrecision(3)} photos/s`,
        ratio: median(turns.map(({ ours, plain }) => plain / ours.seconds)),
      },
      {
        name: `photos/safe-to-format-${name}`,
        value: photos / median(turns.map(({ ours }) => ours.safeSeconds)),
        unit: "photos/s",
        against: "the same import until its photos are made",
        ratio: median(turns.map(({ ours }) => ours.seconds / ours.safeSeconds)),
      },
    );
  }
  return figures;
}
