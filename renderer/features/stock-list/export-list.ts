import type { Money } from "#shared/model/primitives.ts";
import type { Vehicle } from "#shared/model/vehicle.ts";
import { daysInStock } from "#shared/rules/ageing.ts";
import { isChoiceField } from "#shared/rules/stock-list-words.ts";
import { csvOf } from "./csv.ts";
import { fieldWord, type ListWords, valueWord } from "./words.ts";

/** A car as the inventory shows it. */
export interface ShownCar {
  readonly id: string;
  readonly vehicle: Vehicle;
  readonly photoCount: number | null;
}

interface Cell {
  readonly heading: string;
  readonly text: (car: ShownCar) => string;
}

/** What was paid for each car, by its id; none where this desk's person may not see it. */
export type Purchases = ReadonlyMap<string, Money | null>;

/** The cars as a list that a spreadsheet opens and that `readRow` reads again: numbers bare, their units in columns beside them. */
export function exportedCsv(
  cars: readonly ShownCar[],
  columns: readonly string[],
  today: string,
  words: ListWords,
  purchases: Purchases,
): string {
  const cells = columns.flatMap((column) => cellsOf(column, today, words));
  if ([...purchases.values()].some((paid) => paid !== null))
    cells.push(purchaseCell(purchases, columns.includes("price"), words));
  return csvOf([
    cells.map(({ heading }) => heading),
    ...cars.map((car) => cells.map(({ text }) => text(car))),
  ]);
}

function cellsOf(column: string, today: string, words: ListWords): Cell[] {
  const own = (field: keyof Vehicle): Cell => ({
    heading: fieldWord(field, words),
    text: ({ vehicle }) => textOf(field, vehicle[field], words),
  });
  switch (column) {
    case "cover":
      return [];
    case "car":
      return (["year", "make", "model", "trim"] as const).map(own);
    case "days":
      return [{ heading: words.t("days"), text: ({ vehicle }) => String(daysInStock(vehicle, today)) }];
    case "photos":
      return [
        { heading: words.t("common:field.photos"), text: ({ photoCount }) => String(photoCount ?? "") },
      ];
    case "price":
      return [
        {
          heading: fieldWord("price", words),
          text: ({ vehicle: { price } }) => (price ? plainAmount(price.amount) : ""),
        },
        { heading: fieldWord("currency", words), text: ({ vehicle: { price } }) => price?.currency ?? "" },
      ];
    case "odometer":
      return [
        {
          heading: fieldWord("odometer", words),
          text: ({ vehicle: { odometer } }) => (odometer ? String(odometer.value) : ""),
        },
        {
          heading: fieldWord("distanceUnit", words),
          text: ({ vehicle: { odometer } }) => odometer?.unit ?? "",
        },
      ];
    default:
      return [own(column as keyof Vehicle)];
  }
}

/** The currency's column beside it is the price's: an amount in another, or without it, says its own. */
function purchaseCell(purchases: Purchases, hasPrice: boolean, words: ListWords): Cell {
  return {
    heading: fieldWord("purchase", words),
    text({ id, vehicle: { price } }) {
      const paid = purchases.get(id);
      if (!paid) return "";
      const isPlain = hasPrice && price?.currency === paid.currency;
      return isPlain ? plainAmount(paid.amount) : `${plainAmount(paid.amount)} ${paid.currency}`;
    },
  };
}

function textOf(field: keyof Vehicle, value: unknown, words: ListWords): string {
  if (isChoiceField(field)) return valueWord(field, value, words);
  return typeof value === "number" || typeof value === "string" ? String(value) : "";
}

/** An amount of minor units as a spreadsheet computes with it: "389000" or "389000.50". */
function plainAmount(amount: number): string {
  return amount % 100 === 0 ? String(amount / 100) : (amount / 100).toFixed(2);
}
