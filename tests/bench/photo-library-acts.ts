import { existsSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { chromium, type Page } from "playwright-core";
import { created } from "#shared/rules/stamping.ts";
import { newPhoto } from "#shared/rules/new-photo.ts";
import type { PhotoFile } from "#shared/model/photo.ts";
import { importPhoto, online, pictureFile, statusOf } from "#tests/main/moving-lot.ts";
import { startDesk, type TestDesk } from "#tests/main/desks.ts";
import { chromiumArguments, chromiumExecutable } from "#tests/support/chromium.ts";
import type { BenchChoices } from "./choices.ts";
import type { Figure } from "./figure.ts";
import { manyCars, manyPhotos, pushAll } from "./many-cars.ts";

const fewPhotos = 4000;
const allPhotos = 100_000;
const photosPerCar = 40;
/** Each is on every so-manieth car. */
const pictures = 8;
const windowFolder = fileURLToPath(new URL("../../out/renderer", import.meta.url));

/**
 * The built window before all photos of a lot, with their pictures on disk: all are selected and deleted, and that is undone,
 * as a person does it and with what the window shows meanwhile.
 */
export async function run(folder: string, { full }: BenchChoices): Promise<Figure[]> {
  if (!existsSync(windowFolder)) throw new Error("There is no built window: run `npm run build` first");
  const photos = full ? allPhotos : fewPhotos;
  await using desk = await startDesk({ windowFolder });
  await fill(desk, folder, photos);
  const context = await chromium.launchPersistentContext(join(folder, "profile"), {
    executablePath: await chromiumExecutable(),
    args: [...chromiumArguments, "--enable-precise-memory-info"],
    viewport: { width: 1440, height: 900 },
    locale: "en-US",
  });
  try {
    const page = context.pages()[0] ?? (await context.newPage());
    page.setDefaultTimeout(full ? 3 * 3_600_000 : 300_000);
    await page.goto(desk.host.nextLink());
    const all = photos.toLocaleString("en-US");
    await page.getByRole("navigation", { name: "Places" }).getByRole("button", { name: "Photos" }).click();
    const summary = page.getByRole("status", { name: "What the list shows" });
    await summary.getByText(`${all} photos`, { exact: true }).waitFor();
    const notices = page.locator(".mantine-Notifications-root");

    const deleted = await watched(page, async () => {
      await page.getByRole("grid", { name: "Photos of the lot" }).getByRole("gridcell").first().click();
      await page.keyboard.press("Control+a");
      await page.keyboard.press("Delete");
      await notices.getByText(`${all} photos deleted`).waitFor();
    });
    await summary.getByText("0 photos", { exact: true }).waitFor();
    const undone = await watched(page, async () => {
      await page.keyboard.press("Control+z");
      await summary.getByText(`${all} photos`, { exact: true }).waitFor();
    });
    return [
      ...figuresOf("photos/window-delete", photos, deleted),
      ...figuresOf("photos/window-undo", photos, undone),
    ];
  } finally {
    await context.close();
  }
}

/** As many photos as asked for, which share the pictures of the first few. */
async function fill(desk: TestDesk, folder: string, photos: number): Promise<void> {
  const cars = photos / photosPerCar;
  await desk.window.desk.begin({ start: "empty", deskName: "Benchmark" });
  await statusOf(desk, online);
  const lot = manyCars(cars);
  await pushAll(desk.window, "vehicles", lot);
  const files: PhotoFile[] = [];
  for (let seed = 0; seed < pictures; seed++)
    files.push(await importPhoto(desk, lot[0]!.id, await pictureFile(folder, seed)));
  const documents = manyPhotos(cars, photosPerCar)
    .slice(pictures)
    .map(({ id, data }, index) => {
      const { vehicleId, sequence, importedAt } = data as unknown as Parameters<typeof newPhoto>[1];
      return created("photo", id, {
        ...newPhoto(files[index % pictures]!, { vehicleId, sequence, importedAt }),
      });
    });
  await pushAll(desk.window, "photos", documents);
}

interface Watched {
  readonly seconds: number;
  readonly longestTask: number;
  /** Bytes on the window's heap at most, looked at each second. */
  readonly heap: number;
}

async function watched(page: Page, act: () => Promise<void>): Promise<Watched> {
  await page.evaluate(watchWindow);
  const begun = performance.now();
  await act();
  const seconds = (performance.now() - begun) / 1000;
  const seen = await page.evaluate(
    () => Reflect.get(globalThis, "watched") as Pick<Watched, "longestTask" | "heap">,
  );
  return { seconds, ...seen };
}

/** Runs in the page. */
function watchWindow(): void {
  const watched = { longestTask: 0, heap: 0 };
  Reflect.set(globalThis, "watched", watched);
  new PerformanceObserver((list) => {
    for (const { duration } of list.getEntries())
      watched.longestTask = Math.max(watched.longestTask, duration);
  }).observe({ type: "longtask" });
  const memory = Reflect.get(performance, "memory") as { readonly usedJSHeapSize: number };
  setInterval(() => (watched.heap = Math.max(watched.heap, memory.usedJSHeapSize)), 1000);
}

function figuresOf(name: string, photos: number, { seconds, longestTask, heap }: Watched): Figure[] {
  return [
    { name: `${name}-${photos}/speed`, value: photos / seconds, unit: "photos/s" },
    { name: `${name}-${photos}/longest-task`, value: longestTask, unit: "ms" },
    { name: `${name}-${photos}/heap`, value: heap / 1e6, unit: "MB" },
  ];
}
