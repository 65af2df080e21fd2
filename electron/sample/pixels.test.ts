import { describe, expect, it } from "vitest";
import { lay, roughen } from "./pixels.ts";

const grey = (width: number, height: number) => Buffer.alloc(width * height * 3, 100);

describe("laying a layer over a picture", () => {
  it("shows what is opaque, keeps what is clear, and mixes between", () => {
    const pixels = grey(3, 1);
    const layer = Buffer.from([200, 0, 50, 255, 9, 9, 9, 0, 200, 100, 0, 128]);
    lay(pixels, { width: 3, height: 1 }, { pixels: layer, width: 3, height: 1, left: 0, top: 0 });
    expect([...pixels]).toEqual([200, 0, 50, 100, 100, 100, 150, 100, 49]);
  });

  it("cuts off what hangs over the edges", () => {
    const pixels = grey(2, 2);
    const layer = { pixels: Buffer.alloc(4 * 4 * 4, 255), width: 4, height: 4 };
    lay(pixels, { width: 2, height: 2 }, { ...layer, left: -3, top: -3 });
    lay(pixels, { width: 2, height: 2 }, { ...layer, left: 1, top: 1 });
    expect([...pixels].map((value) => (value === 255 ? 1 : 0)).join("")).toBe("111000000111");
  });
});

describe("grain", () => {
  it("roughens rows by their strength around the old value, the same for the same name", () => {
    const [first, second, other] = [grey(400, 2), grey(400, 2), grey(400, 2)];
    const strength = (row: number) => (row === 0 ? 0 : 6);
    roughen(first, { width: 400, height: 2, name: "a" }, strength);
    roughen(second, { width: 400, height: 2, name: "a" }, strength);
    roughen(other, { width: 400, height: 2, name: "b" }, strength);
    expect(first).toEqual(second);
    expect(first).not.toEqual(other);
    expect(new Set(first.subarray(0, 1200))).toEqual(new Set([100]));
    const rough = [...first.subarray(1200)];
    const mean = rough.reduce((sum, value) => sum + value, 0) / rough.length;
    const deviation = Math.sqrt(rough.reduce((sum, value) => sum + (value - mean) ** 2, 0) / rough.length);
    expect(mean).toBeCloseTo(100, -1);
    expect(deviation).toBeGreaterThan(4);
    expect(deviation).toBeLessThan(9);
  });
});
