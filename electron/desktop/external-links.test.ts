import { expect, test } from "vitest";
import { linkOpener } from "./external-links.ts";

function opener(isAllowed?: (address: URL) => boolean) {
  const opened: string[] = [];
  const open = (address: string) => Promise.resolve(void opened.push(address));
  return { opened, link: linkOpener(open, { hosts: ["help.example"], ...(isAllowed && { isAllowed }) }) };
}

test("pages of a named host are opened by https", async () => {
  const { opened, link } = opener();
  expect(await link("https://help.example/guide#tray")).toBe(true);
  expect(opened).toEqual(["https://help.example/guide#tray"]);
});

test.each([
  "http://help.example/",
  "https://help.example.evil.test/",
  "https://evil.test/help.example",
  "https://help.example@evil.test/",
  "https://ana:secret@help.example/",
  "https://help.example:8443/",
  "file:///etc/passwd",
  "smb://help.example/share",
  "ms-msdt:/id",
  "javascript:alert(1)",
  "help.example",
  "",
])("%j stays closed", async (address) => {
  const { opened, link } = opener();
  expect(await link(address)).toBe(false);
  expect(opened).toEqual([]);
});

test("what a caller allows besides is opened, and nothing more", async () => {
  const { opened, link } = opener(({ origin }) => origin === "http://127.0.0.1:4000");
  expect(await link("http://127.0.0.1:4000/authorize?state=1")).toBe(true);
  expect(await link("http://127.0.0.1:4001/authorize")).toBe(false);
  expect(opened).toEqual(["http://127.0.0.1:4000/authorize?state=1"]);
});
