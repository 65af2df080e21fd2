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
  codeAddress: "",
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
  groups.map(({ vehicleId, newCar, unknownStock, reason, photoIds, labelIds }) => {
    const photos = photoIds.map((id) => (labelIds.includes(id) ? `(${id})` : id));
    return `${vehicleId ?? newCar?.vin ?? unknownStock ?? "?"}|${reason.type}: ${photos.join(" ")}`;
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

  it("are found to be of a car in the bin where no other car can be meant, of several the one that was binned last", () => {
    const binned = [
      car("binned", "B-303", "1M8GDM9AXKP042788"),
      car("earlier", "B-303"),
      car("like-versa", "A-1049"),
    ];
    const items = [
      item("1", { folder: "B-303" }),
      item("2", { name: "1M8GDM9AXKP042788.jpg" }),
      item("3", { name: "A-1049 before B-303.jpg" }),
      item("4", { capturedAt: at(0), codes: ["B-303"] }),
      item("5", { capturedAt: at(5) }),
    ];
    expect(grouped(items, { binned })).toEqual(["binned|vinInName: 2 (4) 5 1", "versa|stockInName: 3"]);
    const two = { cars: [car("one", "B-303"), car("two", "B-303")], binned };
    expect(grouped([item("1", { folder: "B-303" })], two)).toEqual(["?|unknown: 1"]);
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

describe("a label of a car that is not in stock yet", () => {
  const label = item("1", { capturedAt: at(10), codes: ["U-1234"] });
  const front = item("2", { capturedAt: at(20) });
  const rear = item("3", { capturedAt: at(30) });

  it("begins a group of its own, and takes nothing from the car before", () => {
    const before = item("0", { capturedAt: at(0), codes: ["A-1049"] });
    const groups = groupPhotos([before, label, front, rear], context);
    expect(told(groups)).toEqual(["versa|code: (0)", "U-1234|code: (1) 2 3"]);
    expect(groups[1]).toMatchObject({ newCar: null, reason: { type: "code", text: "U-1234" } });
  });

  it("is of one group with another photo of it, and not the open car's", () => {
    const again = item("4", { capturedAt: at(200), codes: ["u-1234 "] });
    const more = item("5", { capturedAt: at(205) });
    expect(grouped([label, front, again, more], { openCar: "versa" })).toEqual(["U-1234|code: (1) 2 (4) 5"]);
  });

  it("leaves what was put on a car or names one where it is, and so stays with the folder that it is in", () => {
    expect(grouped([{ ...label, vehicleId: "mazda" }, front, { ...rear, name: "A-1049.jpg" }])).toEqual([
      "mazda|placed: 1",
      "U-1234|code: 2",
      "versa|stockInName: 3",
    ]);
    expect(
      grouped([
        { ...label, folder: "A-1049" },
        { ...front, folder: "A-1049" },
      ]),
    ).toEqual(["versa|stockInFolder: 1 2"]);
  });

  it("begins nothing where no photo follows it", () => {
    const before = item("0", { capturedAt: at(0), codes: ["A-1049"] });
    expect(grouped([before, label])).toEqual(["versa|code: (0) 1"]);
    const known = item("2", { capturedAt: at(15), codes: ["C-2210"] });
    expect(grouped([before, label, known, rear])).toEqual(["versa|code: (0) 1", "mazda|code: (2) 3"]);
    expect(grouped([before, label, { ...front, capturedAt: at(300) }])).toEqual([
      "versa|code: (0) 1",
      "?|gap: 2",
    ]);
  });

  it("is known by the dealer's own address too", () => {
    const coded = (code: string) => [{ ...label, codes: [code] }, front];
    const codeAddress = "https://www.autosdelvalle.example/autos/{stock}?vin={vin}";
    const address = "https://www.autosdelvalle.example/autos/U%2D1234?vin=1M8GDM9A1KP042788";
    expect(grouped(coded(address), { codeAddress })).toEqual(["U-1234|code: (1) 2"]);
    expect(grouped(coded(address))).toEqual(["?|gap: 1 2"]);
    expect(grouped(coded(`${address}/%`), { codeAddress })).toEqual(["?|gap: 1 2"]);
    expect(grouped(coded(address.replace("U%2D1234", "%E0")), { codeAddress })).toEqual(["?|gap: 1 2"]);
  });

  it.each([
    ["an article", "4006381333931"],
    ["a part", "5Q0615301F"],
    ["a web page", "https://verificacion.example/holograma/U-1234"],
    ["a network", "WIFI:S:Lote5;T:WPA;P:clave123;;"],
    ["a word", "SALIDA"],
    ["a number where no car is called by one", "1234"],
    ["two that mean several cars", "A-1049 C-2210"],
    ["a VIN that was misread", "1M8GDM9A1KP042788"],
  ])("is not %s", (_, code) => {
    expect(grouped([{ ...label, codes: [code] }, front])).toEqual(["?|gap: 1 2"]);
  });

  it("is a number, or a long one, where cars of the stock are called so", () => {
    const stock = [
      car("plain", "1049"),
      car("long", "USADO-2026-0012"),
      car("twin", "Z-77"),
      car("twin 2", "Z-77"),
    ];
    const coded = (code: string) => grouped([{ ...label, codes: [code] }, front], { cars: stock });
    expect(coded("1050")).toEqual(["1050|code: (1) 2"]);
    expect(coded("USADO-2026-0013")).toEqual(["USADO-2026-0013|code: (1) 2"]);
    expect(coded("20260529")).toEqual(["?|gap: 1 2"]);
    expect(coded("Z77")).toEqual(["?|gap: 1 2"]);
  });

  it("says nothing beside a label of a car that is in stock, nor beside another number", () => {
    expect(grouped([{ ...label, codes: ["U-1234", "A-1049"] }, front])).toEqual(["versa|code: (1) 2"]);
    expect(grouped([{ ...label, codes: ["U-1234", "U-1235"] }, front])).toEqual(["?|gap: 1 2"]);
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
  codes: fc.subarray(["C-2210", "U-1234", "U-1235", "3N1CN7AD5KL823456", "4006381333931", "12", ""]),
  file: fc.option(fc.constantFrom("a", "b").map(photoFile), { freq: 3 }),
});
const card = fc
  .array(anyItem, { maxLength: 30 })
  .map((items) => items.map((one, index) => item(String(index), one)));
const anyContext = fc.record({
  source: fc.constantFrom("card", "C-2210"),
  codeAddress: fc.constant(""),
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
