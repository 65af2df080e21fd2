import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { noEdits } from "#shared/model/photo-edits.ts";
import { newPhoto } from "#shared/rules/new-photo.ts";
import {
  cutsOf,
  findingLimits,
  judged,
  type JudgedPhoto,
  photoFindings,
  type StackedPhoto,
  stacksOf,
} from "#shared/rules/photo-findings.ts";
import { standardPresets } from "#shared/rules/standard-presets.ts";
import { photoFile } from "#tests/support/photo-file.ts";

const good = { sharpness: 900, brightness: 0.45, clippedShadows: 0.02, clippedHighlights: 0.05, upright: 0 };
const photo: JudgedPhoto = { width: 4000, height: 3000, measures: good, damaged: false, edits: null };
const preset = (name: string) => standardPresets.find((one) => one.name === name)!;
const kinds = (more: Partial<JudgedPhoto>, channel: string | null = null) =>
  photoFindings({ ...photo, ...more }, channel === null ? null : preset(channel)).map(({ kind }) => kind);
const measured = (more: Partial<typeof good>) => ({ measures: { ...good, ...more } });

describe("what is found in a photo", () => {
  it("is nothing where nothing is wrong, or where nothing was measured", () => {
    for (const channel of [null, "Web", "Facebook", "X", "Telegram"]) expect(kinds({}, channel)).toEqual([]);
    expect(kinds({ measures: null })).toEqual([]);
    expect(photoFindings(judged(newPhoto(photoFile("a"), place)), null)).toEqual([]);
  });

  it("is blur, darkness, glare, a picture on its head and damage", () => {
    expect(kinds(measured({ sharpness: findingLimits.sharpness - 1 }))).toEqual(["blurred"]);
    expect(kinds(measured({ brightness: 0.15 }))).toEqual(["dark"]);
    expect(kinds(measured({ brightness: 0.9 }))).toEqual(["overexposed"]);
    expect(kinds(measured({ clippedHighlights: 0.6 }))).toEqual(["overexposed"]);
    expect(kinds(measured({ upright: -1 }))).toEqual(["upsideDown"]);
    expect(kinds({ damaged: true })).toEqual(["damaged"]);
  });

  it("is gone once an edit has put it right", () => {
    expect(kinds({ ...measured({ brightness: 0.15 }), edits: { ...noEdits, exposure: 1.5 } })).toEqual([]);
    expect(kinds({ ...measured({ upright: -1 }), edits: { ...noEdits, quarterTurns: 2 } })).toEqual([]);
    const square = { left: 0.125, top: 0, width: 0.75, height: 1 };
    expect(kinds({ edits: { ...noEdits, crop: square } }, "Instagram")).toEqual([]);
  });

  it("is a size or shape that the channel would spoil, edits counted", () => {
    expect(kinds({ width: 640, height: 480 })).toEqual(["tooSmall"]);
    expect(kinds({ width: 1024, height: 768 }, "Web")).toEqual(["tooSmall"]);
    expect(kinds({ width: 1280, height: 960 }, "Web")).toEqual([]);
    expect(kinds({}, "Instagram")).toEqual(["wrongShape"]);
    expect(kinds({ width: 3000, height: 4000 }, "X")).toEqual(["wrongShape"]);
    const crop = { left: 0, top: 0, width: 0.2, height: 0.2 };
    expect(kinds({ edits: { ...noEdits, crop } }, "Web")).toEqual(["tooSmall"]);
  });
});

describe("a photo's shape", () => {
  const cut = (more: Partial<JudgedPhoto>, presets = standardPresets) =>
    cutsOf({ ...photo, ...more }, presets).map(({ preset: { name }, lost }) => `${name} ${lost.toFixed(2)}`);

  it("is wrong where most channels with a shape spoil it, not where one of them cuts every picture of a camera", () => {
    expect(cut({})).toEqual([]);
    expect(cut({ height: 2667 })).toEqual([]);
    expect(cut({ height: 4000 })).toEqual([]);
    expect(cut({ width: 3000, height: 4000 })).toEqual(["Web 0.44", "X 0.58", "LinkedIn 0.61"]);
    expect(cut({ width: 9000 })).toEqual(["Web 0.56", "Instagram 0.73", "X 0.41", "LinkedIn 0.37"]);
    expect(cut({}, [preset("Instagram"), preset("Facebook")])).toEqual(["Instagram 0.40"]);
    expect(cut({ width: 9000 }, [preset("Facebook")])).toEqual([]);
  });

  it("is right again once the photo is cropped or turned", () => {
    const crop = { left: 0, top: 0.2, width: 1, height: 0.5625 };
    expect(cut({ width: 3000, height: 4000, edits: { ...noEdits, crop } })).toEqual([]);
    expect(cut({ width: 3000, height: 4000, edits: { ...noEdits, quarterTurns: 1 } })).toEqual([]);
  });
});

const place = { vehicleId: crypto.randomUUID(), sequence: "a0", importedAt: "2026-03-01T10:00:00.000Z" };
const like = (id: string, perceptualHash: string | null, more: Partial<JudgedPhoto> = {}): StackedPhoto => ({
  ...photo,
  id,
  perceptualHash,
  capturedAt: null,
  ...more,
});

describe("nearly the same photos", () => {
  const zero = "0000000000000000";
  const nine = "00000000000001ff";
  const eleven = "00000000000007ff";

  it("are a stack up to ten different bits of their hashes, and the sharpest without faults is the best", () => {
    expect(
      stacksOf([
        like("a", zero),
        like("b", nine, measured({ sharpness: 2000 })),
        like("c", eleven),
        like("d", zero, { ...measured({ sharpness: 9000 }), damaged: true }),
        like("e", null),
      ]),
    ).toEqual([{ best: "b", photoIds: ["a", "b", "d"] }]);
  });

  it("are in one stack at most, whatever the hashes", () => {
    const hash = fc.integer({ min: 0, max: 0xffff }).map((bits) => bits.toString(16).padStart(16, "f0"));
    fc.assert(
      fc.property(fc.array(fc.option(hash), { maxLength: 40 }), (hashes) => {
        const stacks = stacksOf(hashes.map((one, index) => like(String(index), one)));
        const ids = stacks.flatMap(({ photoIds }) => photoIds);
        expect(new Set(ids).size).toBe(ids.length);
        for (const { best, photoIds } of stacks) {
          expect(photoIds).toContain(best);
          expect(photoIds.length).toBeGreaterThan(1);
        }
      }),
    );
  });
});
