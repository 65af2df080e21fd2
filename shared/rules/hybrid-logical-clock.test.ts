import { describe, expect, it } from "vitest";
import * as fc from "fast-check";
import { createClock, deviceOf, millisOf } from "#shared/rules/hybrid-logical-clock.ts";
import { holds } from "#tests/support/replays.ts";

const walls = fc.array(fc.integer({ min: 0, max: 2 ** 47 }), { minLength: 1, maxLength: 50 });

describe("the hybrid logical clock", () => {
  it("never goes back, whatever the computer's clock does", () => {
    holds("clock-monotonic", [walls], (readings) => {
      let index = 0;
      const clock = createClock("desk", () => readings[index]!);
      const stamps = readings.map((_, at) => ((index = at), clock.now()));
      expect(stamps).toEqual([...new Set(stamps)].sort());
    });
  });

  it("is ahead of everything that it has observed", () => {
    holds(
      "clock-observes",
      [fc.integer({ min: 0, max: 2 ** 40 }), fc.integer({ min: 0, max: 2 ** 40 })],
      (mine, theirs) => {
        const clock = createClock("aa", () => mine);
        const other = createClock("bb", () => theirs).now();
        clock.observe(other);
        expect(clock.now() > other).toBe(true);
      },
    );
  });

  it("goes on after the last stamp of its last run", () => {
    const last = createClock("aa", () => 5_000).now();
    expect(createClock("aa", () => 1_000, last).now() > last).toBe(true);
  });

  it("carries into the milliseconds when a millisecond's counter is used up", () => {
    const clock = createClock("aa", () => 1_000, "0000000003e8-ffff-aa");
    expect(clock.now()).toBe("0000000003e9-0000-aa");
  });

  it("ignores what is not a stamp", () => {
    const clock = createClock("aa", () => 1_000);
    clock.observe("ffffffffffff");
    clock.observe("");
    expect(millisOf(clock.now())).toBe(1_000);
  });

  it("says when and where a stamp was issued", () => {
    const stamp = createClock("front-desk", () => 1_700_000_000_000).now();
    expect(millisOf(stamp)).toBe(1_700_000_000_000);
    expect(deviceOf(stamp)).toBe("front-desk");
    expect([millisOf("yesterday"), deviceOf("yesterday")]).toEqual([null, null]);
  });

  it("goes by a clock that was set right once the hub has turned its stamps down", () => {
    let wall = 9_000_000;
    const clock = createClock("desk", () => wall);
    clock.observe(createClock("other", () => 5_000).now());
    clock.resume(clock.now());
    wall = 4_000;
    expect(millisOf(clock.now())).toBe(9_000_000);
    clock.retreat();
    expect(millisOf(clock.now())).toBe(5_000);
    wall = 6_000;
    expect(millisOf(clock.now())).toBe(6_000);
  });
});
