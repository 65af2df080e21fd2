import { describe, expect, test } from "vitest";
import { locales } from "../ui/locale.ts";
import { namespaces } from "./i18n.ts";

type Words = { readonly [key: string]: string | Words };

function keysOf(words: Words, path = ""): string[] {
  return Object.entries(words).flatMap(([key, value]) =>
    typeof value === "string" ? [`${path}${key}`] : keysOf(value, `${path}${key}.`),
  );
}

function textsOf(words: Words): string[] {
  return Object.values(words).flatMap((value) => (typeof value === "string" ? [value] : textsOf(value)));
}

const blanks = (text: string) => [...text.matchAll(/\{\{(\w+)\}\}/g)].map(([, name]) => name).sort();

describe.each(Object.entries(namespaces))("the words of %s", (_name, messages) => {
  test("are the same keys in every language", () => {
    const [first, ...others] = locales.map((locale) => keysOf(messages[locale]).sort());
    for (const other of others) expect(other).toEqual(first);
  });

  test("have the same blanks to fill in every language", () => {
    const [first, ...others] = locales.map((locale) => textsOf(messages[locale]).map(blanks));
    for (const other of others) expect(other).toEqual(first);
  });

  test("are never empty", () => {
    for (const locale of locales)
      for (const text of textsOf(messages[locale])) expect(text.trim()).not.toBe("");
  });
});
