import * as fc from "fast-check";
import { describe, expect, it, test } from "vitest";
import { csvOf, guarded, tableOf } from "#renderer/features/stock-list/csv.ts";
import { textOf } from "#renderer/features/stock-list/list-text.ts";
import { readCell } from "#shared/rules/stock-list-values.ts";

describe("a list", () => {
  test("has cells with delimiters, quotes and lines in them, and rows of any length", async () => {
    const table = await tableOf('a,b\r\n"1,5","say ""hi""\nthere"\r\nonly\r\n\r\n1,2,3\r\n\r\n', null);
    expect(table).toEqual({
      rows: [["a", "b"], ["1,5", 'say "hi"\nthere'], ["only"], [""], ["1", "2", "3"]],
      delimiter: ",",
      width: 3,
      openQuote: null,
    });
  });

  test.each([
    ["a;b\n1,5;2", ";"],
    ["a\tb\n1,5\t2", "\t"],
    ["a|b\n1|2", "|"],
    ["a\nb", ","],
  ])("says what parts its columns: %j", async (text, delimiter) =>
    expect(await tableOf(text, null)).toMatchObject({ delimiter }),
  );

  test("is read in parts without losing what lies over their edges", async () => {
    const rows = Array.from(
      { length: 9_000 },
      (_, row) => `${row};"line one\nline ""two"" of ${row}; x";end`,
    );
    const table = await tableOf(rows.join("\r\n"), null);
    expect(table?.rows).toHaveLength(9_000);
    for (const row of [0, 4_321, 8_999])
      expect(table?.rows[row]).toEqual([String(row), `line one\nline "two" of ${row}; x`, "end"]);
  });

  test("of more than 50,000 cars is told of", async () => {
    expect(await tableOf("make\n".repeat(50_001), null)).toMatchObject({ width: 1 });
    expect(await tableOf("make\n".repeat(50_003), null)).toBeNull();
  });

  test("with a quotation mark that is never closed says where", async () => {
    expect(await tableOf('a,b\n1,2\n"3,4\n5,6', null)).toMatchObject({ openQuote: 2 });
  });
});

describe("a file", () => {
  const bytes = (...values: number[]) => new Uint8Array(values);

  test("of Windows' letters is read as such where it is no UTF-8", async () => {
    expect(await textOf(bytes(0x41, 0xf1, 0x6f))).toEqual({ text: "Año", encoding: "windows-1252" });
    expect(await textOf(new TextEncoder().encode("Año"))).toEqual({ text: "Año", encoding: "utf-8" });
  });

  test("is read otherwise where one says so", async () => {
    expect(await textOf(new TextEncoder().encode("ñ"), "windows-1252")).toMatchObject({ text: "Ã±" });
  });

  test("that is none, or too large, is refused", async () => {
    expect(await textOf(bytes(0x50, 0x4b, 3, 4))).toEqual({ refusal: "excel" });
    expect(await textOf(bytes())).toEqual({ refusal: "empty" });
    expect(await textOf(new Uint8Array(20 * 1024 * 1024 + 1))).toEqual({ refusal: "tooLarge" });
  });
});

describe("what is saved", () => {
  test.each(["=HYPERLINK(A1)", "+1", "-1", "@SUM", "\tx", "\rx", "'=1", "＝1"])("%j is no formula", (text) =>
    expect(guarded(text)).toBe(`'${text}`),
  );

  it("is read again as it was", async () => {
    const cell = fc.string({ unit: "grapheme", maxLength: 30 }).map((text) => text.replace(/\0/g, ""));
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.tuple(cell, cell, fc.constant("end")), { minLength: 1, maxLength: 6 }),
        async (rows) => {
          const text = csvOf(rows);
          expect(text.startsWith("\uFEFF")).toBe(true);
          const table = await tableOf(text.slice(1), ",");
          expect(table?.rows).toEqual(rows.map((row) => row.map(guarded)));
        },
      ),
      { numRuns: 60 },
    );
  });

  it("has no guard left once a field is read", () => {
    const settings = { currency: "MXN", unit: "km", dateOrder: "dmy", today: "2026-03-10" } as const;
    fc.assert(
      fc.property(fc.stringMatching(/^'{0,2}[=+@-][a-z0-9]{1,20}$/), (text) => {
        expect(readCell("trim", guarded(text), settings)).toEqual({ value: text });
      }),
    );
  });
});
