import { expect, test } from "vitest";
import { hubAddressOf, isLoopback, networkAddresses, ownAddress } from "./addresses.ts";

test.each([
  ["lot-pc", "http://lot-pc:47110"],
  ["  192.168.1.20 ", "http://192.168.1.20:47110"],
  ["192.168.1.20:5000", "http://192.168.1.20:5000"],
  ["http://lot-pc/", "http://lot-pc:47110"],
  ["http://lot-pc:80", "http://lot-pc"],
  ["HTTP://Lot-PC:47110//", "http://lot-pc:47110"],
  ["https://hub.example.mx", "https://hub.example.mx"],
  ["https://example.mx/autosell", "https://example.mx/autosell"],
  ["[fe80::1]", "http://[fe80::1]:47110"],
])("%s is the hub at %s", (typed, address) => {
  expect(hubAddressOf(typed)).toBe(address);
});

test.each([
  "",
  "   ",
  "ftp://lot-pc",
  "http://",
  "a b",
  "ana:secret@lot-pc",
  "lot-pc/path",
  "http://lot-pc?x=1",
  "lot-pc#1",
])("%j is no address of a hub", (typed) => {
  expect(hubAddressOf(typed)).toBeNull();
});

test.each([
  ["0.0.0.0", "http://127.0.0.1:9"],
  ["::", "http://127.0.0.1:9"],
  ["localhost", "http://127.0.0.1:9"],
  ["::1", "http://[::1]:9"],
  ["192.168.1.20", "http://192.168.1.20:9"],
])("what listens on %s is reached here by %s", (host, address) => {
  expect(ownAddress(host, 9)).toBe(address);
});

test("only loopback names are this computer's alone", () => {
  expect(["localhost", "::1", "127.0.0.1", "127.9.9.9"].every(isLoopback)).toBe(true);
  expect(["0.0.0.0", "::", "192.168.1.20"].some(isLoopback)).toBe(false);
});

test("addresses for others name the port and never loopback", () => {
  for (const address of networkAddresses(1234)) expect(address).toMatch(/^http:\/\/(?!127\.)[\d.]+:1234$/);
});
