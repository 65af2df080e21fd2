import { expect, test } from "vitest";
import { blankNewCar, parseNewCar } from "./new-car.ts";

const parse = (patch: Partial<ReturnType<typeof blankNewCar>>) =>
  parseNewCar({ ...blankNewCar("A-7", "Centro"), ...patch }, "MXN", "km");

test("what is typed becomes a car", () => {
  expect(parse({ year: "2020", make: " Kia ", vin: "3kp", odometer: "45,000", price: "$289,000" })).toEqual({
    draft: {
      stockNumber: "A-7",
      year: 2020,
      make: "Kia",
      model: "",
      trim: "",
      vin: "3KP",
      odometer: { value: 45_000, unit: "km" },
      price: { amount: 28_900_000, currency: "MXN" },
      location: "Centro",
    },
  });
});

test("each field says what is wrong with it", () => {
  expect(parse({ year: "20", price: "much", odometer: "far" })).toEqual({
    problems: { year: "outOfRange", price: "notAnAmount", odometer: "notANumber" },
  });
});

test("a car needs a stock number or a make", () => {
  expect(parse({ stockNumber: " " })).toEqual({ problems: { stockNumber: "required" } });
  expect(parse({ stockNumber: "", make: "Kia" })).toHaveProperty("draft");
});
