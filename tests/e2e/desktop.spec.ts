import { readFile, writeFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import { cameraCard } from "./camera-card.ts";
import { allSaved, emptyLot, reconnecting } from "./first-steps.ts";
import { StockList } from "./pages/stock-list.ts";
import { expect, test } from "./world.ts";

test.beforeEach(({ hostName }) => {
  test.skip(hostName !== "standin", "only the stand-in's tray, menus and notifications can be reached");
});

test("closed, the window goes on in the tray and syncs, and who quits hears what could not be sent", async ({
  world,
}) => {
  const desk = await emptyLot(world);
  const { hands } = desk;
  await expect(desk.sync.sentence).toHaveText(allSaved, reconnecting);
  await hands.press("Keep it in the tray");
  await hands.closeWindow();
  await expect.poll(() => hands.isWindowShown()).toBe(false);
  expect(await hands.boxes()).toEqual(["Autosell goes on in the tray"]);

  await hands.chooseInTray("Work offline");
  await desk.inventory.add({ stockNumber: "A-101", make: "Nissan", model: "Versa" });
  await expect.poll(() => hands.trayState()).toMatch(/^Working offline · \d+ changes? waiting$/);
  await hands.chooseInTray("Work offline");
  await expect.poll(() => hands.trayState(), reconnecting).toBe("Online · all changes saved");
  expect(await hands.isWindowShown()).toBe(false);
  await hands.chooseInTray("Open Autosell");
  expect(await hands.isWindowShown()).toBe(true);

  await hands.chooseInTray("Work offline");
  await desk.inventory.add({ stockNumber: "B-7", make: "Mazda", model: "CX-5" });
  await expect.poll(() => hands.trayState()).toContain("waiting");
  await hands.chooseInTray("Quit Autosell");
  await expect
    .poll(() => hands.boxes())
    .toContainEqual(expect.stringMatching(/^\d+ changes? could not be sent$/));
  await hands.press("Quit");
  await hands.chooseInTray("Quit Autosell");
  await hands.ended;
});

test("a second start brings the window up with what it was given, and says what is not there", async ({
  world,
}) => {
  const desk = await emptyLot(world);
  await desk.hands.press("Keep it in the tray");
  await desk.hands.closeWindow();
  await expect.poll(() => desk.hands.isWindowShown()).toBe(false);
  const [first] = await cameraCard(world.path("card"), 2);
  const given = [dirname(first ?? ""), world.path("gone.jpg")];
  await expect(desk.startSecond(given)).rejects.toThrow("ended before its window was shown: 0");

  await expect.poll(() => desk.hands.isWindowShown()).toBe(true);
  await expect(desk.window.getByText("gone.jpg is not there any more.")).toBeVisible();
  await expect(desk.review.photo("IMG_1002.JPG")).toBeVisible();
  await desk.window.keyboard.press("Escape");
  await expect(desk.review.window).toBeHidden();

  const list = world.path("stock.csv");
  await writeFile(list, "Stock,Make,Model\nA-1,Nissan,Versa\n");
  await expect(desk.startSecond([list])).rejects.toThrow("ended before its window was shown: 0");
  await expect(new StockList(desk).columns).toBeVisible();
});

test("the menu does what the window can do now, in the language that it speaks, and quits; what was set on this computer stays", async ({
  world,
}) => {
  const desk = await emptyLot(world);
  const { hands } = desk;
  await expect(desk.sync.sentence).toHaveText(allSaved, reconnecting);
  await expect
    .poll(() => hands.offeredIn("File"))
    .toEqual(["New car…", "Import a card…", "Import a stock list…", "Settings…", "Quit Autosell"]);
  await hands.chooseInMenu("File", "New car…");
  await expect(desk.window.getByRole("dialog", { name: "Add a car" })).toBeVisible();
  await desk.window.keyboard.press("Escape");
  await desk.inventory.add({ stockNumber: "A-101", make: "Nissan", model: "Versa" });
  await desk.inventory.open("A-101");
  await expect.poll(() => hands.offeredIn("File")).toContain("Import photos to this car…");
  await hands.chooseInMenu("View", "As a gallery");
  await expect(desk.window.getByRole("button", { name: "Gallery", pressed: true })).toBeVisible();

  await desk.settings.open();
  await desk.lock.setPin("4711");
  await hands.lockScreen();
  await expect(desk.lock.screen).toBeVisible();
  await expect.poll(() => hands.offeredIn("File")).toEqual(["Quit Autosell"]);
  await desk.lock.unlock("4711");
  await expect.poll(() => hands.offeredIn("File")).toContain("New car…");

  const computer = desk.window.getByRole("region", { name: "This computer" });
  await computer.getByRole("switch", { name: "Start when I sign in" }).check();
  await computer.getByRole("checkbox", { name: "English" }).uncheck();
  await expect.poll(() => hands.dictionaries()).toEqual(["es-MX"]);
  if (process.platform === "linux") {
    const entry = join(desk.dataFolder, "appData", "autostart", "autosell.desktop");
    await expect.poll(() => readFile(entry, "utf8").catch(() => "")).toContain("--hidden");
  }

  await hands.chooseInMenu("Help", "User guide");
  await desk.help.guide.getByRole("button", { name: "Photos" }).first().click();
  const picture = desk.help.guide.getByRole("img", { name: "A card in review" });
  await expect
    .poll(() => picture.evaluate((image: HTMLImageElement) => image.naturalWidth))
    .toBeGreaterThan(0);
  await desk.window.keyboard.press("Escape");
  await hands.chooseInMenu("Go", "Find a car or a command…");
  await desk.window.getByPlaceholder("Go to a car or type a command…").fill("español");
  await desk.window.keyboard.press("Enter");
  await expect.poll(() => hands.offeredIn("Archivo")).toContain("Auto nuevo…");
  await expect.poll(() => hands.trayState(), reconnecting).toBe("En línea · todo guardado");
  await hands.letWindowHang();
  await expect.poll(() => hands.boxes()).toContain("La ventana no responde");
  const look = { bounds: { x: 120, y: 80, width: 1300, height: 800 }, zoom: 1 };
  await hands.arrange(look);
  await hands.chooseInMenu("Archivo", "Salir de Autosell");
  await hands.ended;

  await desk.start();
  expect(await desk.hands.windowLook()).toEqual(look);
  await expect.poll(() => desk.hands.dictionaries()).toEqual(["es-MX"]);
});

test("photos that are in while the window is hidden are told by a notification that leads to their car", async ({
  world,
}) => {
  const desk = await emptyLot(world);
  const { hands } = desk;
  await desk.inventory.add({ stockNumber: "A-101", make: "Nissan", model: "Versa" });
  await desk.inventory.open("A-101");
  await hands.press("Keep it in the tray");
  await hands.closeWindow();
  await expect.poll(() => hands.isWindowShown()).toBe(false);
  await desk.drop(desk.photos.strip, await cameraCard(world.path("card"), 2));
  await expect.poll(() => hands.notices()).toEqual(["2 photos added: A-101 · Nissan Versa"]);
  await expect.poll(async () => (await hands.taskbarProgress()).at(-1)).toBe(-1);
  expect((await hands.taskbarProgress()).some((shown) => shown >= 0 && shown < 1)).toBe(true);
  await desk.settings.open();
  await expect(desk.photos.strip).toBeHidden();

  await hands.clickLastNotice();
  expect(await hands.isWindowShown()).toBe(true);
  await expect(desk.photos.strip).toBeVisible();
  await expect(desk.inventory.field("Make")).toHaveValue("Nissan");
});
