import { writeFile } from "node:fs/promises";
import { faultsOf } from "./axe.ts";
import { emptyLot } from "./first-steps.ts";
import { StockList } from "./pages/stock-list.ts";
import { expect, test } from "./world.ts";

const list = [
  "Inventario;;;;;",
  "No. de stock;Marca;Modelo;Año;Precio;Kilometraje",
  "A-1;Nissan;Versa;2021;$189.000;45.200 km",
  "A-2;SEAT;León;2019;245 mil;61,300",
  "A-3;Kia;Rio;20l9;150000;80000",
].join("\r\n");

test("a dealer's list comes in, is told by the car's history, and changes nothing when it is dropped again", async ({
  world,
  hostName,
}) => {
  const path = world.path("lote.csv");
  await writeFile(path, Buffer.from(list, "latin1"));
  const desk = await emptyLot(world);
  const stockList = new StockList(desk);
  const { inventory } = desk;

  await stockList.choose(path);
  await stockList.look();
  await expect(stockList.submit).toHaveText("Add 2 cars");
  if (hostName === "browser") expect(await faultsOf(desk.window)).toEqual([]);
  await stockList.submit.click();
  await expect(stockList.report).toContainText("1 row was left out");
  await expect(stockList.report).toContainText("Year “20l9” is no year");
  await stockList.done();
  await expect(inventory.row("A-2")).toContainText("2019 SEAT León");
  await expect(inventory.row("A-1")).toContainText("$189,000");
  await inventory.open("A-1");
  await expect(inventory.history).toContainText("imported from lote.csv");

  await desk.drop(inventory.table, [path]);
  await stockList.look();
  await expect(stockList.submit).toHaveText("Nothing to import");
  await writeFile(path, Buffer.from(list.replace("20l9", "2019"), "latin1"));
  await desk.window.getByRole("button", { name: "Close the list" }).click();

  await stockList.choose(path);
  await stockList.look();
  await stockList.submit.click();
  await expect(stockList.report).toContainText("1 car added");
  await stockList.undo();
  await expect(inventory.summary).toContainText("2 cars");
});
