import { type Figure, median } from "./figure.ts";
import { drawCard } from "./photo-cards.ts";
import { importApart } from "./photo-import-apart.ts";

const counts = [40, 400, 4000] as const;
/** Small imports are over so soon that one says little. */
const rounds = { 40: 5, 400: 2, 4000: 1 } as const;

/** What one photo costs as a card gets larger; small pictures, so that what is not rendering shows. */
export async function run(folder: string): Promise<Figure[]> {
  const millis: number[] = [];
  for (const count of counts) {
    const card = await drawCard(folder, String(count), { width: 640, height: 480, count });
    const turns: number[] = [];
    for (let round = 0; round < rounds[count]; round++)
      turns.push(((await importApart(card, folder)).seconds / count) * 1000);
    millis.push(median(turns));
  }
  const [first, ...others] = counts;
  const figure = (count: number, index: number): Figure => ({
    name: `photos/each-of-${count}`,
    value: millis[index]!,
    unit: "ms",
  });
  return [
    figure(first, 0),
    ...others.map((count, index) =>
      Object.assign(figure(count, index + 1), {
        against: `each of ${first}`,
        ratio: millis[index + 1]! / millis[0]!,
      }),
    ),
  ];
}
