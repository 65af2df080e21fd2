import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Browser, Page } from "playwright-core";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from "vitest";
import type { Replica } from "#renderer/replica/replica.ts";
import { startDesk, type TestDesk } from "#tests/main/desks.ts";
import { eventually } from "#tests/support/eventually.ts";
import { buildReplicaWindow, launchChromium, openReplicaWindow } from "#tests/support/replica-window.ts";

/** The page's own replica, inside of `page.evaluate`. */
declare const replica: Replica;

let windowFolder: string;
let browser: Browser;
let first: TestDesk;
let second: TestDesk;
let pages: { one: Page; two: Page };

beforeAll(async () => {
  windowFolder = await mkdtemp(join(tmpdir(), "autosell-window-"));
  await buildReplicaWindow(windowFolder);
  browser = await launchChromium();
});
afterAll(async () => {
  await browser.close();
  await rm(windowFolder, { recursive: true });
});

beforeEach(async () => {
  first = await startDesk({ windowFolder });
  second = await startDesk({ windowFolder });
  await first.window.desk.begin({ start: "empty", deskName: "Front desk" });
  const { code, addresses } = await first.window.desk.createPairingCode();
  await second.window.desk.join({ address: addresses[0]!, code, deskName: "Auction laptop" });
  pages = { one: await opened(first), two: await opened(second) };
});
afterEach(async () => {
  await Promise.all([pages.one, pages.two].map((page) => page.context().close()));
  await second[Symbol.asyncDispose]();
  await first[Symbol.asyncDispose]();
});

/**
 * Begins to open and waits for a sign on the page. To wait for the promise itself is not safe: Chromium's inspector holds it
 * weakly.
 */
async function openHere(page: Page): Promise<void> {
  await page.evaluate(() => {
    const open = Reflect.get(globalThis, "openHere") as () => Promise<void>;
    const say = (sign: string) => (document.body.dataset["open"] = sign);
    void open().then(
      () => say("yes"),
      (error: unknown) => say(String(error)),
    );
  });
  await page.locator("body[data-open]").waitFor({ state: "attached" });
  expect(await page.locator("body").getAttribute("data-open")).toBe("yes");
}

async function opened(desk: TestDesk): Promise<Page> {
  const page = await openReplicaWindow(browser, desk.host.nextLink());
  await openHere(page);
  return page;
}

/** The same browser with all that it has stored, as after a restart. */
async function reopen(page: Page): Promise<void> {
  await page.reload();
  await page.locator("body[data-ready]").waitFor({ state: "attached" });
  await openHere(page);
}

const create = (page: Page, make: string) => page.evaluate((make) => replica.vehicles.create({ make }), make);
const setModel = (page: Page, id: string, model: string) =>
  page.evaluate(([id, model]) => replica.vehicles.change(id, { model }), [id, model] as const);
const cars = (page: Page) =>
  page.evaluate(() => replica.inventory.get().cars.map(({ vehicle }) => `${vehicle.make} ${vehicle.model}`));
const overlaps = (page: Page) =>
  page.evaluate(() =>
    replica.history.openOverlaps.get().map(({ overlap }) => [overlap.kept.value, overlap.other.value]),
  );
const switchOff = (desk: TestDesk, switchedOff: boolean) => desk.window.sync.setSwitchedOff({ switchedOff });

describe("two windows on real hosts and a real hub", { timeout: 120_000 }, () => {
  it("see each other's cars, merge what they did apart, and say where they disagree", async () => {
    const { one, two } = pages;
    const id = await create(one, "Nissan");
    await eventually(async () => expect(await cars(two)).toEqual(["Nissan "]));
    await Promise.all([switchOff(first, true), switchOff(second, true)]);
    await setModel(one, id, "Versa");
    await setModel(two, id, "Sentra");
    await Promise.all([switchOff(first, false), switchOff(second, false)]);
    await eventually(async () => expect(await overlaps(one)).toEqual([["Sentra", "Versa"]]));
    await eventually(async () =>
      expect([await cars(one), await cars(two)]).toEqual([["Nissan Sentra"], ["Nissan Sentra"]]),
    );
    await eventually(() => expect(first.services.journal.pending()).toEqual([]));
    await eventually(() => expect(second.services.journal.pending()).toEqual([]));
  });

  it("lose nothing when a browser forgets everything while there is no hub", async () => {
    await switchOff(first, true);
    const id = await create(pages.one, "Mazda");
    await setModel(pages.one, id, "3");
    await pages.one.context().close();
    pages.one = await opened(first);
    await eventually(async () => expect(await cars(pages.one)).toEqual(["Mazda 3"]));
    await switchOff(first, false);
    await eventually(async () => expect(await cars(pages.two)).toEqual(["Mazda 3"]));
  });

  it("bring to the hub what was written after a computer's clock was set back", async () => {
    const { one, two } = pages;
    const id = await create(one, "Kia");
    await eventually(async () => expect(await cars(two)).toEqual(["Kia "]));
    await switchOff(first, true);
    await one.addInitScript(() => {
      const computersTime = Date.now;
      Date.now = () => computersTime() - 86_400_000;
    });
    await reopen(one);
    await setModel(one, id, "Rio");
    await reopen(one);
    await switchOff(first, false);
    await eventually(async () => expect(await cars(two)).toEqual(["Kia Rio"]));
    await eventually(() => expect(first.services.journal.pending()).toEqual([]));
  });
});
