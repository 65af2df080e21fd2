import { expect, test } from "vitest";
import { messages } from "#renderer/ui/messages.ts";
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

test("values are understood as they are kept", () => {
  for (const field of fields)
    for (const value of choiceValues[field]) expect(choiceOf(field, value)).toBe(value);
});
