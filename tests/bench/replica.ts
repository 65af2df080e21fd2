import { fileURLToPath } from "node:url";
import { startDesk, type TestDesk } from "#tests/main/desks.ts";
import { buildReplicaWindow, launchChromium, openReplicaWindow } from "#tests/support/replica-window.ts";
import { type Figure, median } from "./figure.ts";
import { manyCars, pushAll } from "./many-cars.ts";
import type { Measured } from "#tests/support/replica-window/first-sync.ts";

const count = 10_000;
const rounds = 3;
const windowFolder = fileURLToPath(new URL("../../out/bench/window", import.meta.url));

/**
 * Ten thousand cars from the hub through main into an empty window, until the inventory has them all; against the same
 * rows, by the same way, put into a bare Dexie table of the same indexes. Medians of rounds that take turns.
 */
export async function run(): Promise<Figure[]> {
  await buildReplicaWindow(windowFolder);
  await using desk = await startDesk({ windowFolder });
  await desk.window.desk.begin({ start: "empty", deskName: "Benchmark" });
  await pushAll(desk.window, "vehicles", manyCars(count));

  const replica: Measured[] = [];
  const floor: Measured[] = [];
  for (let round = 0; round < rounds; round++) {
    floor.push(await measure(desk, "plainDexie"));
    replica.push(await measure(desk, "firstSync"));
  }
  const against = "plain Dexie over the same bridge";
  const row = (name: string, pick: (measured: Measured) => number) => {
    const value = median(replica.map(pick));
    const least = median(floor.map(pick));
    // Where the floor has no task long enough to be reported there is nothing to divide by.
    return { name, value, unit: "ms", ...(least > 0 && { against, ratio: value / least }) };
  };
  return [
    row("replica/first-sync-10k", ({ milliseconds }) => milliseconds),
    row("replica/longest-task", ({ longestTask }) => longestTask),
  ];
}

/** In a browser that has never seen this page. */
async function measure(desk: TestDesk, act: "firstSync" | "plainDexie"): Promise<Measured> {
  const browser = await launchChromium();
  try {
    const page = await openReplicaWindow(browser, desk.host.link());
    return await page.evaluate<Measured, [string, number]>(
      ([act, count]) => (Reflect.get(globalThis, act) as (count: number) => Promise<Measured>)(count),
      [act, count],
    );
  } finally {
    await browser.close();
  }
}
