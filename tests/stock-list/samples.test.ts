import { existsSync } from "node:fs";
import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { expect, test } from "vitest";
import { guessColumns, guessHeader, guessSettings } from "#shared/rules/stock-list-columns.ts";
import type { PlannedRow } from "#shared/rules/stock-list-plan.ts";
import type { ListSettings } from "#shared/rules/stock-list-values.ts";
import { tableOf } from "#renderer/features/stock-list/csv.ts";
import { textOf } from "#renderer/features/stock-list/list-text.ts";
import { planRows } from "#renderer/features/stock-list/planning.ts";

const samples = fileURLToPath(new URL("../../../shared/samples/inventory", import.meta.url));
const usual: ListSettings = { currency: "MXN", unit: "km", dateOrder: "dmy", today: "2026-03-10" };

/** What becomes of a list with nothing but what is guessed. */
async function planOf(bytes: Uint8Array): Promise<readonly PlannedRow[]> {
  const read = await textOf(bytes);
  if ("refusal" in read) throw new Error(`The list is refused: ${read.refusal}`);
  const table = await tableOf(read.text, null);
  if (!table) throw new Error("The list is too long");
  const header = guessHeader(table.rows);
  const headings = header === null ? [] : (table.rows[header] ?? []);
  const sample = table.rows.slice(header === null ? 0 : header + 1, 400);
  const settings = guessSettings(headings, sample, usual);
  const parts = {
    cars: [],
    purchases: new Map(),
    mapping: guessColumns(headings, sample, settings),
    settings,
    everyCar: {},
    badCells: "leaveOut" as const,
    moment: { at: "2026-03-10T12:00:00.000Z", today: usual.today },
    idFor: (key: string) => key,
  };
  const planned = await planRows(table.rows, header, new Map(), parts, new AbortController().signal);
  return planned ?? [];
}

const verdicts = (rows: readonly PlannedRow[]) =>
  Object.fromEntries(
    [...Map.groupBy(rows, ({ verdict }) => verdict)].map(([verdict, own]) => [verdict, own.length]),
  );

test.skipIf(!existsSync(samples))(
  "a British list whose mileage stands in two columns comes in whole",
  async () => {
    const rows = await planOf(await readFile(join(samples, "uk-focus-unclean.csv")));
    expect(verdicts(rows)).toEqual({ new: 5548 });
    expect(rows[0]!.values).toEqual({
      stockNumber: "/ad/25451236",
      model: "Focus",
      year: 2016,
      price: { amount: 800_000, currency: "GBP" },
      transmission: "manual",
      odometer: { value: 38_852, unit: "mi" },
      fuel: "petrol",
    });
    const share = (field: "odometer" | "fuel" | "price") =>
      rows.filter(({ values }) => values[field]).length / rows.length;
    expect([share("price"), share("odometer") > 0.99, share("fuel") > 0.99]).toEqual([1, true, true]);
    expect(rows.every(({ values }) => (values.odometer?.value ?? 0) !== 67)).toBe(true);
  },
);

test.skipIf(!existsSync(samples))(
  "a list that was copied off a page comes in without its traces",
  async () => {
    const rows = await planOf(await readFile(join(samples, "ecuador-autocosmos.csv")));
    expect(verdicts(rows)).toEqual({ new: 435, repeated: 49 });
    expect(rows[0]!.values).toEqual({
      make: "Chevrolet",
      model: "Corsa Hatchback",
      trim: "5P 1.4L",
      year: 2003,
      odometer: { value: 332_000, unit: "km" },
      location: "Quito",
      price: { amount: 680_000, currency: "USD" },
    });
    expect(rows.every(({ values }) => !/\|/.test(values.location ?? ""))).toBe(true);
  },
);

test("lists that a workbook saves come in, whatever it thinks of letters and columns", async () => {
  const list = [
    "Inventario;;;;",
    "No. de inventario;Marca;Año;Precio;Kilometraje",
    'A-1;"Citroën; nueva";2019;$189.000,50;45.200',
    "A-2;Peugeot;2020;MXN 210000;12 mil km",
  ].join("\r\n");
  const utf16 = new Uint8Array([
    0xff,
    0xfe,
    ...Array.from(list).flatMap((letter) => [letter.charCodeAt(0), 0]),
  ]);
  const windows = Uint8Array.from(list, (letter) => letter.charCodeAt(0));
  const utf8 = new TextEncoder().encode(`\uFEFF${list}`);
  for (const bytes of [utf16, windows, utf8]) {
    const rows = await planOf(bytes);
    expect(rows.map(({ verdict }) => verdict)).toEqual(["new", "new"]);
    expect(rows[0]!.values).toMatchObject({
      stockNumber: "A-1",
      make: "Citroën; nueva",
      price: { amount: 18_900_050, currency: "MXN" },
      odometer: { value: 45_200, unit: "km" },
    });
  }
});
