import { expect, test } from "vitest";
import type { InventoryCar } from "#renderer/replica/inventory.ts";
import type { LibraryPhoto } from "#renderer/replica/library.ts";
import { noEdits } from "#shared/model/photo-edits.ts";
import { standardPresets } from "#shared/rules/standard-presets.ts";
import { allPictures, type Fill, named, ordersOf, planned } from "./picture-plan.ts";

const fill: Fill = {
  name: (pattern, vehicle, number) =>
    pattern.replace("{stock}", vehicle.stockNumber).replace("{number}", String(number)),
  text: (pattern, vehicle) => pattern.replace("{stock}", vehicle.stockNumber),
};

function car(id: string, patch: Partial<InventoryCar["vehicle"]> = {}): InventoryCar {
  const vehicle = { stockNumber: id, coverPhotoId: null, deletedAt: null, ...patch };
  return { id, vehicle: vehicle as InventoryCar["vehicle"], photoCount: 1, cover: null, hasOverlap: false };
}

function photo(id: string, vehicleId: string, patch: Partial<LibraryPhoto> = {}): LibraryPhoto {
  return {
    id,
    vehicleId,
    sequence: id,
    deletedAt: null,
    originalSha256: `original-${id}`,
    fallback: `fallback-${id}`,
    name: `${id}.JPG`,
    edits: null,
    ...patch,
  } as LibraryPhoto;
}

const photos = [photo("a2", "A"), photo("a1", "A"), photo("b1", "B"), photo("a3", "A")];
const idsOf = (pictures: readonly { photo: LibraryPhoto }[]) => pictures.map(({ photo }) => photo.id);

test("pictures leave car by car as they were asked for, in each car in its order", () => {
  const cars = [car("A"), car("B")];
  expect(idsOf(planned(["b1", "a3", "a1", "a2"], photos, cars))).toEqual(["b1", "a1", "a2", "a3"]);
});

test("the cover leaves first, since channels show the first picture", () => {
  const cars = [car("A", { coverPhotoId: "a3" })];
  const pictures = planned(["a1", "a2", "a3"], photos, cars);
  expect(idsOf(pictures)).toEqual(["a3", "a1", "a2"]);
  expect(pictures.map(({ isCover }) => isCover)).toEqual([true, false, false]);
});

test("photos that are in the bin or gone are left out", () => {
  const binned = photo("a9", "A", { deletedAt: "2026-01-01T00:00:00.000Z" });
  expect(idsOf(planned(["a9", "never", "a1"], [...photos, binned], [car("A")]))).toEqual(["a1"]);
});

test("the pictures of each car are numbered from one", () => {
  const pictures = planned(["a1", "a2", "b1"], photos, [car("A"), car("B")]);
  expect(named(pictures, "{stock}-{number}", fill).map(({ name }) => name)).toEqual(["A-1", "A-2", "B-1"]);
});

test("a photo whose car is not here yet keeps the name of its file", () => {
  expect(named(planned(["a1"], photos, []), "{stock}", fill)[0]?.name).toBe("a1");
});

test("an order says what main needs, with the banner's words only where the preset has one", () => {
  const edits = { ...noEdits, exposure: 1 };
  const pictures = planned(["a1"], [photo("a1", "A", { edits })], [car("A")]);
  const plain = standardPresets[0]!;
  const banner = {
    text: "Car {stock}",
    place: "top",
    background: "#000000",
    color: "#ffffff",
    opacity: 1,
  } as const;
  const expected = { original: "original-a1", fallback: "fallback-a1", edits, name: "A-1" };
  expect(ordersOf(pictures, plain, fill)).toEqual([{ ...expected, bannerText: null }]);
  expect(ordersOf(pictures, { ...plain, banner }, fill)).toEqual([{ ...expected, bannerText: "Car A" }]);
});

test("pictures of every car are those of cars that are not in the bin", () => {
  const cars = [car("A"), car("B", { deletedAt: "2026-01-01T00:00:00.000Z" })];
  expect(idsOf(allPictures(photos, cars))).toEqual(["a1", "a2", "a3"]);
});
