import { describe, expect, it } from "vitest";
import type { ImportItem } from "#shared/contract/photo-import.ts";
import type { Vehicle } from "#shared/model/vehicle.ts";
import { groupPhotos } from "#shared/rules/photo-grouping.ts";
import { photoFile } from "#tests/support/photo-file.ts";
import type { InventoryCar } from "#renderer/replica/inventory.ts";
import { importItem } from "./import.fixture.ts";
import { includedOf, leftOutId, type PlannedCar, reviewGroups, totalsOf } from "./review-groups.ts";
import {
  asItStands,
  begun,
  type Correction,
  leftOut,
  movedTo,
  restFrom,
  restored,
  splitOff,
} from "./review-placing.ts";

const versa = "0199bbbb-0000-7000-8000-000000000001";
const mazda = "0199bbbb-0000-7000-8000-000000000002";
const fresh = "0199bbbb-0000-7000-8000-00000000000f";

function car(id: string, stockNumber: string, deletedAt: string | null = null): InventoryCar {
  const vehicle = { stockNumber, vin: "", deletedAt } as Vehicle;
  return { id, vehicle, photoCount: 0, cover: null, hasOverlap: false };
}
const cars = [car(versa, "A-101"), car(mazda, "B-202")];

interface Given {
  binned?: readonly InventoryCar[];
  plannedCars?: ReadonlyMap<string, PlannedCar>;
  imported?: Readonly<Record<string, string>>;
}

/** The groups of a card of the given files, through the rules that sort it. */
function grouped(
  items: readonly ImportItem[],
  { binned = [], plannedCars = new Map(), imported = {} }: Given = {},
) {
  const found = groupPhotos(items, {
    source: "EOS_DIGITAL",
    cars: [...cars, ...[...plannedCars].map(([id, vehicle]) => ({ id, vehicle }))],
    binned,
    codeAddress: "",
    openCar: null,
    vehiclesWith: (sha256) => (imported[sha256] ? [imported[sha256]] : []),
  });
  return reviewGroups(found, {
    items: new Map(items.map((item) => [item.photoId, item])),
    carsById: new Map([...cars, ...binned].map((one) => [one.id, one])),
    plannedCars,
  });
}

const at = (time: string) => ({ capturedAt: `2026-05-02T${time}` });
const seen = (groups: ReturnType<typeof grouped>) =>
  groups.map((group) => [group.car.type, group.photos.map(({ photoId }) => photoId).join(" ")]);

describe("the groups of a review", () => {
  it("shows the car that a folder names, the pause before the others, and what is still to be said", () => {
    const groups = grouped([
      importItem("a", { folder: "EOS_DIGITAL/A-101", ...at("10:00:00") }),
      importItem("b", at("10:10:00")),
      importItem("c", at("10:10:05")),
    ]);
    expect(seen(groups)).toEqual([
      ["known", "a"],
      ["undecided", "b c"],
    ]);
    expect(groups.map(({ reason, pause }) => [reason.type, pause])).toEqual([
      ["stockInFolder", null],
      ["gap", 600],
    ]);
  });

  it("leaves the label out that told the car, and says when it was taken", () => {
    const [group] = grouped([
      importItem("label", { codes: ["A-101"], ...at("10:42:00") }),
      importItem("front", at("10:42:10")),
    ]);
    expect(group?.photos).toEqual([
      { photoId: "label", leftOut: "label" },
      { photoId: "front", leftOut: null },
    ]);
    expect(group?.labelTakenAt).toBe("2026-05-02T10:42:00");
  });

  it("puts a label on its car after all where the user says so", () => {
    const [group] = grouped([
      importItem("label", { codes: ["A-101"], vehicleId: versa, ...at("10:42:00") }),
      importItem("front", at("10:42:10")),
    ]);
    expect(includedOf(group!)).toContain("label");
  });

  it("leaves out what a car has already, and what the user left out, at the end", () => {
    const known = photoFile("known");
    const groups = grouped(
      [
        importItem("known", { file: known, ...at("10:00:00") }),
        importItem("said", { vehicleId: leftOutId, ...at("10:00:01") }),
        importItem("new", { folder: "A-101", ...at("10:00:02") }),
      ],
      { imported: { [known.original.sha256]: mazda } },
    );
    expect(seen(groups)).toEqual([
      ["known", "new"],
      ["leftOut", "known said"],
    ]);
    expect(groups[1]?.photos.map(({ leftOut: why }) => why)).toEqual(["imported", "said"]);
    expect(totalsOf(groups)).toEqual({
      photos: 1,
      cars: 1,
      newCars: 0,
      restoredCars: 0,
      undecided: 0,
      leftOut: 2,
    });
  });

  it("takes a group for a new car once the user says so, and asks until then", () => {
    const items = [importItem("a", { vehicleId: fresh })];
    expect(grouped(items)[0]?.car.type).toBe("undecided");
    const plannedCars = new Map([[fresh, { vin: "", stockNumber: "", isDecided: true }]]);
    expect(totalsOf(grouped(items, { plannedCars }))).toMatchObject({
      photos: 1,
      cars: 1,
      newCars: 1,
      undecided: 0,
    });
  });

  it("asks of a stock number that only a label knows, of what was put with it too, until the user says it is new", () => {
    const behind = [
      importItem("label", { codes: ["U-1234"], ...at("10:42:00") }),
      importItem("front", at("10:42:10")),
    ];
    const vehicle = { vin: "", stockNumber: "U-1234" };
    const [group] = grouped(behind);
    expect(group).toMatchObject({ vehicleId: null, car: { type: "undecided", named: vehicle } });
    expect(includedOf(group!)).toEqual(["front"]);
    const placed = [behind[0]!, { ...behind[1]!, vehicleId: fresh }];
    const carOnceIt = (isDecided: boolean) => {
      const [first] = grouped(placed, { plannedCars: new Map([[fresh, { ...vehicle, isDecided }]]) });
      return [first?.car, first?.photos.map(({ photoId, leftOut }) => leftOut ?? photoId)];
    };
    expect(carOnceIt(false)).toEqual([{ type: "undecided", named: vehicle }, ["label", "front"]]);
    expect(carOnceIt(true)).toEqual([{ type: "new", newCar: vehicle }, ["label", "front"]]);
  });

  it("asks of a car in the bin, of what was put with it too, until the user says that it comes back", () => {
    const binned = [car(fresh, "D-404", "2026-05-01T10:00:00.000Z")];
    const behind = [
      importItem("label", { codes: ["D-404"], ...at("10:42:00") }),
      importItem("front", { vehicleId: fresh, ...at("10:42:10") }),
      importItem("rear", at("10:42:20")),
    ];
    const [group] = grouped(behind, { binned });
    expect(group).toMatchObject({ vehicleId: fresh, reason: { type: "code" }, car: { type: "binned" } });
    expect(totalsOf([group!])).toMatchObject({ photos: 0, cars: 0, restoredCars: 0, undecided: 2 });
    const { planned } = restored(group!);
    const [back] = grouped(behind, { binned, plannedCars: new Map([[fresh, planned!]]) });
    expect(back?.car.type).toBe("restored");
    expect(totalsOf([back!])).toMatchObject({
      photos: 2,
      cars: 1,
      newCars: 0,
      restoredCars: 1,
      undecided: 0,
    });
  });

  it("offers a new car for a VIN that no car has", () => {
    const [group] = grouped([importItem("a", { folder: "1HGCM82633A004352" })]);
    expect(group?.car).toEqual({ type: "new", newCar: { vin: "1HGCM82633A004352", stockNumber: "" } });
  });
});

