import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import {
  type GroupedItem,
  type GroupingContext,
  groupPhotos,
  type PhotoGroup,
} from "#shared/rules/photo-grouping.ts";
import { photoFile } from "#tests/support/photo-file.ts";

const car = (id: string, stockNumber: string, vin = "") => ({ id, vehicle: { stockNumber, vin } });
const versa = car("versa", "A-1049", "3N1CN7AD5KL823456");
const mazda = car("mazda", "C-2210", "JM1BK32F781234567");
const context: GroupingContext = {
  source: "card",
  cars: [versa, mazda],
  openCar: null,
  vehiclesWith: () => [],
};

/** Seconds after ten o'clock. */
const at = (seconds: number) => new Date(Date.UTC(2026, 2, 1, 10, 0, seconds)).toISOString().slice(0, 19);

function item(photoId: string, more: Partial<GroupedItem> = {}): GroupedItem {
  return {
    photoId,
    name: `IMG_${photoId}.JPG`,
    folder: "",
    vehicleId: null,
    capturedAt: null,
    codes: [],
    file: null,
    ...more,
  };
}

/** `car|reason: photos`, a label in brackets. */
const told = (groups: readonly PhotoGroup[]) =>
  groups.map(({ vehicleId, newCar, reason, photoIds, labelIds }) => {
    const photos = photoIds.map((id) => (labelIds.includes(id) ? `(${id})` : id));
    return `${vehicleId ?? newCar?.vin ?? "?"}|${reason.type}: ${photos.join(" ")}`;
  });
const grouped = (items: readonly GroupedItem[], more: Partial<GroupingContext> = {}) =>
  told(groupPhotos(items, { ...context, ...more }));

describe("the photos of a card", () => {
  it("go to the car whose VIN or stock number is in the name of the file", () => {
    expect(
      grouped([
        item("1", { name: "3N1CN7AD5KL823456_01.jpg" }),
        item("2", { name: "a-1049 front.jpg" }),
        item("3", { name: "C2210-2.JPG" }),
        item("4", { name: "81234567 rear.jpg" }),
      ]),
    ).toEqual(["versa|vinInName: 1 2", "mazda|vinInName: 4 3"]);
  });

  it("go to the car that a folder is named after, the innermost first, the dropped one last", () => {
    const items = [
      item("1", { folder: "C-2210/A-1049" }),
      item("2", { folder: "100CANON" }),
      item("3", { folder: "JM1BK32F781234567/100CANON" }),
    ];
    expect(grouped(items)).toEqual(["?|unknown: 2", "versa|stockInFolder: 1", "mazda|vinInFolder: 3"]);
    expect(grouped([items[1]!], { source: "A-1049" })).toEqual(["versa|stockInFolder: 2"]);
  });

  it("make a new car of a VIN that no car has, if its check digit agrees", () => {
    expect(
      grouped([
        item("1", { name: "1M8GDM9AXKP042788-1.jpg" }),
        item("2", { name: "1M8GDM9A1KP042788-2.jpg" }),
        item("3", { folder: "1M8GDM9AXKP042788" }),
      ]),
    ).toEqual(["?|unknown: 2", "1M8GDM9AXKP042788|vinInName: 1 3"]);
  });

  it("follow the tag that was photographed before their car", () => {
    expect(
      grouped([
        item("1", { capturedAt: at(0), codes: ["A-1049"] }),
        item("2", { capturedAt: at(5) }),
        item("3", { capturedAt: at(10), codes: ["https://dealer.example/stock/C-2210?from=tag"] }),
        item("4", { capturedAt: at(15) }),
        item("5", { capturedAt: at(20), codes: ["IJM1BK32F781234567"] }),
        item("6", { capturedAt: at(300) }),
      ]),
    ).toEqual(["versa|code: (1) 2", "mazda|code: (3) 4 5", "?|gap: 6"]);
  });

  it("are told apart by gaps in the time of taking, and only one group of them can be the open car's", () => {
    const items = [
      item("3", { capturedAt: at(200) }),
      item("1", { capturedAt: at(0) }),
      item("2", { capturedAt: at(90) }),
    ];
    expect(grouped(items)).toEqual(["?|gap: 1 2", "?|gap: 3"]);
    expect(grouped(items, { openCar: "versa" })).toEqual(["?|gap: 1 2", "?|gap: 3"]);
    expect(grouped(items, { gap: 120, openCar: "versa" })).toEqual(["versa|openCar: 1 2 3"]);
    expect(grouped([...items, item("4", { name: "A-1049.jpg" })], { gap: 120, openCar: "versa" })).toEqual([
      "versa|stockInName: 4 1 2 3",
    ]);
  });

  it("that a car has already are a group of their own", () => {
    const file = photoFile("known");
    const vehiclesWith = (sha256: string) => (sha256 === file.original.sha256 ? ["mazda"] : []);
    expect(grouped([item("1", { file }), item("2", { file: photoFile("new") })], { vehiclesWith })).toEqual([
      "mazda|imported: 1",
      "?|unknown: 2",
    ]);
  });

  it("go where the user put them, whatever they show, and join what was found to be of that car", () => {
    expect(
      grouped([
        item("1", { name: "A-1049.jpg", vehicleId: "mazda" }),
        item("2", { name: "C-2210.jpg" }),
        item("3", { vehicleId: "still-to-be-made" }),
      ]),
    ).toEqual(["mazda|stockInName: 1 2", "still-to-be-made|placed: 3"]);
  });
});

