import { mkdtemp, rm } from "node:fs/promises";
import { join } from "node:path";
import { type Figure, median } from "./figure.ts";
import { type Card, speedCard } from "./photo-cards.ts";
import { importApart } from "./photo-import-apart.ts";
import { onEveryCore, renderPlainly } from "./photo-loops.ts";
import { type Tool, tools } from "./photo-tools.ts";

const rounds = 3;

/**
 * The whole import against programs that only render, one process a photo on every core, and the plain chained sharp loop
 * against the same; taking turns.
 */
export async function run(folder: string): Promise<Figure[]> {
  const card = await speedCard(folder, "24mp", 6000, 4000);
  const here = await toolsHere();
  const turns: Turn[] = [];
  for (let round = 0; round < rounds; round++) turns.push(await turn(here, card, folder));
  const imports = here.map((tool) => figureOf("import-24mp", tool, { card, turns, of: ({ ours }) => ours }));
  const loops = here.map((tool) =>
    figureOf("plain-loop-24mp", tool, { card, turns, of: ({ plain }) => plain }),
  );
  return [...imports, ...loops];
}

async function toolsHere(): Promise<Tool[]> {
  const here: Tool[] = [];
  for (const tool of tools)
    if (await tool.isHere()) here.push(tool);
    else console.log(`photos/import-24mp against ${tool.name}: not installed here, left out`);
  return here;
}

/** Seconds. */
interface Turn {
  readonly ours: number;
  readonly plain: number;
  readonly theirs: ReadonlyMap<Tool, number>;
}

async function turn(here: readonly Tool[], card: Card, folder: string): Promise<Turn> {
  const { seconds: ours } = await importApart(card, folder);
  const plain = await secondsOf(() => renderPlainly(card.paths));
  const theirs = new Map<Tool, number>();
  for (const tool of here) theirs.set(tool, await secondsOf(() => renderBy(tool, card, folder)));
  return { ours, plain, theirs };
}

interface Measured {
  readonly card: Card;
  readonly turns: readonly Turn[];
  readonly of: (turn: Turn) => number;
}

function figureOf(what: string, tool: Tool, { card, turns, of }: Measured): Figure {
  const speed = (seconds: (turn: Turn) => number) => card.paths.length / median(turns.map(seconds));
  const theirs = (turn: Turn) => turn.theirs.get(tool)!;
  return {
    name: `photos/${what}-against-${tool.name}`,
    value: speed(of),
    unit: "photos/s",
    against: `${tool.name}, ${tool.makes}: ${speed(theirs).toPrecision(3)} photos/s`,
    ratio: median(turns.map((turn) => theirs(turn) / of(turn))),
  };
}

async function secondsOf(act: () => Promise<void>): Promise<number> {
  const begun = performance.now();
  await act();
  return (performance.now() - begun) / 1000;
}

async function renderBy(tool: Tool, { paths }: Card, folder: string): Promise<void> {
  const into = await mkdtemp(join(folder, "tool-"));
  const indexes = new Map(paths.map((path, index) => [path, index]));
  await onEveryCore(paths, (path) => tool.render(path, into, indexes.get(path) ?? 0));
  await rm(into, { recursive: true, force: true });
}
