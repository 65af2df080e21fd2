import { emptyLot } from "./first-steps.ts";
import { expect, test } from "./world.ts";

test("the sample lot is searched, filtered, sorted and shown in the columns one wants", async ({ world }) => {
  const desk = await world.desk("Front office");
  await desk.welcome.startWithSampleLot();
  const { inventory } = desk;
  await expect(inventory.summary).toContainText("24 cars", { timeout: 90_000 });

  const [make] = (await inventory.column("Car"))[0]?.split(" ").slice(1) ?? [];
  await inventory.search.fill(make ?? "");
  await expect(inventory.summary).toContainText(/^\d+ of 24 cars/);
  for (const car of await inventory.column("Car")) expect(car.toLowerCase()).toContain(make?.toLowerCase());
  await inventory.search.fill("no such car");
  await expect(desk.window.getByText("No car matches")).toBeVisible();
  await inventory.search.fill("");

  await inventory.filter("Ready").click();
  await expect(inventory.summary).toContainText("of 24 cars");
  for (const status of await inventory.column("Status")) expect(status).toBe("Ready");
  await inventory.filter("Ready").click();

  await desk.window.getByRole("button", { name: "Filter by make" }).click();
  const choice = desk.window.getByRole("menuitemcheckbox").first();
  const name = (await choice.innerText()).replace(/\s*\d+$/, "").trim();
  await choice.click();
  await desk.window.keyboard.press("Escape");
  await expect(inventory.summary).toContainText("of 24 cars");
  for (const car of await inventory.column("Car")) expect(car).toContain(name);
  await desk.window.getByRole("button", { name: "Clear all" }).click();

  for (let click = 0; click < 2; click += 1) {
    await inventory.sortBy("Price");
    const direction = await inventory.directionOf("Price");
    const prices = (await inventory.prices()).filter((price) => price > 0);
    expect(prices.length).toBeGreaterThan(10);
    expect(prices).toEqual(prices.toSorted((a, b) => (direction === "ascending" ? a - b : b - a)));
  }

  await desk.window.getByRole("button", { name: "Choose columns" }).click();
  await desk.window.getByRole("menuitemcheckbox", { name: "Odometer" }).click();
  await desk.window.keyboard.press("Escape");
  await expect(inventory.table.getByRole("columnheader", { name: "Odometer" })).toBeHidden();
});

test("a car is added, edited, binned, restored and sold, by hand and by keys, in the language that is asked for", async ({
  world,
}) => {
  const desk = await emptyLot(world);

  await test.step("a car is added, edited in place, duplicated, binned and restored", async () => {
    const { inventory } = desk;
    await expect(desk.window.getByText("No cars yet")).toBeVisible();
    await inventory.add({
      stockNumber: "A-101",
      year: "2021",
      make: "Nissan",
      model: "Versa",
      price: "189000",
    });
    await expect(inventory.row("A-101")).toContainText("2021 Nissan Versa");
    await expect(inventory.row("A-101")).toContainText("189,000");
    await expect(inventory.row("A-101")).toContainText("Acquired");

    await inventory.open("A-101");
    await inventory.write("Odometer", "45200");
    await inventory.write("VIN", "3N1CN8AE0ML800123");
    await inventory.write("Price", "179500");
    await expect(inventory.row("A-101")).toContainText("45,200 km");
    await expect(inventory.row("A-101")).toContainText("179,500");
    await inventory.write("Year", "not a year");
    await expect(inventory.details.getByRole("alert")).toContainText("Type a whole number");
    await inventory.write("Year", "2022");
    await expect(inventory.row("A-101")).toContainText("2022 Nissan Versa");

    await inventory.more("Duplicate");
    // The copy opens by itself once it is kept.
    await expect(inventory.field("Stock number")).toHaveValue("");
    await expect(inventory.summary).toContainText("2 cars");
    await expect(inventory.rows.filter({ hasText: "2022 Nissan Versa" })).toHaveCount(2);

    await inventory.open("A-101");
    await inventory.more("Move to bin");
    await expect(inventory.row("A-101")).toBeHidden();
    await inventory.place("Bin").click();
    await expect(desk.window.getByText("A-101")).toBeVisible();
    await desk.window.getByRole("button", { name: /^Restore .*Versa/ }).click();
    await inventory.place("Inventory").click();
    await expect(inventory.row("A-101")).toContainText("2022 Nissan Versa");
  });

  await test.step("status moves are those that the rules allow, and the history tells them", async () => {
    const { inventory } = desk;
    await inventory.add({ stockNumber: "C-303", make: "Nissan", model: "Versa" });
    await inventory.open("C-303");
    await expect(inventory.moves).toHaveText(["Recon", "Ready"]);
    await inventory.moveTo("Ready");
    await expect(inventory.moves).toHaveText(["Listed", "Recon", "Reserved", "Sold"]);
    await inventory.moveTo("Sold");
    await expect(inventory.row("C-303")).toContainText("Sold");
    await expect(inventory.moves).toHaveText(["Delivered", "Listed", "Ready"]);

    await inventory.moveTo("Listed");
    const question = desk.window.getByRole("dialog", { name: "Cancel the sale?" });
    await question.getByRole("button", { name: "Cancel the sale" }).click();
    await expect(inventory.row("C-303")).toContainText("Listed");

    await expect(inventory.history.getByRole("listitem").filter({ hasText: "Moved" })).toHaveCount(3);
    await expect(inventory.history).toContainText("Added to the lot");
  });

  await test.step("everything is within reach of the keyboard", async () => {
    const { inventory } = desk;
    const { keyboard } = desk.window;
    await inventory.add({ stockNumber: "D-4", make: "Nissan", model: "Sentra" });
    await inventory.add({ stockNumber: "E-5", make: "Mazda", model: "CX-5" });
    await inventory.close();

    await keyboard.press("/");
    await expect(inventory.search).toBeFocused();
    await keyboard.type("sentra");
    await expect(inventory.rows).toHaveCount(1);
    await keyboard.press("Enter");
    await inventory.table.focus();
    await keyboard.press("ArrowDown");
    await keyboard.press("Enter");
    await expect(inventory.details).toContainText("D-4");
    await keyboard.press("e");
    await expect(inventory.field("Stock number")).toBeFocused();

    await keyboard.press("Control+k");
    await desk.window.getByPlaceholder("Go to a car or type a command…").fill("Open settings");
    await keyboard.press("Enter");
    await expect(desk.window.getByRole("heading", { name: "Settings" })).toBeVisible();
  });

  await test.step("the whole window speaks Spanish when it is asked to, and stays so", async () => {
    await desk.settings.open();
    await desk.window.getByText("Español", { exact: true }).click();
    await expect(desk.window.getByRole("heading", { name: "Configuración" })).toBeVisible();
    await desk.restart();
    await expect(desk.window.getByRole("button", { name: "Agregar auto" }).first()).toBeVisible();
  });
});
