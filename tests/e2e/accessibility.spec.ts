import type { Page } from "@playwright/test";
import { faultsOf, wordFaultsOf } from "./axe.ts";
import { cameraCard } from "./camera-card.ts";
import type { Desk } from "./desk.ts";
import { reconnecting } from "./first-steps.ts";
import { expect, test } from "./world.ts";

/** What is wrong, by where it was seen. */
class Findings {
  readonly list: string[] = [];

  async look(where: string, seek: () => Promise<string[]>): Promise<void> {
    this.list.push(...(await seek()).map((fault) => `${where}: ${fault}`));
  }
}

/** Every screen and dialog that a lot with cars and photos has, by the keyboard alone, in whatever language. */
async function walkByKeys(page: Page, look: (where: string) => Promise<void>): Promise<void> {
  const dialog = page.getByRole("dialog");
  const press = (key: string) => page.keyboard.press(key);
  const visit = async (where: string, key: string) => {
    await press(key);
    await expect(dialog).toBeVisible();
    await look(where);
  };
  const leave = async () => {
    await press("Escape");
    await expect(dialog).toHaveCount(0);
  };
  const command = async (text: string) => {
    await press("Control+k");
    await expect(dialog.locator("input")).toBeFocused();
    await page.keyboard.type(text);
    await press("Enter");
  };
  const pushed = async (where: string, button: RegExp) => {
    await page.getByRole("button", { name: button }).focus();
    await visit(where, "Enter");
    await leave();
  };

  await press("Alt+1");
  await page.getByRole("grid").focus();
  await press("End");
  await press("Enter");
  await expect(page.locator("main").getByRole("list").first()).toBeVisible();
  await look("inventory");
  await visit("add a car", "n");
  await leave();
  await visit("print", "Control+p");
  await leave();
  await visit("history of a car", "h");
  await leave();
  await visit("viewer", "p");
  await visit("export", "x");
  await press("Escape");
  await press("e");
  await expect(page.locator("[data-canvas]")).toBeVisible();
  await look("editor");
  await press("Escape");
  await expect(page.locator("[data-canvas]")).toHaveCount(0);
  await leave();
  await press("Alt+2");
  await expect(page.locator("main img").first()).toBeVisible();
  await look("all photos");
  await press("Alt+3");
  await look("bin");
  await press("Control+,");
  await expect(page.locator("main").getByRole("heading", { level: 1 })).toBeVisible();
  await look("settings");
  await pushed("join a hub", /^(Join a hub with this lot…|Unir este lote a un servidor…)$/);
  await pushed("export everything", /^(Export everything…|Exportar todo…)$/);
  await pushed("diagnostics", /^(Export diagnostics…|Exportar diagnóstico…)$/);
  await visit("shortcuts", "?");
  await leave();
  await visit("palette", "Control+k");
  await leave();
  await command("gui");
  await expect(dialog.getByRole("article")).toBeVisible();
  await look("user guide");
  await leave();
  await page.getByRole("contentinfo").getByRole("button").first().focus();
  await visit("what waits", "Enter");
  await leave();
  await visit("lock screen", "Control+l");
  await press("Tab");
  await press("Enter");
  await expect(dialog.locator("input[type=password]")).toHaveCount(0);
  await look("forgotten PIN");
  await press("Tab");
  await press("Enter");
  await expect(dialog.locator("input[type=password]")).toBeFocused();
  await page.keyboard.type("4711");
  await press("Enter");
  await expect(dialog).toHaveCount(0);
}

async function smallLot(desk: Desk, card: string): Promise<void> {
  await desk.inventory.add({ stockNumber: "A-101", make: "Nissan", model: "Versa", price: "189000" });
  await desk.inventory.add({ stockNumber: "B-7", make: "Mazda", model: "CX-5" });
  await desk.inventory.open("A-101");
  await desk.drop(desk.photos.strip, await cameraCard(card, 3));
  await desk.photos.expectShown(3);
}

test("no screen has a serious fault for who cannot see it well, in any look and either language", async ({
  world,
  hostName,
}) => {
  // axe looks at every screen in three looks, which takes as long as several stories.
  test.slow();
  test.skip(hostName !== "browser", "the window is the same on every host");
  const desk = await world.desk("Front office");
  const { window } = desk;
  const findings = new Findings();
  const look = (where: string) => findings.look(where, () => faultsOf(window));

  await expect(desk.welcome.title).toBeVisible();
  await look("welcome");
  await desk.welcome.startEmpty("Autos del Valle");
  await expect(desk.inventory.place("Inventory")).toBeVisible(reconnecting);
  await look("empty lot");
  await smallLot(desk, world.path("card"));
  await desk.settings.open();
  await desk.lock.setPin("4711");
  await walkByKeys(window, look);

  await window.keyboard.press("Control+k");
  await expect(window.getByRole("dialog").locator("input")).toBeFocused();
  await window.keyboard.type("Cambiar a español");
  await window.keyboard.press("Enter");
  await expect(window.locator("html")).toHaveAttribute("lang", "es-MX");
  await walkByKeys(window, (where) => findings.look(`es-MX ${where}`, () => wordFaultsOf(window)));
  expect(findings.list).toEqual([]);
});
