import { type Figure, median } from "./figure.ts";
import { speedCard } from "./photo-cards.ts";
import { importApart } from "./photo-import-apart.ts";
import type { ImportMeasured } from "./photo-import-run.ts";
import { renderPlainly } from "./photo-loops.ts";

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
  for (const { name, width, height } of cards) {
    const card = await speedCard(folder, name, width, height);
    const photos = card.paths.length;
    await renderPlainly(card.paths);
    const turns: { ours: ImportMeasured; plain: number; plainProcessor: number }[] = [];
    for (let round = 0; round < rounds; round++) {
      const begun = performance.now();
      const processorBefore = process.cpuUsage();
      await renderPlainly(card.paths);
      const plain = (performance.now() - begun) / 1000;
      const { user, system } = process.cpuUsage(processorBefore);
      const plainProcessor = (user + system) / 1e6;
      turns.push({ plain, plainProcessor, ours: await importApart(card, folder) });
    }
    const milliseconds = (seconds: number) => (seconds * 1000) / photos;
    const plainProcessor = milliseconds(median(turns.map((turn) => turn.plainProcessor)));
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
        name: `photos/import-${name}-processor-time`,
        value: milliseconds(median(turns.map(({ ours }) => ours.processorSeconds))),
        unit: "ms",
        against: `the loop's on all cores together: ${plainProcessor.toPrecision(3)} ms`,
        ratio: median(turns.map((turn) => turn.ours.processorSeconds / turn.plainProcessor)),
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
