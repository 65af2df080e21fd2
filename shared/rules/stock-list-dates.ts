import type { CivilDate } from "../model/primitives.ts";
import type { Read } from "./stock-list-numbers.ts";

/** Which of two numbers is the day where a date does not say: 03/04/2026. */
export type DateOrder = "dmy" | "mdy";

const months: Readonly<Record<string, number>> = Object.fromEntries(
  [
    ["jan", "ene", "ian"],
    ["feb"],
    ["mar"],
    ["apr", "abr"],
    ["may", "mai"],
    ["jun", "iun"],
    ["jul", "iul"],
    ["aug", "ago"],
    ["sep", "set"],
    ["oct"],
    ["nov", "noi"],
    ["dec", "dic"],
  ].flatMap((names, index) => names.map((name) => [name, index + 1])),
);

/** Excel counts days from here, and hands the count over where a column lost its format. */
const excelDayZero = Date.UTC(1899, 11, 30);
const firstExcelDay = 20_000;
const lastExcelDay = 73_000;

/** "2026-03-04", "4/3/26", "4 de marzo de 2026", "Mar 4, 2026", Excel's 46085; a time behind it is left out. */
export function readDate(text: string, order: DateOrder): Read<CivilDate, "notADate"> {
  const plain = text
    .normalize("NFD")
    .replace(/\p{Mark}/gu, "")
    .toLowerCase()
    .trim()
    .replace(/[t ,]+\d{1,2}:\d{2}.*$/, "");
  const value = isoDate(plain) ?? excelDate(plain) ?? numberedDate(plain, order) ?? namedDate(plain);
  return value === null ? { problem: "notADate" } : { value };
}

function isoDate(text: string): CivilDate | null {
  const [, year, month, day] = /^(\d{4})[-/.](\d{1,2})[-/.](\d{1,2})$/.exec(text) ?? [];
  return civil(Number(year), Number(month), Number(day));
}

function excelDate(text: string): CivilDate | null {
  if (!/^\d{5}$/.test(text)) return null;
  const days = Number(text);
  if (days < firstExcelDay || days > lastExcelDay) return null;
  return new Date(excelDayZero + days * 86_400_000).toISOString().slice(0, 10);
}

function numberedDate(text: string, order: DateOrder): CivilDate | null {
  const [, first, second, year] = /^(\d{1,2})[-/. ](\d{1,2})[-/. ](\d{4}|\d{2})$/.exec(text) ?? [];
  const [a, b] = [Number(first), Number(second)];
  return order === "dmy" ? civil(fullYear(year), b, a) : civil(fullYear(year), a, b);
}

function namedDate(text: string): CivilDate | null {
  const words = text.match(/\p{L}+|\d+/gu)?.filter((word) => !/^(de|del|st|nd|rd|th)$/.test(word)) ?? [];
  const month = words.map((word) => months[word.slice(0, 3)]).find((found) => found !== undefined);
  const [day, year, ...others] = words.filter((word) => /^\d+$/.test(word));
  if (month === undefined || words.length !== 3 || others.length > 0) return null;
  return civil(fullYear(year), month, Number(day));
}

function fullYear(text: string | undefined): number {
  const year = Number(text);
  return text?.length === 2 ? (year < 70 ? 2000 : 1900) + year : year;
}

function civil(year: number, month: number, day: number): CivilDate | null {
  if (!(year >= 1900 && year <= 2100 && month >= 1 && month <= 12 && day >= 1 && day <= 31)) return null;
  const date = new Date(Date.UTC(year, month - 1, day));
  return date.getUTCMonth() === month - 1 ? date.toISOString().slice(0, 10) : null;
}

/** The order that the dates of a column themselves show; null where every one could be either. */
export function dateOrderOf(texts: readonly string[]): DateOrder | null {
  for (const text of texts) {
    const [, first, second] = /^\s*(\d{1,2})[-/. ](\d{1,2})[-/. ]\d{2,4}\b/.exec(text) ?? [];
    if (Number(first) > 12) return "dmy";
    if (Number(second) > 12) return "mdy";
  }
  return null;
}
