import { describe, expect, test } from "vitest";
import { guessColumns, guessHeader, guessSettings } from "./stock-list-columns.ts";
import { readRow } from "./stock-list-rows.ts";
import { type ListSettings, readCell } from "./stock-list-values.ts";

const settings: ListSettings = { currency: "MXN", unit: "km", dateOrder: "dmy", today: "2026-03-10" };

describe("a cell", () => {
  test.each([
    ["make", "  Mercedes   Benz | ", "Mercedes Benz"],
    ["stockNumber", "=1+1", "=1+1"],
    ["stockNumber", "'=1+1", "=1+1"],
    ["stockNumber", "'''-7", "''-7"],
    ["trim", "SD", "SD"],
    ["vin", " 3n1cn8ae0ml-800123 ", "3N1CN8AE0ML800123"],
    ["year", "2016.0", 2016],
    ["year", "MY2019", 2019],
    ["year", "2019/2020", 2019],
    ["transmission", "Estándar 5 vel", "manual"],
    ["transmission", "Semi-Auto", "automatic"],
    ["transmission", "A/T", "automatic"],
    ["fuel", "HÍBRIDO", "hybrid"],
    ["fuel", "Gas L.P.", "lpg"],
    ["fuel", "Other", null],
    ["bodyStyle", "Pick-Up", "pickup"],
    ["status", "Disponible", "listed"],
    ["price", "POA", null],
    ["odometer", "n/a", null],
    ["notes", " uno\r\ndos ", "uno\ndos"],
    ["features", "ABS; Quemacocos, eléctrico; ", { ABS: true, "Quemacocos, eléctrico": true }],
    ["features", "ABS, Clima", { ABS: true, Clima: true }],
    ["currency", "dlls", "USD"],
    ["distanceUnit", "Millas", "mi"],
  ] as const)("%s %j is %j", (field, text, value) =>
    expect(readCell(field, text, settings)).toEqual({ value }),
  );

  test.each([
    ["vin", "3.01E+16", "shortened"],
    ["year", "20l9", "notAYear"],
    ["year", "2060", "outOfRange"],
    ["year", "16", "outOfRange"],
    ["fuel", "Nuclear", "unknownWord"],
    ["stockNumber", "x".repeat(31), "tooLong"],
    ["features", "__proto__", "noFeatures"],
    ["currency", "doubloons", "unknownCurrency"],
  ] as const)("%s %j cannot be read: %s", (field, text, problem) =>
    expect(readCell(field, text, settings)).toEqual({ problem }),
  );
});

describe("what columns are", () => {
  const guess = (rows: string[][]) => {
    const header = guessHeader(rows);
    const headings = header === null ? [] : rows[header]!;
    const body = rows.slice(header === null ? 0 : header + 1);
    const found = guessSettings(headings, body, settings);
    return { header, found, mapping: guessColumns(headings, body, found) };
  };

  test("is told by Spanish headings below a title", () => {
    const { header, mapping } = guess([
      ["INVENTARIO AL 3 DE MARZO"],
      [
        "No. de stock",
        "NIV",
        "Marca",
        "Modelo",
        "Versión",
        "Año",
        "Kilometraje",
        "Precio",
        "Costo",
        "Moneda",
        "Fecha de ingreso",
      ],
      [
        "A-1",
        "3N1CN8AE0ML800123",
        "Nissan",
        "Versa",
        "Advance",
        "2021",
        "45.200 km",
        "$189.000",
        "150000",
        "MXN",
        "13/02/2026",
      ],
    ]);
    expect(header).toBe(1);
    expect(mapping).toEqual([
      "stockNumber",
      "vin",
      "make",
      "model",
      "trim",
      "year",
      "odometer",
      "price",
      "purchase",
      "currency",
      "acquiredOn",
    ]);
  });

  test("is told by English headings and what dates and amounts say", () => {
    const { found, mapping } = guess([
      [
        "Stock #",
        "Make",
        "Model",
        "Mileage",
        "Asking Price",
        "Cost Price",
        "Colour",
        "Gearbox",
        "Fuel Type",
        "Date In",
        "Comments",
      ],
      [
        "7",
        "Ford",
        "Focus",
        "38,852",
        "£8,000",
        "£6,100",
        "Red",
        "Manual",
        "Petrol",
        "02/13/2026",
        "One owner",
      ],
    ]);
    expect(found).toMatchObject({ currency: "GBP", unit: "mi", dateOrder: "mdy" });
    expect(mapping).toEqual([
      "stockNumber",
      "make",
      "model",
      "odometer",
      "price",
      "purchase",
      "exteriorColor",
      "transmission",
      "fuel",
      "acquiredOn",
      "notes",
    ]);
  });

  test("is told by the cells where nothing is headed", () => {
    const { header, mapping } = guess([
      ["3N1CN8AE0ML800123", "Nissan", "2021", "45,200 km", "$189,000"],
      ["1HGCM82633A004352", "Honda", "2003", "180 mil km", "$95,000"],
    ]);
    expect(header).toBeNull();
    expect(mapping).toEqual(["vin", "make", "year", "odometer", "price"]);
  });

  test("is not believed of a heading whose cells say something else", () => {
    const { mapping } = guess([
      ["Marca", "Modelo", "Tipo", "Precio"],
      ["Nissan", "Versa", "Particular", "189000"],
      ["Kia", "Rio", "Flotilla", "150000"],
    ]);
    expect(mapping).toEqual(["make", "model", null, "price"]);
  });
});

describe("a row", () => {
  const mapping = ["make", "odometer", "odometer", "fuel", "fuel", "price", "currency"] as const;

  test("is read of whichever column of a field can be read", () => {
    expect(readRow(["Ford", "54,631", "67.3", "26", "Diesel", "9", "USD"], mapping, settings)).toMatchObject({
      values: {
        odometer: { value: 54_631, unit: "km" },
        fuel: "diesel",
        price: { amount: 900, currency: "USD" },
      },
      bad: [],
    });
    expect(readRow(["Ford", "", "38,852", "Petrol"], mapping, settings).values).toMatchObject({
      odometer: { value: 38_852 },
      fuel: "petrol",
    });
  });

  test("names the first cell where none can be read", () => {
    const { values, bad } = readRow(["Ford", "many", "miles!", "", "", "9"], mapping, settings);
    expect(values).toEqual({ make: "Ford", price: { amount: 900, currency: "MXN" } });
    expect(bad).toEqual([{ column: 1, field: "odometer", problem: "notANumber" }]);
  });

  test("of no length, or of too many cells, is read as far as it goes", () => {
    expect(readRow([], mapping, settings)).toMatchObject({ values: {}, bad: [] });
    expect(readRow(["Ford", ...Array<string>(20).fill("x")], mapping, settings).values.make).toBe("Ford");
  });
});
