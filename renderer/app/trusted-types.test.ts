import { afterEach, expect, test } from "vitest";
import { allowStyleSheetsOnly } from "./trusted-types.ts";

interface Rules {
  createHTML: (text: string) => string | null;
}

const scope = {
  made: null as Rules | null,
  trustedTypes: { createPolicy: (_name: string, rules: Rules) => (scope.made = rules) },
};

afterEach(() => (scope.made = null));

test("style sheets pass and whatever could hold an element does not", () => {
  allowStyleSheetsOnly(scope);
  const css = ":root{--a:1px}@media (min-width:36em){.b>.c{color:red}}";
  expect(scope.made?.createHTML(css)).toBe(css);
  expect(scope.made?.createHTML("<img src=x onerror=alert(1)>")).toBeNull();
});

test("a browser without Trusted Types is left as it is", () => {
  expect(() => allowStyleSheetsOnly({})).not.toThrow();
});
