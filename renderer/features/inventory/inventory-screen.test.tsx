import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { page, userEvent } from "vitest/browser";
import { created } from "#shared/rules/stamping.ts";
import { eventually } from "#tests/support/eventually.ts";
import { BinScreen } from "./bin-screen.tsx";
import { InventoryScreen } from "./inventory-screen.tsx";
import { show, type Shown } from "#tests/support/shown-screen.tsx";

let shown: Shown;
let dropped: { vehicleId: string; files: number }[];
let wanted: string[];

async function open(screen: "inventory" | "bin" = "inventory") {
  await page.viewport(1280, 720);
  dropped = [];
  wanted = [];
  shown = await show(
    screen === "bin" ? (
      <BinScreen />
    ) : (
      <InventoryScreen
        photos={() => null}
        notes={notes}
        history={() => null}
        onDropFiles={(vehicleId, transfer) => dropped.push({ vehicleId, files: transfer.files.length })}
        openPhotos={(vehicleId) => wanted.push(vehicleId)}
      />
    ),
  );
}
afterEach(() => shown[Symbol.asyncDispose]());

const money = (pesos: number) => ({ amount: pesos * 100, currency: "MXN" as const });
const rows = () => page.getByRole("grid").getByRole("row");
const row = (name: RegExp) => page.getByRole("row", { name });
const inspector = page.getByRole("region", { name: "Car details" });
const vehicleOf = (id: string) => shown.replica.inventory.get().cars.find((car) => car.id === id)?.vehicle;

const notes = {
  ofCar: () => <p>Notes above, price beside</p>,
  ofField: (_vehicleId: string, field: string) => <p>Note of {field}</p>,
};

function priceOverlap(vehicleId: string) {
  return created("overlap", crypto.randomUUID(), {
    vehicleId,
    collection: "vehicles",
    documentId: vehicleId,
    field: "price",
    at: "2026-03-01T10:00:00.000Z",
    kept: { value: money(200_000), stamp: "0199aa000000-0000-b" },
    other: { value: money(190_000), stamp: "0199aa000000-0000-a" },
    settledAt: null,
  });
}

async function threeCars() {
  const { vehicles } = shown.replica;
  const versa = await vehicles.create({
    stockNumber: "A-1",
    make: "Nissan",
    model: "Versa",
    year: 2020,
    acquiredOn: "2026-01-03",
    price: money(200_000),
  });
  const leon = await vehicles.create({
    stockNumber: "A-2",
    make: "SEAT",
    model: "León",
    year: 2019,
    acquiredOn: "2026-01-02",
  });
  const hilux = await vehicles.create({
    stockNumber: "A-3",
    make: "Toyota",
    model: "Hilux",
    year: 2021,
    acquiredOn: "2026-01-01",
  });
  for (const name of [/Versa/, /León/, /Hilux/]) await expect.element(row(name)).toBeVisible();
  return { versa, leon, hilux };
}

describe("an empty lot", () => {
  beforeEach(() => open());

  test("says so and adds its first car, which opens beside the list", async () => {
    await expect.element(page.getByText("No cars yet")).toBeVisible();
    await page.getByRole("button", { name: "Add car" }).last().click();
    const dialog = page.getByRole("dialog", { name: "Add a car" });
    await dialog.getByRole("button", { name: "Add car" }).click();
    await expect.element(dialog.getByText(/Give it a stock number or a make/)).toBeVisible();
    await dialog.getByLabelText("Make").fill("Kia");
    await dialog.getByLabelText("Price").fill("289,000");
    await userEvent.keyboard("{Enter}");
    await expect.element(inspector.getByRole("heading", { name: "Kia" })).toBeVisible();
    await expect.element(row(/\$289,000/)).toHaveAttribute("aria-selected", "true");
  });
});

