import type { Distance, Money } from "#shared/model/primitives.ts";
import type { Locale } from "./locale.ts";

/*
 * Numbers, money, distances and dates as a dealer of the locale writes them. Formatters are kept, because making one
 * costs more than a table row.
 */

/**
 * "$389,000": whole amounts without their zeros. `code` adds the ISO code where a bare sign could mean another country's
 * money.
 */
export function formatMoney(money: Money, locale: Locale, { code = false } = {}): string {
  const whole = money.amount % 100 === 0;
  const text = numberFormat(locale, {
    style: "currency",
    currency: money.currency,
    currencyDisplay: "narrowSymbol",
    minimumFractionDigits: whole ? 0 : 2,
    maximumFractionDigits: whole ? 0 : 2,
  }).format(money.amount / 100);
  return code ? `${text} ${money.currency}` : text;
}

/**
 * Minor units of what a person typed ("389,000", "$ 389000.5"), or null where it is not an amount. Both languages write
 * a point before cents.
 */
export function parseAmount(text: string): number | null {
  const bare = text.replace(/[\s,$€£]|[A-Z]{3}$/g, "");
  if (!/^-?\d+(\.\d{0,2})?$/.test(bare)) return null;
  const minor = Math.round(Number(bare) * 100);
  return Number.isSafeInteger(minor) ? minor : null;
}

/** "84,500 km". */
export function formatDistance({ value, unit }: Distance, locale: Locale): string {
  return `${formatCount(value, locale)} ${unit}`;
}

export function formatCount(value: number, locale: Locale): string {
  return numberFormat(locale, {}).format(value);
}

/** "4 MB", which no line ends within; decimal units, as file managers count. */
export function formatBytes(bytes: number, locale: Locale): string {
  const step =
    bytes < 1e6
      ? ([1e3, "kilobyte"] as const)
      : bytes < 1e9
        ? ([1e6, "megabyte"] as const)
        : ([1e9, "gigabyte"] as const);
  const value = bytes / step[0];
  return numberFormat(locale, {
    style: "unit",
    unit: step[1],
    maximumFractionDigits: value < 10 && step[0] > 1e3 ? 1 : 0,
  })
    .format(value)
    .replace(" ", "\u00a0");
}

/** "12 days". */
export function formatDays(days: number, locale: Locale): string {
  return numberFormat(locale, { style: "unit", unit: "day", unitDisplay: "long" }).format(days);
}

/** "Mar 4, 2026" of `YYYY-MM-DD`, which belongs to no time zone. */
export function formatCivilDate(date: string, locale: Locale): string {
  const at = Date.parse(`${date}T00:00:00Z`);
  return Number.isNaN(at) ? date : dateFormat(locale, { dateStyle: "medium", timeZone: "UTC" }).format(at);
}

/** "Mar 4, 2026, 14:02" on this desk's clock. */
export function formatInstant(instant: string, locale: Locale): string {
  return formatted(instant, locale, { dateStyle: "medium", timeStyle: "short", hourCycle: "h23" });
}

/** "14:02" on this desk's clock, in both languages, as the status bar and lists have little room. */
function formatTime(instant: string, locale: Locale): string {
  return formatted(instant, locale, { hour: "2-digit", minute: "2-digit", hourCycle: "h23" });
}

/** The time alone for today, with its date for any other day: "14:02", "Mar 4, 14:02". */
export function formatSince(instant: string, locale: Locale, now: number): string {
  const sameDay = new Date(instant).toDateString() === new Date(now).toDateString();
  return sameDay
    ? formatTime(instant, locale)
    : formatted(instant, locale, {
        month: "short",
        day: "numeric",
        hour: "2-digit",
        minute: "2-digit",
        hourCycle: "h23",
      });
}

const steps = [
  ["year", 31_557_600_000],
  ["month", 2_629_800_000],
  ["day", 86_400_000],
  ["hour", 3_600_000],
  ["minute", 60_000],
] as const;

/** "3 minutes ago", "yesterday", "now". */
export function formatRelative(instant: string, locale: Locale, now: number): string {
  const distance = Date.parse(instant) - now;
  const step = steps.find(([, millis]) => Math.abs(distance) >= millis);
  const format = relativeFormat(locale);
  return step ? format.format(Math.round(distance / step[1]), step[0]) : format.format(0, "second");
}

/** The dealer's own day, `YYYY-MM-DD` on this desk's clock. */
export function civilDateOf(instant: Date): string {
  const two = (value: number) => String(value).padStart(2, "0");
  return `${instant.getFullYear()}-${two(instant.getMonth() + 1)}-${two(instant.getDate())}`;
}

function formatted(instant: string, locale: Locale, options: Intl.DateTimeFormatOptions): string {
  const at = Date.parse(instant);
  return Number.isNaN(at) ? instant : dateFormat(locale, options).format(at);
}

const kept = new Map<string, unknown>();

function keep<T>(name: string, locale: Locale, options: object, make: () => T): T {
  const key = `${name} ${locale} ${JSON.stringify(options)}`;
  const found = kept.get(key) as T | undefined;
  if (found) return found;
  const made = make();
  kept.set(key, made);
  return made;
}

const numberFormat = (locale: Locale, options: Intl.NumberFormatOptions) =>
  keep("number", locale, options, () => new Intl.NumberFormat(locale, options));
const dateFormat = (locale: Locale, options: Intl.DateTimeFormatOptions) =>
  keep("date", locale, options, () => new Intl.DateTimeFormat(locale, options));
const relativeFormat = (locale: Locale) =>
  keep("relative", locale, {}, () => new Intl.RelativeTimeFormat(locale, { numeric: "auto" }));
