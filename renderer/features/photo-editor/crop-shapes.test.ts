import { expect, test } from "vitest";
import { channelShapes } from "./crop-shapes.ts";

test("shapes of channels are offered once each, with the names of the presets that want them", () => {
  const shapes = channelShapes([
    { name: "Web", shape: { width: 4, height: 3 } },
    { name: "Marketplace", shape: { width: 4, height: 3 } },
    { name: "Facebook", shape: null },
    { name: "LinkedIn", shape: { width: 40, height: 21 } },
  ]);
  expect(shapes.map(({ name, channels }) => [name, channels])).toEqual([
    ["4:3", "Web, Marketplace"],
    ["3:2", ""],
    ["1:1", ""],
    ["16:9", ""],
    ["1.9:1", "LinkedIn"],
  ]);
  expect(shapes[0]?.ratio).toBeCloseTo(4 / 3);
});
