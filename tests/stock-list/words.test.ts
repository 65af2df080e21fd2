import { expect, test } from "vitest";
import { messages as inventory } from "#renderer/features/inventory/messages.ts";
import { messages } from "#renderer/ui/messages.ts";
import { guessColumns } from "#shared/rules/stock-list-columns.ts";
import { listFields } from "#shared/rules/stock-list-fields.ts";
import { type ChoiceField, choiceOf, choiceValues } from "#shared/rules/stock-list-words.ts";

const fields = Object.keys(choiceValues) as ChoiceField[];

test.each(["en", "es-MX"] as const)(
  "what the window calls things in %s is understood in a list",
  (language) => {
    const { choice, status } = messages[language];
    const wordOf: Readonly<Record<string, string>> = { ...choice, ...status };
    for (const field of fields)
      for (const value of choiceValues[field])
        expect(choiceOf(field, wordOf[value]!), wordOf[value]).toBe(value);
  },
);

test.each(["en", "es-MX"] as const)(
  "what the window's own table is headed in %s is understood",
  (language) => {
    const column: Readonly<Record<string, string>> = inventory[language].column;
    // "Compra" may as well be what was paid.
    const named = listFields.filter((field) => column[field] !== undefined && field !== "acquiredOn");
    const settings = { currency: "MXN", unit: "km", dateOrder: "dmy", today: "2026-03-10" } as const;
    const headings = named.map((field) => column[field]!);
    expect(guessColumns(headings, [], settings)).toEqual(named);
  },
);

test("values are understood as they are kept", () => {
  for (const field of fields)
    for (const value of choiceValues[field]) expect(choiceOf(field, value)).toBe(value);
});
