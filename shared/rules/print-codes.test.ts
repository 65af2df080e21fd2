import { describe, expect, test } from "vitest";
import { carWords, type NamedCar } from "./car-words.ts";
import { codeTexts, isCodeAddress } from "./print-codes.ts";

const car = (id: string, stockNumber: string, vin = ""): NamedCar => ({ id, vehicle: { stockNumber, vin } });
const textsOf = (cars: readonly NamedCar[], address = "") => codeTexts(cars[0]!, carWords(cars), address);
const address = "https://www.milote.mx/autos/{stock}";

describe("the code of a car", () => {
  test("is its page on the website, else its stock number, else its VIN", () => {
    expect(textsOf([car("a", "A-104", "3N1CN8AE5ML812347"), car("b", "A-105")], address)).toEqual([
      "https://www.milote.mx/autos/A-104",
      "A-104",
      "3N1CN8AE5ML812347",
    ]);
  });

  test("holds no stock number that another car has as well", () => {
    const cars = [car("a", "A-104", "3N1CN8AE5ML812347"), car("b", "A 104")];
    expect(textsOf(cars, address)).toEqual(["3N1CN8AE5ML812347"]);
  });

  test("is no address in which another car is named", () => {
    const cars = [car("a", "A-104"), car("b", "MX-7")];
    expect(textsOf(cars, "https://lote.example/mx-7/{stock}")).toEqual(["A-104"]);
  });

  test("is no address that would not be read as this car, such as one that ends in two digits", () => {
    expect(textsOf([car("a", "12")], address)).toEqual(["12"]);
  });

  test("escapes in an address what an address cannot have", () => {
    expect(textsOf([car("a", "A/104 B")], address)).toContain("A/104 B");
    expect(textsOf([car("a", "A-104"), car("b", "")], "https://milote.mx/?q={stock}&v={vin}")).toEqual([
      "A-104",
    ]);
  });

  test("of a car without a name of its own there is none", () => {
    expect(textsOf([car("a", ""), car("b", "")], address)).toEqual([]);
  });
});

test.each([
  ["https://www.milote.mx/autos/{stock}", true],
  ["http://milote.mx/?vin={vin}", true],
  ["https://www.milote.mx/autos", false],
  ["www.milote.mx/{stock}", false],
  ["javascript:alert({stock})", false],
  ["https://{stock}.milote.mx/", false],
  ["https://milote.mx/a b/{stock}", false],
  ["", false],
])("%s is a car's page on a website: %s", (text, isOne) => {
  expect(isCodeAddress(text)).toBe(isOne);
});
