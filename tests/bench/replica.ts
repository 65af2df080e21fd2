import { fileURLToPath } from "node:url";
import { startDesk, type TestDesk } from "#tests/main/desks.ts";
import { actIn, buildReplicaWindow, openStoringWindow } from "#tests/support/replica-window.ts";
import type { Counts, Joined } from "#tests/support/replica-window/first-sync.ts";
import { type BenchChoices, chosenParts } from "./choices.ts";
import { type Figure, median } from "./figure.ts";
import { manyCars, manyPhotos, pushAll } from "./many-cars.ts";
import { measureBesidePouch } from "./replica-peer.ts";
import { watchTasks } from "./window-tasks.ts";

const cars = 10_000;
const photosPerCar = 5;
const rounds = 3;
const against = "plain Dexie over the same bridge";
const windowFolder = fileURLToPath(new URL("../../out/bench/window", import.meta.url));

/** In the order in which they are run; each can be run by itself: `npm run bench -- replica --only first-sync`. */
const parts: Readonly<Record<string, () => Promise<Figure[]>>> = {
  peer: () => measureBesidePouch(cars, windowFolder),
  "first-sync": () => joined("replica/first-sync-10k", { cars, photos: 0 }, rounds),
  join: () => joined("replica/join-10k-cars-50k-photos", { cars, photos: cars * photosPerCar }, 1),
};

/** Each part says what it measured as soon as it has it, so that a run that is cut short is not lost. */
export async function run({ only }: BenchChoices): Promise<Figure[]> {
  const chosen = chosenParts(parts, only);
  await buildReplicaWindow(windowFolder);
  const figures: Figure[] = [];
  for (const part of chosen) {
    const measured = await part();
    for (const figure of measured) console.error(JSON.stringify(figure));
    figures.push(...measured);
  }
  return figures;
}

/**
 * So many rows from the hub through main into a window that has nothing yet; against the same rows, by the same way, put into
 * bare Dexie tables of the same indexes. Medians of rounds that take turns.
 */
async function joined(name: string, counts: Counts, times: number): Promise<Figure[]> {
  await using desk = await startDesk({ windowFolder });
  await desk.window.desk.begin({ start: "empty", deskName: "Benchmark" });
  await pushAll(desk.window, "vehicles", manyCars(counts.cars));
  await pushAll(desk.window, "photos", manyPhotos(counts.cars, counts.photos / counts.cars));
  return figures(name, await compared(desk, counts, times));
}

interface Compared {
  readonly ours: readonly Seen<Joined>[];
  readonly floor: readonly number[];
}

async function compared(desk: TestDesk, counts: Counts, times: number): Promise<Compared> {
  const floor: number[] = [];
  const ours: Seen<Joined>[] = [];
  for (let round = 0; round < times; round++) {
    floor.push(told((await measure<Pick<Joined, "complete">>(desk, "plainDexie", counts)).complete));
    ours.push(told(await measure<Joined>(desk, "firstSync", counts)));
  }
  return { ours, floor };
}

/** A round takes minutes where the machine has other things to do. */
function told<T>(round: T): T {
  console.error(JSON.stringify(round));
  return round;
}

function figures(name: string, { ours, floor }: Compared): Figure[] {
  const value = (pick: (seen: Seen<Joined>) => number) => ({ value: median(ours.map(pick)), unit: "ms" });
  const complete = value((seen) => seen.complete);
  return [
    { name, ...complete, against, ratio: complete.value / median(floor) },
    { name: `${name}/usable`, ...value((seen) => seen.usable) },
    { name: `${name}/all-cars`, ...value((seen) => seen.cars) },
    { name: `${name}/longest-task`, ...value((seen) => seen.longestTask) },
  ];
}

type Seen<T> = T & { readonly longestTask: number };

/** In a profile that has never seen this page, with the processor time of the page's longest task. */
async function measure<T extends object>(
  desk: TestDesk,
  act: "firstSync" | "plainDexie",
  counts: Counts,
): Promise<Seen<T>> {
  await using window = await openStoringWindow(desk.host.nextLink());
  const tasks = await watchTasks(window.page);
  const seen = await actIn<T>(window.page, act, counts);
  return { ...seen, longestTask: await tasks.longest() };
}
