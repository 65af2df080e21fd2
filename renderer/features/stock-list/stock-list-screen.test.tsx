import { useEffect } from "react";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { page, userEvent } from "vitest/browser";
import { eventually } from "#tests/support/eventually.ts";
import { show, type Shown } from "#tests/support/shown-screen.tsx";
import { exportedCsv } from "./export-list.ts";
import { type StockList, StockListProvider, useStockList } from "./stock-list-context.tsx";
import { StockListScreen } from "./stock-list-screen.tsx";
import { type ListWords, useListWords } from "./words.ts";

let shown: Shown;
let door: StockList;
let words: ListWords;

/** Hands the test what the app's own parts get. */
function Door({ onOpen }: { onOpen: (list: StockList, said: ListWords) => void }) {
  const [list, said] = [useStockList(), useListWords()];
  useEffect(() => onOpen(list, said), [onOpen, list, said]);
  return null;
}

beforeEach(async () => {
  await page.viewport(1280, 720);
  shown = await show(
    <StockListProvider>
      <Door onOpen={(list, said) => void ([door, words] = [list, said])} />
      <StockListScreen />
    </StockListProvider>,
  );
});
afterEach(() => shown[Symbol.asyncDispose]());

const button = (name: string | RegExp) => page.getByRole("button", { name });
const cars = () => shown.replica.inventory.get().cars.filter(({ vehicle }) => vehicle.deletedAt === null);
const money = (pesos: number) => ({ amount: pesos * 100, currency: "MXN" as const });

async function open(text: string, name = "lote.csv") {
  door.open(new File([text], name));
  await expect.element(page.getByRole("heading", { name })).toBeVisible();
}

const list = [
  "No. de stock;Marca;Modelo;Año;Precio;Combustible",
  "A-1;Nissan;Versa;2021;$189.000;Gasolina",
  "A-2;SEAT;León;20l9;245 mil;Nuclear",
  "A-3;Kia;Rio;2019;POA;Nuclear",
  "A-1;Nissan;Versa;2021;$189.000;Gasolina",
  "A-4;Ford;Figo;2018;99,000;Diesel",
].join("\n");

describe("a list", () => {
  test("adds, updates and leaves out what its rows say, after what cannot be read is put right", async () => {
    await shown.replica.vehicles.create({ stockNumber: "A-1", make: "Nissan", price: money(200_000) });
    await open(list);
    await expect.element(page.getByText("1 cell cannot be read").first()).toBeVisible();
    await button("Look at the cars").click();
    await expect.element(button("Add 1 car, update 1")).toBeVisible();
    await expect.element(page.getByText(/Year “20l9” is no year/).first()).toBeVisible();

    await button(/^Fuel of row 3/).click();
    await page.getByRole("combobox", { name: "Fuel of row 3" }).selectOptions("Diesel");
    await expect.element(button("Add 2 cars, update 1")).toBeVisible();
    await button(/^Year of row 3/).click();
    await userEvent.keyboard("2019{Enter}");
    await button("Add 3 cars, update 1").click();

    await expect.element(page.getByRole("heading", { name: "The list is in" })).toBeVisible();
    await expect.element(page.getByText("3 cars added")).toBeVisible();
    await expect.element(page.getByText("1 row was left out")).toBeVisible();
    await expect.element(page.getByText("the same car as row 2")).toBeVisible();
    await eventually(() => expect(cars()).toHaveLength(4));
    const leon = cars().find(({ vehicle }) => vehicle.stockNumber === "A-2")?.vehicle;
    expect(leon).toMatchObject({ year: 2019, price: money(245_000), fuel: "diesel" });

    await button("Undo the import").click();
    await eventually(() => expect(cars().map(({ vehicle }) => vehicle.price)).toEqual([money(200_000)]));
  });

  test("changes nothing when it is taken in twice, nor after it was exported", async () => {
    await open(list.replaceAll("20l9", "2019").replaceAll("Nuclear", "Diesel"));
    await button("Look at the cars").click();
    await button("Add 4 cars").click();
    await expect.element(page.getByText("4 cars added")).toBeVisible();
    await button("Done").click();
    await shown.replica.vehicles.create({ make: "=Ford", model: "Figo", trim: "1.5, S" });
    await eventually(() => expect(cars()).toHaveLength(5));

    const columns = [
      "cover",
      "stockNumber",
      "car",
      "status",
      "price",
      "days",
      "odometer",
      "vin",
      "fuel",
      "acquiredOn",
    ];
    const [nissan, ford] = [cars().at(0)!, cars().at(-1)!];
    await shown.replica.costs.setPurchase(nissan.id, money(150_000));
    await shown.replica.costs.setPurchase(ford.id, { amount: 500_050, currency: "USD" });
    expect(exportedCsv(cars(), columns, "2026-03-10", words, new Map())).not.toContain("5000.50");
    const purchases = await shown.replica.stockLists.purchases(cars().map(({ id }) => id));
    const exported = exportedCsv(cars(), columns, "2026-03-10", words, purchases);
    expect(exported).toContain("150000");
    expect(exported).toContain("5000.50 USD");
    await open(exported, "export.csv");
    await button("Look at the cars").click();
    await expect.element(button("Nothing to import")).toBeDisabled();
    await expect.element(button(/^Unchanged 5/)).toBeVisible();
  });

  test("leaves known cars as they are, and rows out, where one says so", async () => {
    await shown.replica.vehicles.create({ stockNumber: "A-1", make: "Nissan" });
    await open("Stock,Make,Price\nA-1,Nissan,100\nA-2,Kia,200\nA-3,Seat,300");
    await button("Look at the cars").click();
    await page.getByText("Leave", { exact: true }).click();
    await page.getByRole("checkbox", { name: "Take in row 3" }).click();
    await button("Add 1 car").click();
    await eventually(() =>
      expect(
        cars()
          .map(({ vehicle }) => vehicle.stockNumber)
          .sort(),
      ).toEqual(["A-1", "A-3"]),
    );
    await expect.element(page.getByText("left as it is")).toBeVisible();
  });

  test("is read otherwise where a column is something else", async () => {
    await open("Codigo raro,Cosa\nX-1,Nissan\nX-2,Kia");
    await page.getByRole("combobox", { name: "What the column Codigo raro is" }).click();
    await page.getByRole("option", { name: "Trim" }).click();
    await button("Look at the cars").click();
    await button("Add 2 cars").click();
    await eventually(() =>
      expect(
        cars()
          .map(({ vehicle }) => vehicle.trim)
          .sort(),
      ).toEqual(["X-1", "X-2"]),
    );
  });
});

describe("what is no list", () => {
  test("is refused in words that say what to do", async () => {
    door.open(new File([new Uint8Array([0x50, 0x4b, 3, 4])], "lote.xlsx"));
    await expect.element(page.getByText(/In Excel choose File > Save As/)).toBeVisible();
    await userEvent.keyboard("{Escape}");
    await expect.element(page.getByText(/In Excel choose/)).not.toBeInTheDocument();
  });
});
