import type { Locator, Page } from "playwright-core";
import { sessionTokenKey } from "#renderer/bridge/session-token.ts";
import { openWindow, type Window } from "#tests/main/desks.ts";

/** Makes the first car of a new desk and opens it beside the list. */
export async function openCar(page: Page): Promise<void> {
  await page.getByRole("button", { name: /Start empty/ }).click();
  await page.getByLabel("Dealership name").fill("Benchmark");
  await page.getByRole("button", { name: "Start", exact: true }).click();
  await page.getByRole("button", { name: "Add car" }).first().click();
  const dialog = page.getByRole("dialog", { name: "Add a car" });
  await dialog.getByLabel("Stock number").fill("A-101");
  await dialog.getByRole("button", { name: "Add car" }).click();
  await dialog.waitFor({ state: "hidden" });
  await page.getByRole("grid", { name: "Cars" }).getByRole("row").filter({ hasText: "A-101" }).click();
  await page.getByRole("region", { name: "Photos", exact: true }).waitFor();
}

/** Drops files on the photos of the open car, as the system would. */
export async function dropOnCar(page: Page, paths: readonly string[]): Promise<void> {
  const strip = page.getByRole("region", { name: "Photos", exact: true });
  await strip.scrollIntoViewIfNeeded();
  await dropOn(page, strip, paths);
}

/** Tells main where the files lie, as the window does in Electron; they go to the only car there is. */
export async function importByPath(page: Page, paths: readonly string[]): Promise<void> {
  const token = await page.evaluate((key) => sessionStorage.getItem(key), sessionTokenKey);
  const { window, close } = await openWindow(Number(new URL(page.url()).port), token ?? "");
  try {
    await window.photos.import({ vehicleId: await onlyCar(window), paths: [...paths] });
  } finally {
    close();
  }
}

async function onlyCar(window: Window): Promise<string> {
  for (;;) {
    const { documents } = await window.sync.pull({ collection: "vehicles", after: 0, limit: 10 });
    const car = documents.find(({ kind }) => kind === "vehicle");
    if (car) return car.id;
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
}

export async function dropOn(page: Page, target: Locator, paths: readonly string[]): Promise<void> {
  const box = await target.boundingBox();
  if (!box) throw new Error("What the files are to be dropped on is not in sight");
  const at = { x: box.x + box.width / 2, y: box.y + Math.min(box.height / 2, 60) };
  const data = { items: [], files: [...paths], dragOperationsMask: 1 };
  const cdp = await page.context().newCDPSession(page);
  for (const type of ["dragEnter", "dragOver", "drop"] as const)
    await cdp.send("Input.dispatchDragEvent", { type, ...at, data });
  await cdp.detach();
}

/** Resolves when the open car has so many photos. */
export async function photosOnCar(page: Page, count: number): Promise<void> {
  const row = page.getByRole("row").filter({ hasText: "A-101" });
  await row.getByText(String(count), { exact: true }).waitFor({ timeout: 300_000 });
}
