import { type ChildProcess, spawn } from "node:child_process";
import { existsSync } from "node:fs";
import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import type { Page } from "playwright-core";
import { startChromium } from "./session-chromium.ts";
import type { Figure } from "./figure.ts";
import { type Card, drawCard } from "./photo-cards.ts";
import { dropOnCar, importByPath, openCar, photosOnCar } from "./window-drop.ts";
import { watchTasks } from "./window-tasks.ts";

const photos = 200;
const root = fileURLToPath(new URL("../../", import.meta.url));
const mainFile = join(root, "out/main/browser-host.js");
const probe = fileURLToPath(new URL("delay-probe.ts", import.meta.url));

interface Probed {
  readonly p99: number;
  readonly most: number;
  readonly peakMemory: number;
}

interface Watched {
  /** Null where nothing was dropped on the window. */
  readonly firstPicture: number | null;
  readonly seconds: number;
  readonly longestTask: number;
  /** The same without the time in which other processes had the processor. */
  readonly longestOnProcessor: number;
}

/** How the files come to main: byte by byte out of a browser's window, or by where they lie, as Electron has it. */
type Way = "dropped" | "by-path";

/**
 * The built app with its window in a real browser: two hundred photos of 12 megapixels come to an open car. From the
 * drop to the first picture that is painted, the longest task of the window, and how late main's timers fire.
 */
export async function run(folder: string): Promise<Figure[]> {
  if (!existsSync(mainFile)) throw new Error("There is no built app: run `npm run build` first");
  const card = await drawCard(folder, "card", { width: 4000, height: 3000, count: photos });
  return [
    ...(await imported(join(folder, "dropped"), card, "dropped")),
    ...(await imported(join(folder, "by-path"), card, "by-path")),
  ];
}

async function imported(folder: string, card: Card, way: Way): Promise<Figure[]> {
  const report = join(folder, "probe.json");
  await using main = await startMain(join(folder, "data"), report);
  await using chromium = await startChromium(join(folder, "profile"));
  const { page } = chromium;
  await page.addInitScript(watchWindow);
  await page.goto(main.link);
  await openCar(page);
  main.signal();
  const seen = await importInWindow(page, card, way);
  main.signal();
  return figuresOf(way, seen, await reportIn(report));
}

function figuresOf(way: Way, seen: Watched, { p99, most, peakMemory }: Probed): Figure[] {
  const figure = (name: string, value: number, unit: string) => ({
    name: `photos/window-import-${photos}-${way}/${name}`,
    value,
    unit,
  });
  return [
    ...(seen.firstPicture === null ? [] : [figure("first-picture-painted", seen.firstPicture, "ms")]),
    figure("speed", photos / seen.seconds, "photos/s"),
    figure("longest-task", seen.longestTask, "ms"),
    figure("longest-task-on-processor", seen.longestOnProcessor, "ms"),
    figure("main-delay-p99", p99, "ms"),
    figure("main-delay-most", most, "ms"),
    figure("main-memory", peakMemory / 1e6, "MB"),
  ];
}

interface Main extends AsyncDisposable {
  readonly link: string;
  /** Begins or ends watching. */
  signal(): void;
}

async function startMain(dataFolder: string, report: string): Promise<Main> {
  const main = spawn(process.execPath, ["--import", probe, mainFile], {
    cwd: root,
    env: {
      ...process.env,
      AUTOSELL_DATA: dataFolder,
      AUTOSELL_PORT: "0",
      AUTOSELL_HUB_PORT: "0",
      AUTOSELL_OPEN: "no",
      DELAY_PROBE: report,
    },
    stdio: ["ignore", "pipe", "inherit"],
  });
  const ended = new Promise<void>((resolve) => main.once("exit", () => resolve()));
  return {
    link: await printedLink(main),
    signal: () => main.kill("SIGUSR2"),
    async [Symbol.asyncDispose]() {
      main.kill("SIGTERM");
      await ended;
    },
  };
}

function printedLink(main: ChildProcess): Promise<string> {
  return new Promise((resolve, reject) => {
    let printed = "";
    main.stdout?.on("data", (data: Buffer) => {
      printed += String(data);
      const found = /http:\/\/127\.0\.0\.1:\d+\/#\S+/.exec(printed);
      if (found) resolve(found[0]);
    });
    main.once("exit", () => reject(new Error(`The host ended at once:\n${printed}`)));
  });
}

/** Written at once after the signal, but signals take their time. */
async function reportIn(path: string): Promise<Probed> {
  for (let left = 100; left > 0; left--) {
    const text = existsSync(path) ? await readFile(path, "utf8") : "";
    if (text) return JSON.parse(text) as Probed;
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
  throw new Error("Main did not say what was measured");
}

/** Runs in the page before anything else does. */
function watchWindow(): void {
  const watched = { tasks: [] as number[], begunAt: 0, firstPicture: null as number | null };
  Reflect.set(globalThis, "watched", watched);
  new PerformanceObserver((list) =>
    watched.tasks.push(...list.getEntries().map(({ duration }) => duration)),
  ).observe({ type: "longtask", buffered: true });
  const look = () => {
    const painted = [...document.images].some((image) => image.complete && image.naturalWidth > 0);
    if (!painted) requestAnimationFrame(look);
    else requestAnimationFrame(() => (watched.firstPicture = performance.now() - watched.begunAt));
  };
  const begin = () => {
    watched.begunAt = performance.now();
    watched.tasks.length = 0;
  };
  Reflect.set(globalThis, "beginWatching", begin);
  const dropped = () => {
    begin();
    look();
  };
  addEventListener("drop", dropped, { capture: true, once: true });
}

async function importInWindow(page: Page, { paths }: Card, way: Way): Promise<Watched> {
  const tasks = await watchTasks(page);
  if (way === "dropped") await dropOnCar(page, paths);
  else {
    await page.evaluate(() => (Reflect.get(globalThis, "beginWatching") as () => void)());
    await importByPath(page, paths);
  }
  await photosOnCar(page, paths.length);
  const seen = await seenIn(page);
  return { ...seen, longestOnProcessor: await tasks.longest() };
}

function seenIn(page: Page): Promise<Omit<Watched, "longestOnProcessor">> {
  return page.evaluate(async () => {
    interface Watch {
      readonly tasks: number[];
      readonly begunAt: number;
      readonly firstPicture: number | null;
    }
    const watched: Watch = Reflect.get(globalThis, "watched");
    const seconds = (performance.now() - watched.begunAt) / 1000;
    await new Promise((resolve) => setTimeout(resolve, 300));
    return { seconds, firstPicture: watched.firstPicture, longestTask: Math.max(0, ...watched.tasks) };
  });
}
