import { expect, test } from "vitest";
import { noEdits } from "#shared/model/photo-edits.ts";
import { withCopied } from "./copied-edits.ts";

const plate = { left: 0.1, top: 0.1, width: 0.2, height: 0.1 };
const copied = { ...noEdits, quarterTurns: 1, exposure: 0.5, warmth: 0.2, blurs: [plate] };

test("light is copied, and what covers a number plate stays where it is on each picture", () => {
  const own = { ...noEdits, straighten: 3, blurs: [{ ...plate, left: 0.5 }] };
  expect(withCopied(own, copied, "light")).toEqual({ ...own, exposure: 0.5, warmth: 0.2 });
  expect(withCopied(null, copied, "frame")).toEqual({ ...copied, blurs: [] });
});
