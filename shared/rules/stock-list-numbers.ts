import type { Currency, Distance, Money } from "../model/primitives.ts";
import { plainWords } from "./stock-list-words.ts";

export type NumberProblem = "notANumber" | "outOfRange" | "shortened";
export type Read<T, P extends string> = { readonly value: T } | { readonly problem: P };

/** Excel's way of writing a long number, of which it has thrown the end away. */
export function isShortened(text: string): boolean {
  return /^\s*\d(?:[.,]\d+)?E\+\d+\s*$/i.test(text);
}

/** Blanks and, as the Swiss write, apostrophes between groups of three. */
const gaps = /(?<=\d)[\s'’](?=\d{3}(?!\d))/gu;

/**
 * A plain number however its groups and decimals are written: "1.234,56", "1,234.56", "1 234,5", "12,34,567". Of two signs the last
 * is the decimal one; one sign before exactly three digits parts groups, since neither money nor miles have three decimals. Null
 * where it is no number.
 */
export function plainNumber(text: string): number | null {
  const bare = text.trim().replace(gaps, "");
  if (!/^[+-]?[\d.,]*\d[.,]?$/.test(bare) || /^[+-]?[.,]{2}/.test(bare)) return null;
  const sign = bare.startsWith("-") ? -1 : 1;
  const digits = bare.replace(/^[+-]/, "").replace(/[.,]$/, "");
  const decimalAt = decimalPlace(digits);
  if (decimalAt === null) return null;
  const whole = digits.slice(0, decimalAt).replace(/[.,]/g, "");
  const number = Number(`${whole || "0"}.${digits.slice(decimalAt + 1) || "0"}`);
  return Number.isFinite(number) ? sign * number : null;
}

/** Where the decimal sign stands, the end where there is none, null where the signs make no sense. */
function decimalPlace(digits: string): number | null {
  const signs = digits.match(/[.,]/g) ?? [];
  const sign = signs.at(-1);
  if (sign === undefined) return digits.length;
  const at = digits.lastIndexOf(sign);
  if (signs.length === 1 && (!isGrouped(digits) || digits.startsWith("0"))) return at;
  if (signs.every((each) => each === sign)) return isGrouped(digits) ? digits.length : null;
  const whole = digits.slice(0, at);
  return isGrouped(whole) && !whole.includes(sign) ? at : null;
}

/** Groups of three, or India's of two before the last. */
function isGrouped(whole: string): boolean {
  return (
    /^\d*$/.test(whole) ||
    /^\d{1,3}(?:([.,])\d{3})(?:\1\d{3})*$/.test(whole) ||
    /^\d{1,2}(?:,\d{2})*,\d{3}$/.test(whole)
  );
}

const multiples: readonly (readonly [RegExp, number])[] = [
  [/(?:millones|millon|millions|million|mdp)$/, 1_000_000],
  [/(?:miles|mil|thousand|tsd|k)$/, 1_000],
];

/** A number with a word for thousands behind it: "85k", "12.5 mil", "1,2 millones". */
function multipliedNumber(text: string): number | null {
  const plain = text
    .normalize("NFD")
    .replace(/\p{Mark}/gu, "")
    .toLowerCase()
    .trim();
  for (const [word, times] of multiples) {
    const match = word.exec(plain);
    if (!match) continue;
    const number = plainNumber(plain.slice(0, match.index).trim());
    return number === null ? null : number * times;
  }
  return plainNumber(plain);
}

const unitWords: readonly (readonly [RegExp, Distance["unit"]])[] = [
  [/\s*(?:kil[oó]metros|kilometers|kilometres|kilometraje|kms|km)\.?$/iu, "km"],
  [/\s*(?:millas|miles|mile|mls|mi)\.?$/iu, "mi"],
];
const farthest = 2_000_000;

/** What an odometer says; a unit that is written beats `unit`. */
export function readDistance(text: string, unit: Distance["unit"]): Read<Distance, NumberProblem> {
  if (isShortened(text)) return { problem: "shortened" };
  const written = unitWords.find(([word]) => word.test(text));
  const number = multipliedNumber(written ? text.replace(written[0], "") : text);
  if (number === null) return { problem: "notANumber" };
  const value = Math.round(number);
  if (value < 0 || value > farthest) return { problem: "outOfRange" };
  return { value: { value, unit: written?.[1] ?? unit } };
}

/** Signs and codes of money; a bare dollar sign is Mexico's, the States' and others'. */
const signs: readonly (readonly [RegExp, Currency | "dollarSign"])[] = [
  [/us\$|\$us|щ\.\s?д\.?|u\$s|u\$d|usd|dlls?\b\.?|dls\b\.?|d[oó]lares|dollars/iu, "USD"],
  [/mxn|mx\$|\$mx|m\.?\s?n\.?(?=\s|$)|pesos/iu, "MXN"],
  [/€|eur(?:os?)?\b/iu, "EUR"],
  [/£(?:gb)?|gbp/iu, "GBP"],
  [/bgn|лв\.?|\blv\b\.?/iu, "BGN"],
  [/\bron\b|\blei\b/iu, "RON"],
  [/\$/u, "dollarSign"],
];

/** The currency that a text names; `fallback` is what a dollar sign means here. */
export function currencyOf(text: string, fallback: Currency): Currency | null {
  const found = signs.find(([sign]) => sign.test(text))?.[1] ?? null;
  if (found !== "dollarSign") return found;
  return fallback === "MXN" || fallback === "USD" ? fallback : "USD";
}

const asides =
  /\b(?:ono|o n o|negociables?|negotiable|a tratar|fijo|firm|neto|contado|de contado|cash)\b\.?/giu;
const accountants = /^\((.+)\)$/;

/** An amount of money that is not negative. */
export function readMoney(text: string, currency: Currency): Read<Money, NumberProblem> {
  if (isShortened(text)) return { problem: "shortened" };
  const named = currencyOf(text, currency);
  const bare = signs.reduce((rest, [sign]) => rest.replace(sign, " "), text.replace(asides, " ")).trim();
  const negative = accountants.exec(bare);
  const number = multipliedNumber(bare.replace(accountants, "$1").replace(/,?-{1,2}$/, ""));
  if (number === null) return { problem: "notANumber" };
  const amount = Math.round(number * 100);
  if (negative || amount < 0 || amount > mostMoney) return { problem: "outOfRange" };
  return { value: { amount, currency: named ?? currency } };
}

/** Centavos; no car costs more, and more is a column misread. */
const mostMoney = 100_000_000_000;

export function unitOf(text: string): Distance["unit"] | null {
  const word = plainWords(text);
  if (/^(km|kms|kilometros?|kilomet(er|re)s?|k)$/.test(word)) return "km";
  return /^(mi|mls?|miles?|millas?|m)$/.test(word) ? "mi" : null;
}
