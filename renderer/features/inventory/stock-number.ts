interface Numbered {
  readonly prefix: string;
  readonly digits: string;
  readonly value: number;
}

const ending = /^(.*?)(\d+)$/;

/**
 * The next number in the dealer's own way: the commonest prefix, its highest number plus one, as wide as that one was
 * (A-099 is followed by A-100). Where another prefix takes its numbers from the same row (C-1049, P-1051), the next one
 * of the row. Null where no car has a number that ends in digits.
 */
export function nextStockNumber(taken: readonly string[]): string | null {
  const numbered = taken.flatMap(numberedOf);
  const series = [...Map.groupBy(numbered, ({ prefix }) => prefix).values()];
  const [commonest] = series.sort((a, b) => b.length - a.length);
  if (!commonest) return null;
  const row = series.filter((each) => each === commonest || sharesNumbers(each, commonest)).flat();
  const last = highest(row);
  const [{ prefix } = last] = commonest;
  return prefix + String(last.value + 1).padStart(last.digits.length, "0");
}

function numberedOf(stockNumber: string): Numbered[] {
  const [, prefix, digits] = ending.exec(stockNumber.trim()) ?? [];
  return prefix === undefined || digits === undefined ? [] : [{ prefix, digits, value: Number(digits) }];
}

/** Whether two series lie among each other and never use a number twice. */
function sharesNumbers(a: readonly Numbered[], b: readonly Numbered[]): boolean {
  const values = new Set(b.map(({ value }) => value));
  const overlaps = lowest(a).value < highest(b).value && lowest(b).value < highest(a).value;
  return overlaps && a.every(({ value }) => !values.has(value));
}

const highest = (series: readonly Numbered[]) => series.reduce((x, y) => (y.value > x.value ? y : x));
const lowest = (series: readonly Numbered[]) => series.reduce((x, y) => (y.value < x.value ? y : x));
