import type { CivilDate, Currency, Distance, Money } from "../model/primitives.ts";
import type { ElementSet, Vehicle, VehicleStatus } from "../model/vehicle.ts";
import { type DateOrder, readDate } from "./stock-list-dates.ts";
import { isTextField, type ListField, type TextField, textLimits } from "./stock-list-fields.ts";
import {
  currencyOf,
  isShortened,
  plainNumber,
  type Read,
  readDistance,
  readMoney,
  unitOf,
} from "./stock-list-numbers.ts";
import { type ChoiceField, choiceOf, isBlankText, isBlankValue, isChoiceField } from "./stock-list-words.ts";

/** Why a cell cannot be read; a screen has the words. `shortened` is Excel's 3.1E+16 for a long number. */
export type CellProblem =
  | "notANumber"
  | "outOfRange"
  | "shortened"
  | "notAYear"
  | "notADate"
  | "unknownWord"
  | "unknownUnit"
  | "unknownCurrency"
  | "tooLong"
  | "noFeatures";

/** What the list does not say by itself. */
export interface ListSettings {
  readonly currency: Currency;
  readonly unit: Distance["unit"];
  readonly dateOrder: DateOrder;
  /** The dealer's own day. */
  readonly today: CivilDate;
}

/** What a row says about a car; a field that it does not say is not there. */
export interface ListValues extends Partial<
  Pick<
    Vehicle,
    | TextField
    | "year"
    | "bodyStyle"
    | "transmission"
    | "fuel"
    | "odometer"
    | "price"
    | "acquiredOn"
    | "soldOn"
    | "features"
  >
> {
  readonly status?: VehicleStatus;
  readonly purchase?: Money;
  readonly currency?: Currency;
  readonly distanceUnit?: Distance["unit"];
}

export type CellValue = NonNullable<ListValues[keyof ListValues]>;
export type CellRead = Read<CellValue | null, CellProblem>;

/** What a cell says as a value of its field; null where it says nothing. */
export function readCell(field: ListField, cell: string, settings: ListSettings): CellRead {
  const text = unguarded(cell);
  if (isTextField(field)) return isBlankText(text) ? { value: null } : readText(field, text);
  if (isBlankValue(text)) return { value: null };
  if (isChoiceField(field)) return readChoice(field, text);
  if (field === "year") return readYear(text, settings);
  if (field === "odometer") return readDistance(tidy(text), settings.unit);
  if (field === "price" || field === "purchase") return readMoney(tidy(text), settings.currency);
  if (field === "acquiredOn" || field === "soldOn") return readDate(text, settings.dateOrder);
  if (field === "currency") return orProblem(currencyOf(text, settings.currency), "unknownCurrency");
  if (field === "distanceUnit") return orProblem(unitOf(text), "unknownUnit");
  return readFeatures(text);
}

/** Takes off the apostrophe that keeps a spreadsheet from running a cell as a formula; see `guarded`. */
function unguarded(cell: string): string {
  return /^'+[=+\-@＝＋－＠\t\r]/u.test(cell) ? cell.slice(1) : cell;
}

/** One line without double blanks, and without what parts cells in lists that were copied off a page. */
export function tidy(text: string): string {
  return text
    .normalize("NFC")
    .replace(/\s+/gu, " ")
    .replace(/^[\s|;]+|[\s|;]+$/gu, "");
}

function readText(field: TextField, text: string): Read<string, CellProblem> {
  if ((field === "vin" || field === "stockNumber") && isShortened(text)) return { problem: "shortened" };
  const value =
    field === "notes"
      ? text.normalize("NFC").replace(/\r\n?/g, "\n").trim()
      : field === "vin"
        ? tidy(text).toUpperCase().replace(/[\s-]/g, "")
        : tidy(text);
  return value.length > textLimits[field] ? { problem: "tooLong" } : { value };
}

function readChoice(field: ChoiceField, text: string): CellRead {
  const value = choiceOf(field, text);
  return value === "other" ? { value: null } : orProblem(value, "unknownWord");
}

/** Next year's models are sold in this one. */
const yearsAhead = 2;

function readYear(text: string, { today }: ListSettings): Read<number, CellProblem> {
  const [, year] =
    /^(?:my\s?)?((?:19|20|21)\d\d)(?:[.,]0+)?(?:\s?[-/]\s?\d{2,4}(?:[-/]\d{1,2})?)?$/i.exec(tidy(text)) ?? [];
  if (year === undefined) return { problem: plainNumber(text) === null ? "notAYear" : "outOfRange" };
  const value = Number(year);
  const latest = Number(today.slice(0, 4)) + yearsAhead;
  return value < 1900 || value > latest ? { problem: "outOfRange" } : { value };
}

const longestFeature = 60;

/** Parted by semicolons, bars, bullets or lines where there are such, else by commas. */
function readFeatures(text: string): Read<ElementSet, CellProblem> {
  const parts = text.split(/[;|•\n]/).length > 1 ? text.split(/[;|•\n]/) : text.split(",");
  const names = parts.map(tidy).filter((name) => name !== "");
  if (names.some((name) => name.length > longestFeature)) return { problem: "tooLong" };
  if (names.some((name) => name.startsWith("__"))) return { problem: "noFeatures" };
  return { value: Object.fromEntries(names.map((name) => [name, true])) };
}

function orProblem<T, P extends CellProblem>(value: T | null, problem: P): Read<T, P> {
  return value === null ? { problem } : { value };
}
