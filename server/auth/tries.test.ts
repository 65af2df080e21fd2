import { describe, expect, test } from "vitest";
import { createTries } from "./tries.ts";

describe("counted tries", () => {
  const setUp = () => {
    const clock = { now: 1_000_000 };
    return { clock, tries: createTries(() => clock.now) };
  };
  const failing = (tries: ReturnType<typeof createTries>, address: string, times: number) => {
    for (let count = 0; count < times; count++) tries.failed(address);
  };

  test("ten are allowed, then the address waits until the first is ten minutes old", () => {
    const { clock, tries } = setUp();
    failing(tries, "10.0.0.1", 9);
    expect(tries.wait("10.0.0.1")).toBe(0);
    tries.failed("10.0.0.1");
    expect(tries.wait("10.0.0.1")).toBe(600);
    clock.now += 599_500;
    expect(tries.wait("10.0.0.1")).toBe(1);
    clock.now += 500;
    expect(tries.wait("10.0.0.1")).toBe(0);
  });

  test("others do not wait", () => {
    const { tries } = setUp();
    failing(tries, "10.0.0.1", 10);
    expect(tries.wait("10.0.0.2")).toBe(0);
    expect(tries.wait("::ffff:10.0.0.1")).toBe(600);
  });

  test("the addresses of one IPv6 network count as one", () => {
    const { tries } = setUp();
    for (let host = 0; host < 10; host++) tries.failed(`2001:db8:1:2::${host}`);
    expect(tries.wait("2001:db8:1:2:ffff::9")).toBe(600);
    expect(tries.wait("2001:db8:1:3::9")).toBe(0);
  });

  test("memory is bounded: the longest forgotten goes first", () => {
    const { tries } = setUp();
    failing(tries, "10.0.0.1", 10);
    for (let other = 0; other < 10_000; other++) tries.failed(`other-${other}`);
    expect(tries.wait("10.0.0.1")).toBe(0);
  });
});
