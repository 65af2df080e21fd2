/** JSON with object keys in code-unit order, so that equal values have equal texts. `undefined` reads as the empty text. */
export function canonicalJson(value: unknown): string {
  return value === undefined ? "" : JSON.stringify(value, sorted);
}

/** Whether two JSON values are the same, whatever the order of their keys. */
export function isSame(a: unknown, b: unknown): boolean {
  return a === b || canonicalJson(a) === canonicalJson(b);
}

function sorted(_key: string, value: unknown): unknown {
  if (typeof value !== "object" || value === null || Array.isArray(value)) return value;
  return Object.fromEntries(Object.entries(value).sort(([a], [b]) => (a < b ? -1 : a > b ? 1 : 0)));
}
