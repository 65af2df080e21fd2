import { expect, test } from "vitest";
import { dictionariesFor } from "./spelling.ts";

test("each language takes the dictionary nearest to its dealers that there is", () => {
  expect(dictionariesFor(["es", "en"], ["en-GB", "en-US", "es", "es-MX"])).toEqual(["es-MX", "en-US"]);
  expect(dictionariesFor(["es"], ["es-ES", "es-419", "es"])).toEqual(["es-419"]);
});

test("without a dictionary, or a language, there is none", () => {
  expect(dictionariesFor(["es", "en"], [])).toEqual([]);
  expect(dictionariesFor([], ["es-MX", "en-US"])).toEqual([]);
});
