import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { Vehicle } from "#shared/model/vehicle.ts";
import { filledName, filledText, placeholderValues, unknownPlaceholders } from "#shared/rules/photo-names.ts";

const formats = {
  money: ({ amount }: { amount: number }) => `$${amount / 100}`,
  distance: ({ value, unit }: { value: number; unit: string }) => `${value} ${unit}`,
};
const vehicle = Vehicle.parse({
  stockNumber: "A-1049",
  vin: "3N1CN7AD5KL823456",
  year: 2019,
  make: "Nissan",
  model: "Versa",
  trim: "Advance",
  bodyStyle: "sedan",
  exteriorColor: "",
  transmission: null,
  fuel: null,
  odometer: { value: 61_000, unit: "km" },
  price: { amount: 28_900_000, currency: "MXN" },
  status: { state: "listed", round: 0, since: "2026-01-01T00:00:00.000Z" },
  location: "",
  acquiredOn: "2026-01-01",
  soldOn: null,
  features: {},
  notes: "",
  coverPhotoId: null,
  deletedAt: null,
} satisfies Vehicle);
const photo = { vehicle, number: 3, dealership: "Autos del Valle", date: "2026-11-21" };
const values = placeholderValues(photo, formats);

describe("names of files", () => {
  it("say what the pattern asks for, the number with two digits", () => {
    expect(filledName("{stock}-{number}", values)).toBe("A-1049-03");
    expect(filledName("{year} {make} {model} {number}", values)).toBe("2019 Nissan Versa 03");
    expect(filledName("{stock}-{number}", { ...values, number: "117" })).toBe("A-1049-117");
  });

  it("have no loose hyphens for what is not known, and are never empty", () => {
    expect(filledName("{stock}-{number}", { ...values, stock: "" })).toBe("03");
    expect(filledName("{make}_{trim}_{number}", { ...values, trim: "" })).toBe("Nissan_03");
    expect(filledName("{trim}", { ...values, trim: "" })).toBe("03");
    fc.assert(
      fc.property(fc.string(), (pattern) => {
        expect(filledName(pattern, values)).not.toBe("");
      }),
    );
  });
});

describe("words of banners", () => {
  it("have prices and distances as they are written here", () => {
    expect(filledText("{year} {make}: {price} · {odometer}", values)).toBe("2019 Nissan: $289000 · 61000 km");
    expect(filledText("{dealership}, {date}", values)).toBe("Autos del Valle, 2026-11-21");
  });

  it("leave alone what is no placeholder, and it can be told", () => {
    expect(filledText("{prize} {}", values)).toBe("{prize} {}");
    expect(unknownPlaceholders("{prize} {price} {prize}")).toEqual(["prize"]);
  });

  it("are never filled twice: what a car is called is no pattern", () => {
    expect(filledText("{make} {model}", { ...values, make: "{model}" })).toBe("{model} Versa");
  });
});
