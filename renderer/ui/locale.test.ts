import { expect, test } from "vitest";
import { preferredLocale } from "./locale.ts";

test.each([
  [["es-MX", "en"], "es-MX"],
  [["es"], "es-MX"],
  [["en-GB"], "en"],
  [["bg", "es-419", "en"], "es-MX"],
  [["bg"], "en"],
  [[], "en"],
] as const)("a system that prefers %j starts in %s", (preferred, locale) =>
  expect(preferredLocale(preferred)).toBe(locale),
);