describe("the list", () => {
  beforeEach(() => open());

  test("narrows as one types, without accents, and says when nothing is left", async () => {
    await threeCars();
    await expect
      .element(page.getByRole("status", { name: "What the list shows" }))
      .toMatchTextContent(/^3 cars/);
    shown.shell.getState().search("leon 2019");
    await expect.element(row(/Versa/)).not.toBeInTheDocument();
    await expect.element(page.getByText(/^1 of 3 cars/)).toBeVisible();
    shown.shell.getState().search("tractor");
    await expect.element(page.getByText("No car matches")).toBeVisible();
    await page.getByRole("button", { name: "Clear filters" }).click();
    await expect.element(row(/Hilux/)).toBeVisible();
    expect(shown.shell.getState().searchText).toBe("");
  });

  test("sorts by a column, and by it the other way round", async () => {
    await threeCars();
    const head = page.getByRole("columnheader", { name: "Stock no." });
    await head.getByRole("button").click();
    await expect.element(head).toHaveAttribute("aria-sort", "ascending");
    await expect.element(rows().nth(1)).toMatchTextContent(/A-1/);
    await head.getByRole("button").click();
    await expect.element(head).toHaveAttribute("aria-sort", "descending");
    await expect.element(rows().nth(1)).toMatchTextContent(/A-3/);
  });

  test("is walked with the keyboard; Enter opens, e edits, Escape goes back", async () => {
    await threeCars();
    (page.getByRole("grid").element() as HTMLElement).focus();
    await userEvent.keyboard("{ArrowDown}{ArrowDown}{Enter}");
    await expect.element(row(/León/)).toHaveAttribute("aria-selected", "true");
    await expect.element(inspector.getByRole("heading", { name: "2019 SEAT León" })).toBeVisible();
    await userEvent.keyboard("e");
    await expect.element(inspector.getByRole("textbox", { name: "Stock number" })).toHaveFocus();
    await userEvent.keyboard("{Escape}{Escape}");
    await expect.element(inspector).not.toBeInTheDocument();
    await expect.element(page.getByRole("grid")).toHaveFocus();
  });

  test("asks for photos by the row's button and by p", async () => {
    const { leon, hilux } = await threeCars();
    await row(/León/).getByRole("button", { name: "No photos" }).click();
    expect(wanted).toEqual([leon]);
    await row(/Hilux/).click();
    await userEvent.keyboard("p");
    expect(wanted).toEqual([leon, hilux]);
  });

  test("takes files that are dropped on a row", async () => {
    const { hilux } = await threeCars();
    const transfer = new DataTransfer();
    transfer.items.add(new File(["x"], "car.jpg", { type: "image/jpeg" }));
    const drag = (type: string) =>
      new DragEvent(type, { bubbles: true, cancelable: true, dataTransfer: transfer });
    row(/Hilux/).element().dispatchEvent(drag("dragover"));
    await expect.element(page.getByText("Drop to add photos")).toBeVisible();
    row(/Hilux|Drop/)
      .element()
      .dispatchEvent(drag("drop"));
    await eventually(() => expect(dropped).toEqual([{ vehicleId: hilux, files: 1 }]));
  });

  test("bins what is selected and takes it out again", async () => {
    await threeCars();
    await row(/Versa/).click();
    await row(/Hilux/).click({ modifiers: ["Shift"] });
    await expect.element(page.getByText("3 cars selected")).toBeVisible();
    await row(/León/).click({ modifiers: ["Control"] });
    await userEvent.keyboard("{Delete}");
    await expect.element(page.getByText("2 cars moved to the bin")).toBeVisible();
    await eventually(() => expect(rows().elements()).toHaveLength(2));
    await page.getByRole("button", { name: "Undo" }).click();
    await eventually(() => expect(rows().elements()).toHaveLength(4));
  });
});

