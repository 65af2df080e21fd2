import { expect, test } from "vitest";
import { createFileNames, safeStem } from "./file-names.ts";

test.each([
  ["STOCK-01", "STOCK-01"],
  ["Ford F-150 4x4", "Ford F-150 4x4"],
  ["Señal Ъгъл 日本 🚗", "Señal Ъгъл 日本 🚗"],
  ["../../etc/passwd", "etc-passwd"],
  ['a<b>c:"d|e?f*g\\h', "a-b-c--d-e-f-g-h"],
  ["con", "_con"],
  ["LPT1.jpg", "_LPT1.jpg"],
  ["console", "console"],
  [" .hidden. ", "hidden"],
  ["two  \n lines", "two - lines"],
  ["e\u0301", "\u00e9"],
  ["\u202egnp.exe", "gnp.exe"],
  ["...", "photo"],
  ["", "photo"],
])("%j is written as %j", (given, written) => {
  expect(safeStem(given)).toBe(written);
});

test("a long name is cut between letters and leaves room for its ending", () => {
  const stem = safeStem("🚗".repeat(100));
  expect(Buffer.byteLength(stem)).toBeLessThanOrEqual(120);
  expect(stem).toMatch(/^(🚗)+$/u);
});

test("no two names are one name on a disk that ignores case or composes letters", () => {
  const names = createFileNames();
  const given = ["STOCK-01", "stock-01", "Stock-01", "STOCK-01-2", "E\u0301l", "\u00e9l"];
  expect(given.map((name) => names.take(name, "jpg"))).toEqual([
    "STOCK-01.jpg",
    "stock-01-2.jpg",
    "Stock-01-3.jpg",
    "STOCK-01-2-2.jpg",
    "\u00c9l.jpg",
    "\u00e9l-2.jpg",
  ]);
});
