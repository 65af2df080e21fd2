import { describe, expect, it } from "vitest";
import { noEdits, type PhotoEdits } from "#shared/model/photo-edits.ts";
import { channelGains, isEditedStale, onShow, renditionsOf } from "#shared/rules/photo-edits.ts";
import { photoFile } from "#tests/support/photo-file.ts";

const { renditions, dominantColor } = photoFile("a");
const turned: PhotoEdits = { ...noEdits, quarterTurns: 1 };
const edited = { edits: turned, renditions: photoFile("b").renditions, dominantColor: "#101010" };
const photo = { renditions, dominantColor, edits: turned, edited };

describe("what is shown of a photo", () => {
  it("is the original until there are edits and renditions of them", () => {
    expect(renditionsOf({ ...photo, edits: null, edited: null })).toBe(renditions);
    expect(renditionsOf({ ...photo, edited: null })).toBe(renditions);
    expect(onShow(photo)).toBe(edited);
  });

  it("is the original again when its edits are gone, and its last edits while newer ones are made", () => {
    expect(renditionsOf({ ...photo, edits: null })).toBe(renditions);
    expect(renditionsOf({ ...photo, edits: noEdits })).toBe(renditions);
    expect(renditionsOf({ ...photo, edits: { ...turned, exposure: 1 } })).toBe(edited.renditions);
  });

  it("is stale exactly where there are edits that it does not show", () => {
    expect(isEditedStale(photo)).toBe(false);
    expect(isEditedStale({ ...photo, edited: null })).toBe(true);
    expect(isEditedStale({ ...photo, edits: { ...turned, warmth: 0.2 } })).toBe(true);
    expect(isEditedStale({ ...photo, edits: null })).toBe(false);
    expect(isEditedStale({ edits: noEdits, edited: null })).toBe(false);
  });
});

describe("exposure and white balance", () => {
  it("leave a picture alone at zero", () => {
    expect(channelGains(noEdits)).toEqual({ red: 1, green: 1, blue: 1 });
  });

  it("brighten all channels alike by exposure, with twice the light of one stop", () => {
    const { red, green, blue } = channelGains({ ...noEdits, exposure: 1 });
    expect(green).toBe(red);
    expect(blue).toBe(red);
    expect(red ** 2.2).toBeCloseTo(2);
  });

  it("shift red against blue by warmth, and green against both by tint", () => {
    const warm = channelGains({ ...noEdits, warmth: 1 });
    expect(warm.red).toBeGreaterThan(warm.green);
    expect(warm.green).toBeGreaterThan(warm.blue);
    const magenta = channelGains({ ...noEdits, tint: 1 });
    expect(magenta.red).toBe(magenta.blue);
    expect(magenta.green).toBeLessThan(magenta.red);
  });
});
