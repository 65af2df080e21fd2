import { mkdtemp, rm } from "node:fs/promises";
import { join } from "node:path";
import { type Figure, median } from "./figure.ts";
import { type Card, drawCard } from "./photo-cards.ts";
import { importApart } from "./photo-import-apart.ts";
import { onEveryCore } from "./photo-loops.ts";
import { type Tool, tools } from "./photo-tools.ts";

const photos = 12;
const rounds = 3;

/** The whole import against programs that only render, one process a photo on every core; taking turns. */
export async function run(folder: string): Promise<Figure[]> {
  const card = await drawCard(folder, "24mp", { width: 6000, height: 4000, count: photos });
  const figures: Figure[] = [];
  for (const tool of tools) {
    if (await tool.isHere()) figures.push(await against(tool, card, folder));
    else console.log(`photos/import-24mp against ${tool.name}: not installed here, left out`);
  }
  return figures;
}

async function against(tool: Tool, card: Card, folder: string): Promise<Figure> {
  const turns: { ours: number; theirs: number }[] = [];
  for (let round = 0; round < rounds; round++)
    turns.push({
      theirs: await secondsOf(tool, card, folder),
      ours: (await importApart(card, folder)).seconds,
    });
  const theirs = photos / median(turns.map((turn) => turn.theirs));
  return {
    name: `photos/import-24mp-against-${tool.name}`,
    value: photos / median(turns.map(({ ours }) => ours)),
    unit: "photos/s",
    against: `${tool.name}, ${tool.makes}: ${theirs.toPrecision(3)} photos/s`,
    ratio: median(turns.map((turn) => turn.theirs / turn.ours)),
  };
}

async function secondsOf(tool: Tool, { paths }: Card, folder: string): Promise<number> {
  const into = await mkdtemp(join(folder, "tool-"));
  const indexes = new Map(paths.map((path, index) => [path, index]));
  const begun = performance.now();
  await onEveryCore(paths, (path) => tool.render(path, into, indexes.get(path) ?? 0));
  const seconds = (performance.now() - begun) / 1000;
  await rm(into, { recursive: true, force: true });
  return seconds;
}
