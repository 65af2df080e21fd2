import { existsSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import type { Page } from "playwright-core";
import { browserHost } from "../e2e/hosts/browser.ts";
import type { Host, RunningApp } from "../e2e/hosts/host.ts";
import { standinHost } from "../e2e/hosts/standin.ts";
import { type Figure, median } from "./figure.ts";
import { type Card, drawCard } from "./photo-cards.ts";
import { importApart } from "./photo-import-apart.ts";
import { dropOnCar, openCar, photosOnCar } from "./window-drop.ts";

const rounds = 7;
const drops = 5;
const photosADrop = 12;
const built = fileURLToPath(new URL("../../out/main/main.js", import.meta.url));

/**
 * From asking for an import of forty photos to the first picture that can be shown, and to the first made by us; then from a
 * drop on an open car to the first picture on screen: by paths through the real main and preload on the stand-in for Electron,
 * whose window gets its pictures by way of the debugger, and in a browser.
 */
export async function run(folder: string): Promise<Figure[]> {
  if (!existsSync(built)) throw new Error("There is no built app: run `npm run build` first");
  const card = await drawCard(folder, "card", { width: 6000, height: 4000, count: 40 });
  const turns = [];
  for (let round = 0; round < rounds; round++) turns.push(await importApart(card, folder));
  const preview = median(turns.map(({ firstPreviewMillis }) => firstPreviewMillis));
  const thumbnail = median(turns.map(({ firstThumbnailMillis }) => firstThumbnailMillis));
  return [
    {
      name: "photos/first-preview",
      value: preview,
      unit: "ms",
      against: `our own first thumbnail: ${thumbnail.toPrecision(3)} ms`,
      ratio: preview / thumbnail,
    },
    await onScreen(standinHost, folder),
    await onScreen(browserHost, folder),
  ];
}

async function onScreen(host: Host, folder: string): Promise<Figure> {
  const environment = { AUTOSELL_PORT: "0", AUTOSELL_HUB_PORT: "0", AUTOSELL_OPEN: "no" };
  const dataFolder = join(folder, host.name);
  const app = await host.launch({ dataFolder, environment, onOutput: () => undefined });
  try {
    await openCar(app.window);
    const times: number[] = [];
    for (let drop = 1; drop <= drops; drop++) {
      const size = { width: 4000, height: 3000, count: photosADrop };
      const card = await drawCard(folder, `${host.name}-${drop}`, size);
      times.push(await firstPicture(app, card));
      await photosOnCar(app.window, photosADrop * drop);
      await trayGone(app.window);
    }
    const least = Math.min(...times).toPrecision(3);
    const most = Math.max(...times).toPrecision(3);
    return {
      name: `photos/first-picture-on-screen/${host.name}`,
      value: median(times),
      unit: "ms",
      against: `${drops} drops of ${photosADrop} photos: ${least} to ${most} ms`,
    };
  } finally {
    await app.close();
  }
}

async function firstPicture(app: RunningApp, { paths }: Card): Promise<number> {
  await app.expectFiles(paths);
  await app.window.evaluate(watchTray);
  await dropOnCar(app.window, paths);
  return app.window.evaluate(() => Reflect.get(globalThis, "firstPicture") as Promise<number>);
}

/** Runs in the page: milliseconds from the next drop to the first frame after a picture of it was there to be painted. */
function watchTray(): void {
  const seen = new Promise<number>((resolve) =>
    addEventListener(
      "drop",
      () => {
        const began = performance.now();
        const look = () => {
          const images = [...document.querySelectorAll<HTMLImageElement>(`[aria-label="Photo imports"] img`)];
          const isShown = images.some(({ complete, naturalWidth }) => complete && naturalWidth > 0);
          requestAnimationFrame(isShown ? () => resolve(performance.now() - began) : look);
        };
        look();
      },
      { capture: true, once: true },
    ),
  );
  Reflect.set(globalThis, "firstPicture", seen);
}

/** An import that ended with nothing to say goes by itself. */
async function trayGone(page: Page): Promise<void> {
  await page.getByRole("complementary", { name: "Photo imports" }).waitFor({ state: "detached" });
}
