import { sep } from "node:path";
import { expect, test } from "vitest";
import { pathWithin } from "./bundle-path.ts";

const folder = ["", "opt", "autosell", "renderer"].join(sep);

test("a file of the bundle is found beneath its folder", () => {
  expect(pathWithin(folder, "/assets/index-4f.js")).toBe([folder, "assets", "index-4f.js"].join(sep));
});

test.each([
  "/../main/main.js",
  "/%2e%2e/main/main.js",
  "/a/..%2f..%2f..%2fetc/passwd",
  "/..\\x",
  "/%00",
  "/%",
])("%s leads nowhere", (pathname) => {
  expect(pathWithin(folder, pathname)).toBeNull();
});
