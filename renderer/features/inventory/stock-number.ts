const ending = /^(.*?)(\d+)$/;

/**
 * The next number in the dealer's own series: the commonest prefix's highest number plus one, as wide as that one was
 * (A-099 is followed by A-100). Null where no car has a number that ends in digits.
 */
export function nextStockNumber(taken: readonly string[]): string | null {
  const series = Map.groupBy(
    taken.flatMap((stockNumber) => {
      const [, prefix, digits] = ending.exec(stockNumber.trim()) ?? [];
      return prefix === undefined || digits === undefined ? [] : [{ prefix, digits }];
    }),
    ({ prefix }) => prefix,
  );
  const [commonest] = [...series.values()].sort((a, b) => b.length - a.length);
  if (!commonest) return null;
  const last = commonest.reduce((a, b) => (Number(b.digits) > Number(a.digits) ? b : a));
  return last.prefix + String(Number(last.digits) + 1).padStart(last.digits.length, "0");
}
