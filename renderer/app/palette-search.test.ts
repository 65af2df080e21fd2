import { describe, expect, test } from "vitest";
import type { Vehicle } from "#shared/model/vehicle.ts";
import { carsNamed, isNamed } from "./palette-search.ts";

const at = "2026-03-04T10:00:00.000Z";

function car(id: string, facts: Partial<Vehicle>) {
  const vehicle: Vehicle = {
    stockNumber: "",
    vin: "",
    year: null,
    make: "",
    model: "",
    trim: "",
    bodyStyle: null,
    exteriorColor: "",
    transmission: null,
    fuel: null,
    odometer: null,
    price: null,
    status: { state: "acquired", round: 0, since: at },
    location: "",
    acquiredOn: "2026-03-04",
    soldOn: null,
    features: {},
    notes: "",
    coverPhotoId: null,
    deletedAt: null,
    ...facts,
  };
  return { id, vehicle };
}

const lot = [
  car("versa", {
    stockNumber: "A-104",
    year: 2021,
    make: "Nissan",
    model: "Versa",
    vin: "3N1CN8AE0ML800001",
  }),
  car("march", { stockNumber: "A-10", year: 2019, make: "Nissan", model: "March" }),
  car("seat", { stockNumber: "B-7", year: 2020, make: "SEAT", model: "León" }),
  car("gone", { stockNumber: "B-8", make: "Nissan", model: "Sentra", deletedAt: at }),
];
const named = (query: string, limit = 8) => carsNamed(lot, query, limit).map(({ id }) => id);

describe("cars in the palette", () => {
  test("are found by any of their words, in any order", () =>
    expect(named("versa nissan")).toEqual(["versa"]));
  test("are found without accents", () => expect(named("leon")).toEqual(["seat"]));
  test("are found by a part of the VIN", () => expect(named("800001")).toEqual(["versa"]));
  test("with exactly that stock number come first", () => expect(named("a-10")).toEqual(["march", "versa"]));
  test("in the bin are no place to go", () => expect(named("sentra")).toEqual([]));
  test("are as many as there is room for", () => expect(named("nissan", 1)).toHaveLength(1));
  test("are none while nothing is typed", () => expect(named("  ")).toEqual([]));
});

test("commands are found by parts of their words", () => {
  expect(isNamed("Configuración", "configuracion")).toBe(true);
  expect(isNamed("Work offline", "off work")).toBe(true);
  expect(isNamed("Work offline", "online")).toBe(false);
});
