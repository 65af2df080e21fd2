import { expect, test } from "vitest";
import { firstBytesSay } from "./stock-list-bytes.ts";

const utf16 = (text: string, big: boolean) =>
  new Uint8Array(
    Array.from(text).flatMap((letter) => (big ? [0, letter.charCodeAt(0)] : [letter.charCodeAt(0), 0])),
  );
const bytes = (...values: number[]) => new Uint8Array(values);

test.each([
  ["a workbook", bytes(0x50, 0x4b, 3, 4, 20), "excel"],
  ["an old workbook", bytes(0xd0, 0xcf, 0x11, 0xe0), "excel"],
  ["a PDF", bytes(0x25, 0x50, 0x44, 0x46), "notText"],
  ["a picture", bytes(0xff, 0xd8, 0xff, 0xe0, 0, 16, 0x4a), "notText"],
  ["nothing", bytes(), "empty"],
  ["UTF-8 with its mark", bytes(0xef, 0xbb, 0xbf, 0x61), "utf-8"],
  ["UTF-16 with its mark", bytes(0xff, 0xfe, 0x61, 0), "utf-16le"],
  ["UTF-16 without one", utf16("make;model", false), "utf-16le"],
  ["UTF-16 the other way round", utf16("make;model", true), "utf-16be"],
  ["letters", bytes(0x6d, 0x61), null],
  ["Windows' letters", bytes(0x41, 0xf1, 0x6f), null],
])("%s", (_name, list, says) => expect(firstBytesSay(list)).toBe(says));
