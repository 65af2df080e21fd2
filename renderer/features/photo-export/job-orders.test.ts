import { expect, test } from "vitest";
import { ordersPerCall, PictureJobPart } from "#shared/contract/renditions.ts";
import { standardPresets } from "#shared/rules/standard-presets.ts";
import { partsOf, recipeOf } from "./job-orders.ts";

const order = {
  original: "a".repeat(64),
  fallback: "b".repeat(64),
  edits: null,
  bannerText: null,
  name: "A-101-01",
};
const job = {
  jobId: crypto.randomUUID(),
  work: { type: "export", target: { type: "zip", path: null } },
  recipe: recipeOf(standardPresets[0]!),
} as const;

test("a job goes in parts that the bridge takes, and only the last one is complete", () => {
  const orders = Array.from({ length: ordersPerCall * 2 + 1 }, () => order);
  const parts = partsOf({ ...job, orders });
  expect(parts.map(({ orders, complete }) => [orders.length, complete])).toEqual([
    [ordersPerCall, false],
    [ordersPerCall, false],
    [1, true],
  ]);
  for (const part of parts) expect(PictureJobPart.safeParse(part).success).toBe(true);
});

test("a job of nothing is complete at once", () => {
  expect(partsOf({ ...job, orders: [] })).toEqual([{ ...job, orders: [], complete: true }]);
});
