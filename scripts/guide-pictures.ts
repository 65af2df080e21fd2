/**
 * `node scripts/guide-pictures.ts [en|es-MX]`, after `npm run build`: takes the pictures of the guide, in one language or in both,
 * from the built app in a browser with the sample lot. What it writes to docs/images/ is committed.
 */
import { mkdir, mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { expect, type Locator, type Page } from "@playwright/test";
import sharp from "sharp";
import { drawSamplePhotos } from "#electron/sample/draw-photos.ts";
import { namespaces } from "#renderer/app/i18n.ts";
import { isLocale, type Locale, locales } from "#renderer/ui/locale.ts";
import { browserHost } from "#tests/e2e/hosts/browser.ts";
import type { RunningApp } from "#tests/e2e/hosts/host.ts";
import { freePort } from "#tests/support/ports.ts";

const images = fileURLToPath(new URL("../docs/images/", import.meta.url));
const folders: Readonly<Record<Locale, string>> = { en: images, "es-MX": join(images, "es-MX") };
/** Two cars in folders of their names; two that nothing tells apart but the time between them. */
const card = [
  { stockNumber: "C-1029", folder: "C-1029", time: "09:00:00" },
  { stockNumber: "C-1046", folder: "C-1046", time: "09:12:00" },
  { stockNumber: "C-1044", folder: "100CANON", time: "09:27:00" },
  { stockNumber: "C-1033", folder: "100CANON", time: "09:40:00" },
];
/** Every picture of the sample lot is drawn first. */
const drawing = { timeout: 1_200_000 };

const asked = process.argv.slice(2);
const wanted = asked.filter(isLocale);
if (wanted.length < asked.length) throw new Error(`The languages are ${locales.join(" and ")}`);

const world = await mkdtemp(join(tmpdir(), "autosell-guide-"));
try {
  const dcim = await drawCard(join(world, "DCIM"));
  for (const locale of wanted.length > 0 ? wanted : locales) await picture(locale, dcim);
} finally {
  await rm(world, { recursive: true, force: true, maxRetries: 5 });
}

async function picture(locale: Locale, dcim: string): Promise<void> {
  await mkdir(folders[locale], { recursive: true });
  const app = await browserHost.launch({
    dataFolder: join(world, locale),
    environment: {
      AUTOSELL_PORT: String(await freePort()),
      AUTOSELL_HUB_PORT: String(await freePort()),
      AUTOSELL_OPEN: "no",
    },
    onOutput: () => {},
  });
  try {
    await takeAll(app, locale, dcim);
  } finally {
    await app.kill();
  }
}

async function takeAll(app: RunningApp, locale: Locale, dcim: string): Promise<void> {
  const page = app.window;
  const words = wordsIn(locale);
  const button = (name: string) => page.getByRole("button", { name, exact: true });
  const dialog = page.getByRole("dialog");
  const openCar = async (stockNumber: string) => {
    await page.getByRole("row").filter({ hasText: stockNumber }).click();
    await expect(page.getByRole("region", { name: words.inventory.inspector })).toContainText(stockNumber);
  };
  const take = (name: string, of: Page | Locator = page) => shoot(of, join(folders[locale], `${name}.png`));

  await page.evaluate((language) => localStorage.setItem("language", language), locale);
  await page.reload();
  await page.getByRole("button", { name: new RegExp(words.welcome.sampleTitle) }).click();
  await expect(page.getByRole("grid")).toBeVisible(drawing);
  await page.keyboard.press("Alt+2");
  await expect(page.getByRole("status").filter({ hasText: /^120 / })).toBeVisible(drawing);
  await expect(page.getByRole("status").filter({ hasText: words.sync.allSaved })).toBeVisible(drawing);
  await expect(button(words.intake.dismiss)).toHaveCount(0, drawing);
  await page.mouse.move(700, 5);
  await take("photos-library");

  await page.keyboard.press("Alt+1");
  // Only the README shows it.
  if (locale === "en") {
    await openCar("C-1029");
    await take("inventory");
  }
  await openCar("C-1033");
  await page.getByRole("button", { name: words.photos.shotList }).click();
  await page.mouse.move(700, 5);
  await take("photos-car");

  await page.keyboard.press("p");
  await page.keyboard.press("ArrowRight");
  await page.keyboard.press("e");
  await button(words.photoEditor.coverBegin).click();
  await coverPlate(page);
  await take("photos-editor");
  await button(words.photoEditor.coverDone).click();
  await page.keyboard.press("Escape");
  await button(words.photoEditor.discard).click();
  await page.keyboard.press("Escape");
  await expect(dialog).toHaveCount(0);

  await page
    .getByRole("region", { name: words.photos.photos, exact: true })
    .getByRole("button", { name: words.common.more, exact: true })
    .click();
  await page.getByRole("menuitem", { name: words.photos.exportAll }).click();
  await page.getByRole("radio", { name: /^Instagram/ }).click();
  await take("photos-export");
  await page.keyboard.press("Escape");
  await expect(dialog).toHaveCount(0);

  await page.getByRole("grid").focus();
  await page.keyboard.press("Control+a");
  await page.keyboard.press("Control+p");
  await dialog.getByText(words.printing.documents.label, { exact: true }).click();
  await expect(dialog.getByRole("img").first()).toBeVisible();
  await take("printing", dialog);
  await page.keyboard.press("Escape");

  await app.choose([dcim], () => button(words.intake.importCard).click());
  await expect(dialog.getByText(words.intake.safe, { exact: true })).toBeVisible(drawing);
  await expect(dialog.locator('[data-photo] img[data-state="shown"]').nth(19)).toBeVisible(drawing);
  await take("photos-review");
}

function wordsIn(locale: Locale) {
  const { common, intake, inventory, photoEditor, photos, printing, sync, welcome } = namespaces;
  return {
    common: common[locale],
    intake: intake[locale],
    inventory: inventory[locale],
    photoEditor: photoEditor[locale],
    photos: photos[locale],
    printing: printing[locale],
    sync: sync[locale],
    welcome: welcome[locale],
  };
}

/** Draws a box over the plate of a sample car that is seen from the front. */
async function coverPlate(page: Page): Promise<void> {
  const box = await page.locator("[data-canvas]").boundingBox();
  if (!box) throw new Error("The photo is not to be seen");
  await page.mouse.move(box.x + 0.43 * box.width, box.y + 0.66 * box.height);
  await page.mouse.down();
  await page.mouse.move(box.x + 0.57 * box.width, box.y + 0.75 * box.height, { steps: 6 });
  await page.mouse.up();
}

async function shoot(of: Page | Locator, path: string): Promise<void> {
  const page = "page" in of ? of.page() : of;
  await page.waitForFunction(() =>
    Array.from(document.images).every((image) => image.complete || image.loading === "lazy"),
  );
  await page.evaluate(() =>
    Promise.all(Array.from(document.images, (image) => image.decode().catch(() => {}))),
  );
  await sharp(await of.screenshot({ animations: "disabled" }))
    .png({ palette: true, effort: 10 })
    .toFile(path);
  console.log(path);
}

/** A camera's card with these cars, as a photographer would bring it. */
async function drawCard(folder: string): Promise<string> {
  const today = new Date().toISOString().slice(0, 10);
  let number = 2001;
  for (const { stockNumber, folder: below, time } of card) {
    await mkdir(join(folder, below), { recursive: true });
    const drawn = await drawSamplePhotos({ stockNumber, folder: join(world, "drawn"), today });
    for (const [index, path] of drawn.entries()) {
      const taken = new Date(Date.parse(`${today}T${time}Z`) + index * 8000).toISOString();
      await sharp(path)
        .autoOrient()
        .resize(2000)
        .withExif({
          IFD0: { Make: "Canon", Model: "EOS R50" },
          IFD2: { DateTimeOriginal: `${today.replaceAll("-", ":")} ${taken.slice(11, 19)}` },
        })
        .jpeg()
        .toFile(join(folder, below, `IMG_${number}.JPG`));
      number += 1;
    }
  }
  return folder;
}
