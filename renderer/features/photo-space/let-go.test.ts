import { expect, test } from "vitest";
import { effectOf } from "./let-go.ts";

test.each([
  ["no limit lets nothing go", null, { letsGo: 0, over: 0 }],
  ["a limit above what is here lets nothing go", 200, { letsGo: 0, over: 0 }],
  ["a limit lets go what is over it", 80, { letsGo: 20, over: 0 }],
  ["and never what has to stay", 30, { letsGo: 40, over: 30 }],
])("%s", (_, limit, effect) => {
  expect(effectOf({ used: 100, removable: 40 }, limit)).toEqual(effect);
});
