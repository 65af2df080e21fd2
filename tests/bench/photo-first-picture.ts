import { type Figure, median } from "./figure.ts";
import { drawCard } from "./photo-cards.ts";
import { importApart } from "./photo-import-apart.ts";

const rounds = 7;

/** From asking for an import of forty photos to the first picture that can be shown, and to the first made by us. */
export async function run(folder: string): Promise<Figure[]> {
  const card = await drawCard(folder, "card", { width: 6000, height: 4000, count: 40 });
  const turns = [];
  for (let round = 0; round < rounds; round++) turns.push(await importApart(card, folder));
  const preview = median(turns.map(({ firstPreviewMillis }) => firstPreviewMillis));
  const thumbnail = median(turns.map(({ firstThumbnailMillis }) => firstThumbnailMillis));
  return [
    {
      name: "photos/first-preview",
      value: preview,
      unit: "ms",
      against: `our own first thumbnail: ${thumbnail.toPrecision(3)} ms`,
      ratio: preview / thumbnail,
    },
  ];
}
