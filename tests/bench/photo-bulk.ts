import { fileURLToPath } from "node:url";
import { startDesk } from "#tests/main/desks.ts";
import { buildReplicaWindow, launchChromium, openReplicaWindow } from "#tests/support/replica-window.ts";
import type { BulkMeasured } from "#tests/support/replica-window/bulk-acts.ts";
import type { Figure } from "./figure.ts";
import { manyCars, manyPhotos, pushAll } from "./many-cars.ts";
import type { BenchChoices } from "./choices.ts";

const fewPhotos = 4000;
const allPhotos = 100_000;
const photosPerCar = 40;
const windowFolder = fileURLToPath(new URL("../../out/bench/window", import.meta.url));

/**
 * Acts on every photo of a lot at once, in a real window over a real main and hub: tagged, moved to one car and taken back,
 * each journalled to disk; against the same number of rows put into a bare Dexie table in parts of the same size.
 */
export async function run(_folder: string, { full }: BenchChoices): Promise<Figure[]> {
  const photos = full ? allPhotos : fewPhotos;
  const cars = photos / photosPerCar;
  await buildReplicaWindow(windowFolder);
  await using desk = await startDesk({ windowFolder });
  await desk.window.desk.begin({ start: "empty", deskName: "Benchmark" });
  await pushAll(desk.window, "vehicles", manyCars(cars));
  await pushAll(desk.window, "photos", manyPhotos(cars, photosPerCar));
  const browser = await launchChromium();
  try {
    const page = await openReplicaWindow(browser, desk.host.nextLink());
    const measured = await page.evaluate<BulkMeasured, number>(
      (count) => (Reflect.get(globalThis, "bulkActs") as (count: number) => Promise<BulkMeasured>)(count),
      photos,
    );
    return figuresOf(measured, photos);
  } finally {
    await browser.close();
  }
}

function figuresOf({ plain, acts }: BulkMeasured, photos: number): Figure[] {
  return Object.entries(acts).flatMap(([name, { milliseconds, longestTask }]) => [
    {
      name: `photos/${name}-${photos}`,
      value: milliseconds / 1000,
      unit: "s",
      against: `a bare Dexie table: ${(plain / 1000).toPrecision(3)} s`,
      ratio: milliseconds / plain,
    },
    { name: `photos/${name}-${photos}/longest-task`, value: longestTask, unit: "ms" },
  ]);
}
