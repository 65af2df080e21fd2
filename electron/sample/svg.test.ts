import { describe, expect, it } from "vitest";
import { mix, stretched, symmetric } from "./svg.ts";

describe("paths", () => {
  it("stretch point by point", () => {
    expect(stretched("M 10 20 C 1 2 -3 4 5.5 6 L 0 -8 Z", 2, 0.5)).toBe("M 20 10 C 2 1 -6 2 11 3 L 0 -4 Z");
  });

  it("close a half outline with its mirror image, curve by curve", () => {
    expect(symmetric("M 0 10 C 1 9 2 8 3 7 L 3 0 L 0 0")).toBe(
      "M 0 10 C 1 9 2 8 3 7 L 3 0 L 0 0 L -3 0 L -3 7 C -2 8 -1 9 0 10 Z",
    );
  });
});

describe("colours", () => {
  it("mix channel by channel", () => {
    expect(mix("#000000", "#ff8000", 0.5)).toBe("#804000");
    expect(mix("#123456", "#ffffff", 0)).toBe("#123456");
  });
});
