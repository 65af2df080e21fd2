import type { Currency, Distance } from "#shared/model/primitives.ts";
import type { Vehicle } from "#shared/model/vehicle.ts";
import {
  parseDistance,
  parseMoney,
  parseText,
  parseYear,
  type Parsed,
  type Problem,
} from "./field-parsing.ts";

/** What is typed into the dialog for a new car. */
export interface NewCar {
  readonly stockNumber: string;
  readonly year: string;
  readonly make: string;
  readonly model: string;
  readonly trim: string;
  readonly vin: string;
  readonly odometer: string;
  readonly price: string;
  readonly location: string;
}

export type NewCarProblems = Partial<Record<keyof NewCar, Problem>>;

export function blankNewCar(stockNumber: string, location: string): NewCar {
  return { stockNumber, year: "", make: "", model: "", trim: "", vin: "", odometer: "", price: "", location };
}

/** The car to create, or what is wrong with each field. A car has to be findable: by stock number or by make. */
export function parseNewCar(
  typed: NewCar,
  currency: Currency,
  unit: Distance["unit"],
): { readonly draft: Partial<Vehicle> } | { readonly problems: NewCarProblems } {
  const parsed = {
    stockNumber: parseText(typed.stockNumber, 30),
    year: parseYear(typed.year),
    make: parseText(typed.make, 60),
    model: parseText(typed.model, 60),
    trim: parseText(typed.trim, 80),
    vin: parseText(typed.vin.toUpperCase(), 25),
    odometer: parseDistance(typed.odometer, unit),
    price: parseMoney(typed.price, currency),
    location: parseText(typed.location, 60),
  } satisfies Record<keyof NewCar, Parsed<unknown>>;

  const problems = Object.fromEntries(
    Object.entries(parsed).flatMap(([field, result]) =>
      "problem" in result ? [[field, result.problem]] : [],
    ),
  ) as NewCarProblems;
  if (typed.stockNumber.trim() === "" && typed.make.trim() === "") problems.stockNumber = "required";
  if (Object.keys(problems).length > 0) return { problems };

  const values = Object.entries(parsed).flatMap(([field, result]) =>
    "value" in result ? [[field, result.value]] : [],
  );
  return { draft: Object.fromEntries(values) as Partial<Vehicle> };
}
