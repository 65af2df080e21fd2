import { expect, test } from "vitest";
import { browserOpener } from "./open-in-browser.ts";

const page = "https://accounts.example/o/oauth2/auth";

test("only the pages of the list are handed to the system's browser, whatever their query", async () => {
  const opened: string[] = [];
  const open = browserOpener(async (url) => void opened.push(url), [page]);
  await open(`${page}?state=1`);
  const others = [
    "https://accounts.example/o/oauth2/auth/more",
    "http://accounts.example/o/oauth2/auth",
    "https://accounts.example:8443/o/oauth2/auth",
    "https://accounts.example@evil.example/o/oauth2/auth",
    "https://me@accounts.example/o/oauth2/auth",
    "file:///o/oauth2/auth",
    "javascript:alert(1)",
  ];
  for (const url of others) await expect(open(url)).rejects.toThrow("may be opened");
  await expect(open("no address")).rejects.toThrow();
  expect(opened).toEqual([`${page}?state=1`]);
});
