/** The languages that the window speaks, each complete. */
export const locales = ["en", "es-MX"] as const;
export type Locale = (typeof locales)[number];

export function isLocale(value: unknown): value is Locale {
  return typeof value === "string" && (locales as readonly string[]).includes(value);
}

/** The best of our languages for what the system prefers: any Spanish is Mexico's, everything else English. */
export function preferredLocale(preferred: readonly string[]): Locale {
  const first = preferred.find((tag) => /^(es|en)\b/i.test(tag)) ?? "en";
  return /^es\b/i.test(first) ? "es-MX" : "en";
}
