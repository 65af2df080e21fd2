import { randomUUID } from "node:crypto";
import { describe, expect, test } from "vitest";
import type { Data } from "#shared/model/envelope.ts";
import { noEdits } from "#shared/model/photo-edits.ts";
import { standardShotList } from "#shared/model/shot-list.ts";
import { newPhoto } from "#shared/rules/new-photo.ts";
import { created } from "#shared/rules/stamping.ts";
import { standardPrintLayout } from "#shared/rules/label-sheets.ts";
import { standardPresets } from "#shared/rules/standard-presets.ts";
import { createClock } from "#shared/rules/hybrid-logical-clock.ts";
import { photoFile } from "#tests/support/photo-file.ts";
import { checkRows, clockTolerance, documentLimit } from "./row-check.ts";

const now = Date.parse("2026-03-01T12:00:00.000Z");
const stampAt = (millis: number) => createClock(randomUUID(), () => millis).now();
const car = () => created("vehicle", randomUUID(), { make: "Nissan", acquiredOn: "2026-01-01" });
const check = (document: unknown, assumed: unknown = null) =>
  checkRows({ collection: "vehicles", rows: [{ document, assumed }] }, now);
const reasonOf = (document: unknown) => check(document).rejected[0]?.reason;

describe("rows of a push", () => {
  test("a sound row passes with the version that it was made on", () => {
    const [before, after] = [car(), car()];
    expect(check(after, before).sound).toEqual([{ document: after, assumed: before }]);
  });

  test("an assumed version that is no envelope counts as none", () => {
    for (const assumed of [undefined, 5, { id: "x" }, { ...car(), data: { make: "\0" } }])
      expect(check(car(), assumed).sound[0]?.assumed).toBeNull();
  });

  test("a clock may be a little ahead, and no more", () => {
    expect(reasonOf({ ...car(), stamps: { make: stampAt(now + clockTolerance) } })).toBeUndefined();
    expect(reasonOf({ ...car(), stamps: { make: stampAt(now + clockTolerance + 1) } })).toBe("clockAhead");
    expect(reasonOf({ ...car(), stamps: { make: "zzz" } })).toBe("malformed");
  });

  test("a clock may be as far ahead as what the hub has, and not a millisecond more", () => {
    const latest = now + 86_400_000;
    const reason = (millis: number) => {
      const row = { document: { ...car(), stamps: { make: stampAt(millis) } }, assumed: null };
      return checkRows({ collection: "vehicles", rows: [row] }, now, latest).rejected[0]?.reason;
    };
    expect(reason(latest)).toBeUndefined();
    expect(reason(latest + 1)).toBe("clockAhead");
  });

  test("text that jsonb cannot hold is told from text that only looks like it", () => {
    for (const make of ["\0", "half \ud83d", "\udc00", "\\\0"])
      expect(reasonOf({ ...car(), data: { make } })).toBe("malformed");
    for (const make of ["\\u0000", "\\\\u0000", "🚗", "\\ud83d", "\u001f", '"'])
      expect(reasonOf({ ...car(), data: { make } })).toBeUndefined();
    expect(reasonOf({ ...car(), data: { "\0": 1 } })).toBe("malformed");
  });

  test("size and depth have limits", () => {
    expect(reasonOf({ ...car(), data: { notes: "x".repeat(documentLimit) } })).toBe("malformed");
    let deep: unknown = 1;
    for (let level = 0; level < 50_000; level++) deep = [deep];
    expect(reasonOf({ ...car(), data: { deep } })).toBe("malformed");
  });

  test("a kind belongs to its collection, an unknown one to whichever it comes in", () => {
    expect(reasonOf({ ...car(), kind: "photo" })).toBe("wrongCollection");
    expect(reasonOf({ ...car(), kind: "toString" })).toBeUndefined();
    expect(reasonOf({ ...car(), kind: "test-drive" })).toBeUndefined();
  });

  test("a photo with all that can be said of one, a shot list, a print layout and presets pass where they belong", () => {
    const photo = created("photo", randomUUID(), crowdedPhoto());
    const settings = [
      created("shot-list", randomUUID(), standardShotList),
      created("print-layout", randomUUID(), standardPrintLayout("letter")),
      ...standardPresets.map((preset) => created("photo-preset", randomUUID(), preset)),
    ];
    const rowsOf = (documents: readonly unknown[]) =>
      documents.map((document) => ({ document, assumed: null }));
    expect(checkRows({ collection: "photos", rows: rowsOf([photo]) }, now).rejected).toEqual([]);
    expect(checkRows({ collection: "settings", rows: rowsOf(settings) }, now).rejected).toEqual([]);
    expect(checkRows({ collection: "photos", rows: rowsOf(settings) }, now).sound).toEqual([]);
  });

  test("of one document twice in a push the first is taken", () => {
    const one = car();
    const rows = [one, { ...one, order: 2 }].map((document) => ({ document, assumed: null }));
    const { sound, rejected } = checkRows({ collection: "vehicles", rows }, now);
    expect(sound.map(({ document }) => document)).toEqual([one]);
    expect(rejected).toMatchObject([{ id: one.id, reason: "malformed" }]);
  });

  test("a row without a name is rejected without one", () => {
    expect(check("nonsense").rejected).toMatchObject([{ id: "", reason: "malformed" }]);
  });
});

/** More than anybody would say of one photo. */
function crowdedPhoto(): Data {
  const { renditions, dominantColor } = photoFile("edited");
  const blurs = Array.from({ length: 30 }, () => ({ left: 1 / 3, top: 1 / 7, width: 1 / 9, height: 1 / 11 }));
  const edits = { ...noEdits, straighten: 1 / 3, exposure: 2 / 3, blurs };
  const pins = Array.from({ length: 200 }, () => [
    randomUUID(),
    { x: 1 / 3, y: 2 / 3, note: "ñ".repeat(200) },
  ]);
  const tags = Array.from({ length: 200 }, (_, index) => [`${index} `.padEnd(60, "x"), true]);
  const place = { vehicleId: randomUUID(), sequence: "a0", importedAt: "2026-03-01T10:00:00.000Z" };
  return {
    ...newPhoto(photoFile("original"), place),
    caption: "x".repeat(300),
    shot: "y".repeat(40),
    defects: Object.fromEntries(pins),
    tags: Object.fromEntries(tags),
    edits,
    edited: { edits, renditions, dominantColor },
  } as Data;
}
