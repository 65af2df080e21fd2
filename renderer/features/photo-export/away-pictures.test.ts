import { expect, test } from "vitest";
import { awayPictures } from "./away-pictures.ts";
import type { PlannedPicture } from "./picture-plan.ts";

function picture(id: string, width = 6000): PlannedPicture {
  const photo = { id, originalSha256: `original ${id}`, fallback: `large ${id}`, width, height: 800 };
  return { photo: photo as PlannedPicture["photo"], car: null, isCover: false };
}

test("what is here, or large enough here, is not away", () => {
  const lacking = new Set(["original b", "original c"]);
  const pictures = [picture("a"), picture("b"), picture("c", 1200)];
  expect(awayPictures(pictures, 1920, lacking)).toEqual({ smaller: [], missing: [] });
  expect(awayPictures(pictures, 3000, lacking)).toEqual({ smaller: ["b"], missing: [] });
});

test("a picture without its original and its large picture is missing, however small it shall be", () => {
  const lacking = new Set(["original a", "large a", "large b"]);
  expect(awayPictures([picture("a"), picture("b")], 800, lacking)).toEqual({ smaller: [], missing: ["a"] });
});