describe("corrections", () => {
  const items = [
    importItem("a", { folder: "A-101", ...at("10:00:00") }),
    importItem("b", at("10:10:00")),
    importItem("c", at("10:10:05")),
    importItem("d", at("10:10:10")),
  ];
  const [known, open] = grouped(items) as [ReturnType<typeof grouped>[0], ReturnType<typeof grouped>[0]];
  const placedOn = ({ vehicleId, photoIds }: Correction) =>
    photoIds.map((photoId) => `${photoId} ${vehicleId}`);

  it("moves photos to a car, and holds fast what was there", () => {
    expect(placedOn(movedTo(known, ["c"], () => fresh))).toEqual([`a ${versa}`, `c ${versa}`]);
  });

  it("moves photos to a group whose car is still to be said", () => {
    expect(placedOn(movedTo(open, ["a"], () => fresh))).toEqual(
      ["b", "c", "d", "a"].map((photoId) => `${photoId} ${fresh}`),
    );
  });

  it("splits a group at a photo", () => {
    expect(placedOn(splitOff(restFrom(open, "c"), () => fresh))).toEqual([`c ${fresh}`, `d ${fresh}`]);
  });

  it("begins a car, and leaves photos out", () => {
    const named = { vin: "", stockNumber: "U-1234" };
    const correction = begun(includedOf(open), named, () => fresh);
    expect(placedOn(correction)).toEqual(["b", "c", "d"].map((photoId) => `${photoId} ${fresh}`));
    expect(correction.planned).toEqual({ ...named, isDecided: true });
    expect(placedOn(leftOut(["b"]))).toEqual([`b ${leftOutId}`]);
  });
});

describe("a group that was drawn a moment ago", () => {
  const card = [
    importItem("a", at("10:00:00")),
    importItem("b", at("10:00:05")),
    importItem("c", at("10:10:00")),
  ];
  const [drawn, other] = grouped(card) as [ReturnType<typeof grouped>[0], ReturnType<typeof grouped>[0]];
  const now = (onCar: Readonly<Record<string, string>>) => {
    const items = card.map((item) =>
      importItem(item.photoId, { ...item, vehicleId: onCar[item.photoId] ?? null }),
    );
    return { items: new Map(items.map((item) => [item.photoId, item])), groups: grouped(items) };
  };
  const photosOf = (group: typeof drawn) => group.photos.map(({ photoId }) => photoId).join(" ");

  it("is what stands under its key by now", () => {
    expect(photosOf(asItStands(drawn, new Map(), now({ b: versa })))).toBe("a");
  });

  it("is the car that it was all put on since, or itself again where that was taken back", () => {
    const became = new Map([[drawn.key, fresh]]);
    expect(photosOf(asItStands(drawn, became, now({ a: fresh, b: fresh, c: fresh })))).toBe("a b c");
    expect(photosOf(asItStands(drawn, became, now({})))).toBe("a b");
  });

  it("is what nobody put elsewhere, where it is not there any more", () => {
    expect(photosOf(asItStands(other, new Map(), now({ c: versa })))).toBe("");
    const regrouped = { ...now({ b: versa }), groups: [] };
    expect(photosOf(asItStands(drawn, new Map(), regrouped))).toBe("a");
  });
});
