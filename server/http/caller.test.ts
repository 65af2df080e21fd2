import { expect, test } from "vitest";
import { networkOf } from "./caller.ts";

test("the addresses of one IPv6 network count as one", () => {
  const networks = [1, 2, 0xffff].map((host) => networkOf(`2001:db8:1:2::${host.toString(16)}`));
  expect(new Set(networks)).toEqual(new Set(["2001:db8:1:2"]));
  expect(networkOf("2001:db8:1:3::9")).toBe("2001:db8:1:3");
  expect(networkOf("2001:db8::1")).toBe("2001:db8:0:0");
});

test("an IPv4 address is one however it is written", () => {
  expect(networkOf("::ffff:10.0.0.1")).toBe("10.0.0.1");
  expect(networkOf("10.0.0.2")).toBe("10.0.0.2");
});
