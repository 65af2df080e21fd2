import type { BenchChoices } from "./choices.ts";
import type { Figure } from "./figure.ts";
import { drawCard } from "./photo-cards.ts";
import { importApart } from "./photo-import-apart.ts";

const few = 40;

/** The most that a process of its own holds during an import, whatever the batch; and how late its timers fire meanwhile. */
export async function run(folder: string, { full }: BenchChoices): Promise<Figure[]> {
  const many = full ? 1000 : 400;
  const size = { width: 4000, height: 3000, quality: 70 };
  const small = await importApart(await drawCard(folder, "few", { ...size, count: few }), folder);
  const large = await importApart(await drawCard(folder, "many", { ...size, count: many }), folder);
  const megabytes = (bytes: number) => bytes / 1e6;
  return [
    { name: `photos/memory-${few}`, value: megabytes(small.peakMemory), unit: "MB" },
    {
      name: `photos/memory-${many}`,
      value: megabytes(large.peakMemory),
      unit: "MB",
      against: `an import of ${few}`,
      ratio: large.peakMemory / small.peakMemory,
    },
    { name: `photos/event-loop-delay-p99-${many}`, value: large.delay.p99, unit: "ms" },
    { name: `photos/event-loop-delay-most-${many}`, value: large.delay.most, unit: "ms" },
  ];
}
