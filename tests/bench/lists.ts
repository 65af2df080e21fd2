import { existsSync } from "node:fs";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { chromium, type Page } from "playwright-core";
import { startDesk } from "#tests/main/desks.ts";
import { mostRows } from "#shared/rules/stock-list-fields.ts";
import { chromiumArguments, chromiumExecutable } from "#tests/support/chromium.ts";
import type { Figure } from "./figure.ts";
import { dropOn } from "./window-drop.ts";
import { watchTasks } from "./window-tasks.ts";

/** Columns that say nothing of a car, as old systems export them. */
const otherColumns = 40;
const windowFolder = fileURLToPath(new URL("../../out/renderer", import.meta.url));

/** The built window with the longest stock list that it takes: how long any one task holds it up, act by act. */
export async function run(): Promise<Figure[]> {
  if (!existsSync(windowFolder)) throw new Error("There is no built window: run `npm run build` first");
  const folder = await mkdtemp(join(tmpdir(), "bench-lists-"));
  await using desk = await startDesk({ windowFolder });
  await desk.window.desk.begin({ start: "empty", deskName: "Benchmark" });
  const context = await chromium.launchPersistentContext(folder, {
    executablePath: await chromiumExecutable(),
    args: chromiumArguments,
    viewport: { width: 1440, height: 900 },
    locale: "en-US",
  });
  try {
    const path = join(folder, "longest.csv");
    await writeFile(path, longestList());
    const [page] = context.pages();
    await page!.goto(desk.host.nextLink());
    await page!.getByRole("button", { name: "Stock list", exact: true }).waitFor();
    return await measured(page!, path);
  } finally {
    await context.close();
    await rm(folder, { recursive: true, force: true, maxRetries: 5 });
  }
}

/** Every third car has a gearbox that no word list knows. */
function longestList(): string {
  const others = Array.from({ length: otherColumns }, (_, index) => index);
  const heading = [
    "Stock,Marca,Modelo,Año,Precio,Kilometraje,Transmisión",
    ...others.map((n) => `Dato ${n}`),
  ];
  const car = (n: number) => [
    `L-${n},Nissan,Versa ${n % 9},${2005 + (n % 20)},$${100_000 + n},${n} km,${n % 3 ? "Manual" : "rara"}`,
    ...others,
  ];
  return [heading, ...Array.from({ length: mostRows }, (_, n) => car(n))].map(String).join("\n");
}

async function measured(page: Page, path: string): Promise<Figure[]> {
  const figures: Figure[] = [];
  const act = async (name: string, does: () => Promise<void>) => {
    const tasks = await watchTasks(page);
    await does();
    figures.push({
      name: `lists/${mostRows}-rows/${name}/longest-task`,
      value: await tasks.longest(),
      unit: "ms",
    });
  };
  const table = page.getByRole("grid", { name: "Cars of the list" });
  const settled = () => page.getByText(/^Nothing is changed until/).waitFor({ timeout: 300_000 });

  await act("drop", async () => {
    await dropOn(page, page.getByRole("main"), [path]);
    await settled();
  });
  await act("look", async () => {
    await page.getByRole("button", { name: "Look at the cars" }).click();
    await table.getByText("L-1", { exact: true }).waitFor();
  });
  await act("scroll", async () => {
    await table.hover();
    for (let wheel = 0; wheel < 10; wheel++) await page.mouse.wheel(0, 4000);
    await table.evaluate((element) => element.scrollTo({ top: 0 }));
    await table.getByText("L-1", { exact: true }).waitFor();
  });
  await act("leave-all-out", () => table.getByRole("checkbox", { name: "Take in all shown" }).click());
  await act("put-a-word-right", async () => {
    await table.getByRole("button", { name: /^Transmission of row 2:/ }).click();
    await page.getByRole("combobox", { name: "Transmission of row 2" }).selectOption("Automatic");
    await settled();
  });
  return figures;
}
