import { expect, test } from "vitest";
import { safeFolders, safeName } from "./drops.ts";

test.each([
  ["IMG_2041.JPG", "IMG_2041.JPG"],
  ["Niño y camión.heic", "Niño y camión.heic"],
  ["../../etc/passwd", "passwd"],
  ["C:\\fotos\\a.jpg", "a.jpg"],
  ["a\u0000b\n.jpg", "a_b_.jpg"],
  ["cover\u202egpj.exe", "cover_gpj.exe"],
  ["..", "file"],
  ["", "file"],
  [" . ", "file"],
  ["CON.jpg", "_CON.jpg"],
  ['a<b>:"|?*.png', "a_b______.png"],
  [`${"x".repeat(300)}.jpeg`, `${"x".repeat(60)}.jpeg`],
])("%j is kept as %j", (given, kept) => {
  expect(safeName(given)).toBe(kept);
});

test("a name is never cut within a character", () => {
  expect(safeName(`${"x".repeat(59)}🚗.jpg`).isWellFormed()).toBe(true);
});

test.each([
  ["EOS_DIGITAL/DCIM/100CANON", ["EOS_DIGITAL", "DCIM", "100CANON"]],
  ["", []],
  ["/", []],
  ["../../etc", ["etc"]],
  ["C:\\fotos\\.. \\lote", ["C_", "fotos", "lote"]],
  ["a/./b/..", ["a", "b"]],
  ["con/aux", ["_con", "_aux"]],
  [`${"x".repeat(300)}/y`, ["x".repeat(60), "y"]],
  ["a/".repeat(40), Array.from({ length: 12 }, () => "a")],
])("the folders %j of a drop are kept as %j", (given, kept) => {
  expect(safeFolders(given)).toEqual(kept);
});
