import type { Distance, Money } from "../model/primitives.ts";
import type { Vehicle } from "../model/vehicle.ts";

/** What names of files and words of banners may hold in braces. */
export const placeholders = [
  "stock",
  "number",
  "vin",
  "year",
  "make",
  "model",
  "trim",
  "price",
  "odometer",
  "dealership",
  "date",
] as const;
type Placeholder = (typeof placeholders)[number];
export type PlaceholderValues = Readonly<Record<Placeholder, string>>;

export interface NamedPhoto {
  readonly vehicle: Vehicle;
  /** Its place among the pictures that leave together, from 1. */
  readonly number: number;
  readonly dealership: string;
  /** The dealer's own day, `YYYY-MM-DD`. */
  readonly date: string;
}

/** How the reader's language writes amounts. */
export interface Formats {
  readonly money: (money: Money) => string;
  readonly distance: (distance: Distance) => string;
}

export function placeholderValues(
  { vehicle, number, dealership, date }: NamedPhoto,
  { money, distance }: Formats,
): PlaceholderValues {
  const { stockNumber, vin, year, make, model, trim, price, odometer } = vehicle;
  return {
    stock: stockNumber,
    number: String(number).padStart(2, "0"),
    vin,
    year: year === null ? "" : String(year),
    make,
    model,
    trim,
    price: price ? money(price) : "",
    odometer: odometer ? distance(odometer) : "",
    dealership,
    date,
  };
}

const braces = /\{([^{}]*)\}/g;

/** Words with their placeholders filled in. What nothing is known of is left out, with the space that it leaves. */
export function filledText(pattern: string, values: PlaceholderValues): string {
  return filled(pattern, values).replace(/\s+/g, " ").trim();
}

/**
 * A file's name without its ending: never empty, and without signs that join it to nothing, such as the hyphen of
 * `{stock}-{number}` for a car without a stock number. Main makes it safe for any disk.
 */
export function filledName(pattern: string, values: PlaceholderValues): string {
  const name = filledText(pattern, values)
    .replace(/([-_. ])[-_. ]+/g, "$1")
    .replace(/^[-_. ]+|[-_. ]+$/g, "");
  return name === "" ? values.number : name;
}

/** What is in braces and is no placeholder, such as a slip of the pen. */
export function unknownPlaceholders(pattern: string): string[] {
  const named = [...pattern.matchAll(braces)].map(([, name = ""]) => name);
  return [...new Set(named.filter((name) => !isPlaceholder(name)))];
}

function filled(pattern: string, values: PlaceholderValues): string {
  return pattern.replace(braces, (whole, name: string) => (isPlaceholder(name) ? values[name] : whole));
}

function isPlaceholder(name: string): name is Placeholder {
  return (placeholders as readonly string[]).includes(name);
}
