import { expect, test } from "vitest";
import { car, photo, scanned } from "./library.fixture.ts";
import type { LibraryFilters } from "./library-filter.ts";

const versa = car("versa", { stockNumber: "A-101" });
const mazda = car("mazda", {
  stockNumber: "B-7",
  make: "Mazda",
  model: "CX-5",
  status: { state: "recon", round: 0, since: "2026-01-01T00:00:00.000Z" },
});
const cars = [versa, mazda];
const blurred = { sharpness: 1, brightness: 0.5, clippedShadows: 0, clippedHighlights: 0, upright: 1 };
const photos = [
  photo("a", { shot: "front", caption: "Único dueño", tags: { portada: true, vieja: null } }),
  photo("b", { measures: blurred, capturedAt: null, importedAt: "2026-03-05T10:00:00.000Z" }),
  photo("c", { vehicleId: "mazda", edits: { ...noEditsPlus() }, name: "IMG_77.JPG" }),
  photo("d", { vehicleId: "mazda", deletedAt: "2026-03-09T12:00:00.000Z" }),
  photo("e", { vehicleId: "mazda", deletedAt: "2026-01-01T12:00:00.000Z" }),
];

function noEditsPlus() {
  return { quarterTurns: 1, straighten: 0, crop: null, exposure: 0, warmth: 0, tint: 0, blurs: [] };
}

const found = (filters: Partial<LibraryFilters>) =>
  [...scanned({ photos, cars, filters }).order].sort().join("");

test.each<[string, Partial<LibraryFilters>, string]>([
  ["everything that is not in the bin", {}, "abc"],
  ["by stock number", { search: "b-7" }, "c"],
  ["by the words of the car, without accents", { search: "nissan versa" }, "ab"],
  ["by caption, without accents", { search: "unico" }, "a"],
  ["by tag", { search: "portada" }, "a"],
  ["a tag that was taken off finds nothing", { search: "vieja" }, ""],
  ["by file name and car together", { search: "mazda 77" }, "c"],
  ["what needs attention", { shelf: "attention" }, "b"],
  ["by one finding", { shelf: "attention", flaws: ["dark"] }, ""],
  ["what is edited", { shelf: "edited" }, "c"],
  ["the bin, as long as it can be restored", { shelf: "bin" }, "d"],
  ["by the status of the car", { statuses: ["recon"] }, "c"],
  ["by the shot that it is", { shot: { is: "taken", shot: "front" } }, "a"],
  ["by the shot that its car lacks", { shot: { is: "missing", shot: "rear" } }, "abc"],
  ["by the day it was taken, or added", { from: "2026-03-01", to: null }, "b"],
  ["until a day", { to: "2026-02-28" }, "ac"],
  ["by chosen tags", { tags: ["portada"] }, "a"],
])("finds %s", (_words, filters, expected) => {
  expect(found(filters)).toBe(expected);
});

test("counts each shelf with the other filters kept", () => {
  const view = scanned({ photos, cars, filters: { shelf: "attention", search: "mazda" } });
  expect(view.shelves).toEqual({ all: 1, attention: 0, edited: 1, bin: 1 });
  expect(view.total).toBe(3);
  expect([...view.tags]).toEqual([["portada", 1]]);
});

test("groups by car, the one with the latest photo first, and its photos in their order", () => {
  const mixed = [photo("z", { sequence: "a1" }), photo("y", { sequence: "a0" }), ...photos.slice(2, 3)];
  const later = photo("n", { vehicleId: "mazda", importedAt: "2026-03-08T10:00:00.000Z" });
  const view = scanned({ photos: [...mixed, later], cars });
  expect(view.groups.map(({ key }) => key)).toEqual(["mazda", "versa"]);
  expect(view.order.slice(-2)).toEqual(["y", "z"]);
  expect(view.groups[1]?.missing).toContain("frontThreeQuarter");
});

test("a car without photos is shown where its missing shots are asked for, and only there", () => {
  expect(scanned({ photos: [], cars: [versa] }).groups).toEqual([]);
  const filters = { shot: { is: "missing", shot: "rear" } } as const;
  expect(scanned({ photos: [], cars: [versa], filters }).groups.map(({ key }) => key)).toEqual(["versa"]);
});

test("photos of a binned car are away with it; those of a car that is not here yet are shown", () => {
  const gone = car("versa", { deletedAt: "2026-03-09T12:00:00.000Z" });
  const view = scanned({ photos, cars: [gone] });
  expect(view.groups.map(({ key, car }) => [key, car])).toEqual([["mazda", null]]);
});

test("of nearly the same photos of a car all but the best need attention", () => {
  const same = { perceptualHash: "ffffffff00000000" };
  const twins = [
    photo("a", same),
    photo("b", { ...same, measures: { ...blurred, sharpness: 5000 } }),
    photo("c", { perceptualHash: "00000000ffffffff" }),
  ];
  const view = scanned({ photos: twins, cars, filters: { shelf: "attention" } });
  expect(view.order).toEqual(["a"]);
  expect(view.entries.get("a")?.flaws).toEqual(["duplicate"]);
});

test.each([
  ["added", false, ["b", "a", "c"]],
  ["added", true, ["c", "a", "b"]],
  ["name", false, ["a", "b", "c"]],
  ["stockNumber", false, ["a", "b", "c"]],
] as const)("all together by %s (reversed: %s)", (key, reversed, expected) => {
  const listed = [
    photo("a", { name: "IMG_9.JPG", importedAt: "2026-03-02T10:00:00.000Z" }),
    photo("b", { name: "IMG_10.JPG", importedAt: "2026-03-03T10:00:00.000Z" }),
    photo("c", { vehicleId: "mazda", name: "IMG_11.JPG", importedAt: "2026-03-01T10:00:00.000Z" }),
  ];
  const view = scanned({ photos: listed, cars, grouped: false, sort: { key, reversed } });
  expect(view.order).toEqual(expected);
});
