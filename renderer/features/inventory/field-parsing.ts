import type { Currency, Distance, Money } from "#shared/model/primitives.ts";
import { parseAmount } from "#renderer/ui/format.ts";

/** Why what was typed cannot be kept; words are in the messages under `problem`. */
export type Problem =
  | "required"
  | "tooLong"
  | "notANumber"
  | "notAnAmount"
  | "notADate"
  | "outOfRange"
  | "invalid"
  | "notKept";

export type Parsed<T> = { readonly value: T } | { readonly problem: Problem };

/** Text as the model keeps it: without blanks around it and at most `longest` characters. */
export function parseText(text: string, longest: number): Parsed<string> {
  const value = text.trim();
  return value.length > longest ? { problem: "tooLong" } : { value };
}

/** A year of four digits, or nothing. */
export function parseYear(text: string): Parsed<number | null> {
  const typed = text.trim();
  if (typed === "") return { value: null };
  if (!/^\d+$/.test(typed)) return { problem: "notANumber" };
  const value = Number(typed);
  return value >= 1900 && value <= 2100 ? { value } : { problem: "outOfRange" };
}

const farthest = 2_000_000;

/** "84,500", "84 500 km" or nothing. A unit that is typed beats the one chosen. */
export function parseDistance(text: string, unit: Distance["unit"]): Parsed<Distance | null> {
  const typed = text.trim().toLowerCase();
  if (typed === "") return { value: null };
  const [, digits, typedUnit] = /^([\d\s,.]+?)\s*(km|mi)?$/.exec(typed) ?? [];
  const bare = digits?.replace(/[\s,]|\.(?=\d{3}(\D|$))/g, "") ?? "";
  if (!/^\d+$/.test(bare)) return { problem: "notANumber" };
  const value = Number(bare);
  if (value > farthest) return { problem: "outOfRange" };
  return { value: { value, unit: typedUnit === "km" || typedUnit === "mi" ? typedUnit : unit } };
}

/** An amount of money that is not negative, or nothing. */
export function parseMoney(text: string, currency: Currency): Parsed<Money | null> {
  if (text.trim() === "") return { value: null };
  const amount = parseAmount(text.trim());
  if (amount === null) return { problem: "notAnAmount" };
  return amount < 0 ? { problem: "outOfRange" } : { value: { amount, currency } };
}

/** `YYYY-MM-DD` as date inputs give it. */
export function parseDate(text: string): Parsed<string> {
  const isDate = /^\d{4}-\d\d-\d\d$/.test(text) && !Number.isNaN(Date.parse(text));
  return isDate ? { value: text } : { problem: "notADate" };
}

/** The problem that an issue code of the model's check (zod) stands for. */
export function problemOf(issueCode: string | undefined): Problem {
  if (issueCode === "too_big") return "tooLong";
  if (issueCode === "too_small") return "required";
  return issueCode === undefined ? "notKept" : "invalid";
}