describe("the inspector", () => {
  beforeEach(() => open());

  test("keeps a field on Enter, says what cannot be kept, and goes back on Escape", async () => {
    const { versa } = await threeCars();
    await row(/Versa/).click();
    const price = inspector.getByRole("textbox", { name: "Price" });
    await price.fill("215500");
    await userEvent.keyboard("{Enter}");
    await eventually(() => expect(vehicleOf(versa)?.price).toEqual(money(215_500)));
    await expect.element(price).toHaveValue("$215,500");
    await price.fill("plenty");
    await userEvent.keyboard("{Enter}");
    await expect.element(inspector.getByRole("alert")).toMatchTextContent(/Type an amount/);
    await userEvent.keyboard("{Escape}");
    await expect.element(price).toHaveValue("$215,500");
    expect(vehicleOf(versa)?.price).toEqual(money(215_500));
  });

  test("keeps what is being typed when the person turns to another car", async () => {
    const { versa } = await threeCars();
    await row(/Versa/).click();
    await inspector.getByRole("textbox", { name: "VIN" }).fill("3n1cn8ae5ml812347");
    await row(/Hilux/).click();
    await eventually(() => expect(vehicleOf(versa)?.vin).toBe("3N1CN8AE5ML812347"));
  });

  test("moves a car by the rules and asks before a sale is cancelled", async () => {
    const { versa } = await threeCars();
    await row(/Versa/).click();
    const press = (name: string) => inspector.getByRole("button", { name }).click();
    await press("Move to Ready");
    // The second before the window shows what the first has done: a car that is ready may be listed as well.
    const [sold, listed] = ["Sold", "Listed"].map((to) =>
      inspector.getByRole("button", { name: `Move to ${to}` }),
    );
    await expect.element(sold!).toBeVisible();
    for (const button of [sold!.element(), listed!.element()]) (button as HTMLElement).click();
    const dialog = page.getByRole("dialog", { name: "Cancel the sale?" });
    await dialog.getByRole("button", { name: "Keep it sold" }).click();
    expect(vehicleOf(versa)?.status.state).toBe("sold");
    await press("Move to Listed");
    await dialog.getByRole("button", { name: "Cancel the sale" }).click();
    await eventually(() => expect(vehicleOf(versa)?.status).toMatchObject({ state: "listed", round: 2 }));
  });

  test("marks a car that two desks changed at once, and says so above its fields and beside them", async () => {
    const { versa } = await threeCars();
    shown.hub.push("activity", [{ document: priceOverlap(versa), assumed: null }]);
    await expect.element(row(/Versa/).getByRole("img", { name: /Two desks changed this car/ })).toBeVisible();
    await row(/Versa/).click();
    await expect.element(inspector.getByText("Notes above, price beside")).toBeVisible();
    await expect.element(inspector.getByText("Note of price")).toBeVisible();
  });

  test("adds up what the car cost", async () => {
    await threeCars();
    await row(/Versa/).click();
    const costs = inspector.getByRole("region", { name: "Costs" });
    await costs.getByRole("textbox", { name: "Purchase" }).fill("150000");
    await costs.getByRole("button", { name: "Add recon" }).click();
    await userEvent.keyboard("Tires{Tab}10,000{Enter}");
    await expect.element(costs.getByText("$160,000")).toBeVisible();
    await expect.element(costs.getByText(/\$40,000$/)).toBeVisible();
    await costs.getByRole("button", { name: "Remove Tires" }).click();
    await expect.element(costs.getByText(/\$50,000$/)).toBeVisible();
  });

  test("adds a line of recon once, however soon it is left", async () => {
    await threeCars();
    await row(/Versa/).click();
    const costs = inspector.getByRole("region", { name: "Costs" });
    const lines = costs.getByRole("textbox", { name: /^What was done: / });
    const kept = Promise.withResolvers<void>();
    shown.main.keeping = () => kept.promise;
    await costs.getByRole("button", { name: "Add recon" }).click();
    await userEvent.keyboard("Tires{Tab}10,000{Enter}Wash{Tab}500");
    await costs.getByRole("textbox", { name: "Purchase" }).click();
    kept.resolve();
    await expect.element(lines.nth(1)).toHaveValue("Wash");
    expect(lines.elements()).toHaveLength(2);
  });

  test("undoes the last act, and leaves the key to a field that is typed in", async () => {
    const { leon } = await threeCars();
    await row(/León/).click();
    const color = inspector.getByRole("combobox", { name: "Color" });
    await color.fill("Rojo");
    await userEvent.keyboard("{Enter}");
    await eventually(() => expect(vehicleOf(leon)?.exteriorColor).toBe("Rojo"));
    await eventually(() => expect(shown.replica.undo.label.get()?.act).toBe("edited"));
    const key = { key: "z", ctrlKey: true, bubbles: true, cancelable: true };
    expect(color.element().dispatchEvent(new KeyboardEvent("keydown", key))).toBe(true);
    (page.getByRole("grid").element() as HTMLElement).focus();
    await userEvent.keyboard("{Control>}z{/Control}");
    await eventually(() => expect(vehicleOf(leon)?.exteriorColor).toBe(""));
  });
});

describe("the bin", () => {
  beforeEach(() => open("bin"));

  test("gives a car back", async () => {
    await expect.element(page.getByText("The bin is empty")).toBeVisible();
    const id = await shown.replica.vehicles.create({ make: "Kia", model: "Rio", year: 2020 });
    await shown.replica.vehicles.bin([id]);
    await expect.element(page.getByText("30 days left")).toBeVisible();
    await page.getByRole("button", { name: "Restore 2020 Kia Rio" }).click();
    await expect.element(page.getByText("The bin is empty")).toBeVisible();
    expect(vehicleOf(id)?.deletedAt).toBeNull();
  });
});
