import { existsSync } from "node:fs";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { type BrowserContext, chromium, type Page } from "playwright-core";
import { startDesk } from "#tests/main/desks.ts";
import { chromiumArguments, chromiumExecutable } from "#tests/support/chromium.ts";
import { type Figure, median } from "./figure.ts";
import { manyCars, manyPhotos, pushAll } from "./many-cars.ts";

const cars = 10_000;
const photosPerCar = 2;
const rounds = 5;
/** What the searches look for, and how many of the cars have it. */
const searches = ["jetta", "lote norte", "figo", "seat", "corolla"];
const windowFolder = fileURLToPath(new URL("../../out/renderer", import.meta.url));

/**
 * The built window before ten thousand cars with two photos each: from opening the page to the whole list on screen, and from
 * a search typed at once to the list that answers it.
 */
export async function run(): Promise<Figure[]> {
  if (!existsSync(windowFolder)) throw new Error("There is no built window: run `npm run build` first");
  const profile = await mkdtemp(join(tmpdir(), "autosell-bench-"));
  await using desk = await startDesk({ windowFolder });
  await desk.window.desk.begin({ start: "empty", deskName: "Benchmark" });
  await pushAll(desk.window, "vehicles", manyCars(cars));
  await pushAll(desk.window, "photos", manyPhotos(cars, photosPerCar));
  const open = () => openWindow(profile, desk.host.nextLink());

  try {
    await synced(await open());
    const starts: Watched[] = [];
    for (let round = 0; round < rounds; round++) {
      await using window = await open();
      starts.push(await whole(window.page));
    }
    await using window = await open();
    await whole(window.page);
    await quiet(window.page);
    const searched: Watched[] = [];
    for (const text of searches) searched.push(await search(window.page, text));
    return [...rows("desk/cold-start-10k", starts), ...rows("desk/search-10k", searched)];
  } finally {
    await rm(profile, { recursive: true, force: true, maxRetries: 5 });
  }
}

/** The first time is the first sync; it ends when both collections are here. */
async function synced(window: AsyncDisposable & { page: Page }): Promise<void> {
  await using first = window;
  await whole(first.page);
  await quiet(first.page);
}

interface Watched {
  readonly milliseconds: number;
  readonly longestTask: number;
}

function rows(name: string, watched: readonly Watched[]): Figure[] {
  return [
    { name, value: median(watched.map(({ milliseconds }) => milliseconds)), unit: "ms" },
    {
      name: `${name}/longest-task`,
      value: Math.max(...watched.map(({ longestTask }) => longestTask)),
      unit: "ms",
    },
  ];
}

async function openWindow(profile: string, link: string): Promise<AsyncDisposable & { page: Page }> {
  const context: BrowserContext = await chromium.launchPersistentContext(profile, {
    executablePath: await chromiumExecutable(),
    args: chromiumArguments,
    viewport: { width: 1440, height: 900 },
    locale: "en-US",
  });
  await context.addInitScript(watchTasks);
  const page = context.pages()[0] ?? (await context.newPage());
  await page.goto(link, { waitUntil: "commit" });
  return { page, [Symbol.asyncDispose]: () => context.close() };
}

/** Runs in the page before anything else does. */
function watchTasks(): void {
  const tasks: number[] = [];
  Reflect.set(globalThis, "longTasks", tasks);
  new PerformanceObserver((list) => tasks.push(...list.getEntries().map(({ duration }) => duration))).observe(
    {
      type: "longtask",
      buffered: true,
    },
  );
}

/** Milliseconds since the page was asked for, once the list has all cars and was painted. */
function whole(page: Page): Promise<Watched> {
  return page.evaluate(async (expected) => {
    const shown = () =>
      Number(document.querySelector('[role="grid"]')?.getAttribute("aria-rowcount") ?? 0) - 1;
    const frame = () => new Promise((resolve) => requestAnimationFrame(resolve));
    while (shown() !== expected || !document.querySelector('[role="gridcell"]')) await frame();
    await frame();
    const milliseconds = performance.now();
    await new Promise((resolve) => setTimeout(resolve, 200));
    const tasks: number[] = Reflect.get(globalThis, "longTasks");
    return { milliseconds, longestTask: Math.max(0, ...tasks) };
  }, cars);
}

/** Types the whole text at once, as pasting does, and waits until the list has changed and was painted. */
function search(page: Page, text: string): Promise<Watched> {
  return page.evaluate(async (text) => {
    const input = document.querySelector<HTMLInputElement>('[role="search"] input')!;
    const set = Object.getOwnPropertyDescriptor(HTMLInputElement.prototype, "value")!.set!;
    const shown = () => document.querySelector('[role="grid"]')?.getAttribute("aria-rowcount");
    const frame = () => new Promise((resolve) => requestAnimationFrame(resolve));
    const type = (value: string) => {
      set.call(input, value);
      input.dispatchEvent(new Event("input", { bubbles: true }));
    };
    const tasks: number[] = Reflect.get(globalThis, "longTasks");
    const all = shown();
    tasks.length = 0;
    const started = performance.now();
    type(text);
    while (shown() === all) await frame();
    await frame();
    const milliseconds = performance.now() - started;
    await new Promise((resolve) => setTimeout(resolve, 200));
    const longestTask = Math.max(0, ...tasks);
    type("");
    while (shown() !== all) await frame();
    return { milliseconds, longestTask };
  }, text);
}

/** Until a second has gone by without a long task: photos are counted and everything is written. */
function quiet(page: Page): Promise<void> {
  return page.evaluate(async () => {
    const tasks: number[] = Reflect.get(globalThis, "longTasks");
    for (let seen = -1; seen !== tasks.length;) {
      seen = tasks.length;
      await new Promise((resolve) => setTimeout(resolve, 1000));
    }
  });
}
