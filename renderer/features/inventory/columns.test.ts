import { expect, test } from "vitest";
import { columnsAtFirst, layoutOf, toggleColumn } from "./columns.ts";

test("a column is shown in its own place and hidden again", () => {
  const shown = toggleColumn(["cover", "stockNumber", "car", "vin"], "price");
  expect(shown).toEqual(["cover", "stockNumber", "car", "price", "vin"]);
  expect(toggleColumn(shown, "price")).toEqual(["cover", "stockNumber", "car", "vin"]);
});

test("the columns that name a car cannot be hidden", () => {
  expect(toggleColumn(columnsAtFirst, "stockNumber")).toBe(columnsAtFirst);
});

test("the layout gives what is left to the car", () => {
  expect(layoutOf(["cover", "car", "price"], 32)).toEqual({
    template: "32px 64px minmax(182px, 1fr) 112px",
    minWidth: 390,
  });
});