describe("what is not guessed", () => {
  const cars = [car("plain", "1049"), car("short", "12"), car("year", "2019"), car("dotted", "1.049")];
  const inName = (name: string, more: Partial<GroupingContext> = {}) =>
    grouped([item("1", { name })], { cars, ...more });

  it("is a stock number in the count of a camera", () => {
    for (const name of [
      "IMG_1049.JPG",
      "DSC_1049.NEF",
      "DSC01049.jpg",
      "_MG_1049.CR2",
      "P1051049.JPG",
      "GOPR1049.JPG",
      "IMG_20261049_120000.jpg",
      "WhatsApp Image 2026-11-21 at 10.49.12.jpeg",
      "100_1049.JPG",
    ])
      expect(inName(name), name).toEqual(["?|unknown: 1"]);
    expect(inName("1049 front.jpg", { cars: [car("plain", "1049")] })).toEqual(["plain|stockInName: 1"]);
  });

  it("is a number that may be the count or a year, or one that two cars have", () => {
    expect(inName("front 12.jpg")).toEqual(["?|unknown: 1"]);
    expect(inName("2019 versa.jpg")).toEqual(["?|unknown: 1"]);
    expect(inName("1049-01.jpg")).toEqual(["?|unknown: 1"]);
    expect(inName("A-1049 and C-2210.jpg", { cars: context.cars })).toEqual(["?|unknown: 1"]);
  });

  it("is a part of a word", () => {
    expect(inName("21049.jpg")).toEqual(["?|unknown: 1"]);
    expect(inName("X3N1CN7AD5KL823456.jpg", { cars: context.cars })).toEqual(["?|unknown: 1"]);
  });

  it("is taken from a code that says nothing but it", () => {
    expect(grouped([item("1", { codes: ["12"] })], { cars })).toEqual(["short|code: (1)"]);
  });
});

const cars = [versa, mazda, car("twin", "A-1049"), car("short", "12")];
const anyItem = fc.record({
  name: fc.constantFrom("IMG_1.JPG", "A-1049.jpg", "C-2210-2.jpg", "1M8GDM9AXKP042788.jpg", "12.jpg", ""),
  folder: fc.constantFrom("", "100CANON", "C-2210", "a/b"),
  vehicleId: fc.option(fc.constantFrom("versa", "mazda", "new"), { freq: 3 }),
  capturedAt: fc.option(fc.integer({ min: 0, max: 600 }).map(at)),
  codes: fc.subarray(["C-2210", "3N1CN7AD5KL823456", "4006381333931", "12", ""]),
  file: fc.option(fc.constantFrom("a", "b").map(photoFile), { freq: 3 }),
});
const card = fc
  .array(anyItem, { maxLength: 30 })
  .map((items) => items.map((one, index) => item(String(index), one)));
const anyContext = fc.record({
  source: fc.constantFrom("card", "C-2210"),
  cars: fc.subarray(cars),
  openCar: fc.option(fc.constantFrom("versa", "other")),
  vehiclesWith: fc.constantFrom(
    () => [],
    (sha256: string) => (sha256 === photoFile("a").original.sha256 ? ["mazda"] : []),
  ),
});

describe("sorting any card", () => {
  it("loses no photo and doubles none, and every label is a photo of its group", () => {
    fc.assert(
      fc.property(card, anyContext, (items, given) => {
        const groups = groupPhotos(items, given);
        const ids = groups.flatMap(({ photoIds }) => photoIds);
        expect(ids.toSorted()).toEqual(items.map(({ photoId }) => photoId).toSorted());
        for (const { photoIds, labelIds } of groups)
          expect(photoIds).toEqual(expect.arrayContaining([...labelIds]));
        expect(new Set(groups.map(({ key }) => key)).size).toBe(groups.length);
      }),
    );
  });

  it("leaves every photo where the user put it", () => {
    fc.assert(
      fc.property(card, anyContext, (items, given) => {
        const carOf = new Map(
          groupPhotos(items, given).flatMap(({ vehicleId, photoIds }) =>
            photoIds.map((id) => [id, vehicleId]),
          ),
        );
        for (const { photoId, vehicleId } of items)
          if (vehicleId !== null) expect(carOf.get(photoId)).toBe(vehicleId);
      }),
    );
  });

  it("does not depend on the order in which the files were found", () => {
    fc.assert(
      fc.property(card, anyContext, (items, given) => {
        expect(groupPhotos(items.toReversed(), given)).toEqual(groupPhotos(items, given));
      }),
    );
  });
});
