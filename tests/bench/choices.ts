export interface BenchChoices {
  /** Parts by name; all of them where it is empty. */
  readonly only: readonly string[];
  /** As many photos as the goals speak of, where the default makes do with fewer. */
  readonly full: boolean;
}

/** Those of the parts that were asked for, in their own order. */
export function chosenParts<T>(parts: Readonly<Record<string, T>>, only: readonly string[]): T[] {
  const unknown = only.filter((name) => !Object.hasOwn(parts, name));
  if (unknown.length > 0)
    throw new Error(`There is no part ${unknown.join(", ")}; there are: ${Object.keys(parts).join(", ")}`);
  const chosen = Object.entries(parts).filter(([name]) => only.length === 0 || only.includes(name));
  return chosen.map(([, part]) => part);
}
