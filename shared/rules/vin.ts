/** What is odd about a VIN. Hints only: grey imports, classics and trailers have other numbers. */
export type VinHint = "length" | "characters" | "checkDigit";

const values: Readonly<Record<string, number>> = Object.fromEntries(
  [
    ["ABCDEFGH", 1],
    ["JKLMN", 1],
    ["P", 7],
    ["R", 9],
    ["STUVWXYZ", 2],
  ].flatMap(([letters, first]) =>
    Array.from(String(letters), (letter, index) => [letter, Number(first) + index]),
  ),
);
const weights = [8, 7, 6, 5, 4, 3, 2, 10, 0, 9, 8, 7, 6, 5, 4, 3, 2];
const checkPosition = 8;

/** The check digit (0-9 or X) that 49 CFR 565.15 gives a VIN of 17 characters. */
export function vinCheckDigit(vin: string): string {
  const sum = vin.split("").reduce((total, character, position) => {
    const value = values[character] ?? Number(character);
    return total + value * (weights[position] ?? 0);
  }, 0);
  return sum % 11 === 10 ? "X" : String(sum % 11);
}

/** North America (first character 1 to 5) has to have a check digit; elsewhere that position may be anything. */
const hasCheckDigit = /^[1-5]/;

/** The first thing that is odd about a VIN, or null. An empty one is not odd: it may not be known yet. */
export function vinHint(vin: string): VinHint | null {
  const typed = vin.trim().toUpperCase();
  if (typed === "") return null;
  if (/[^A-HJ-NPR-Z0-9]/.test(typed)) return "characters";
  if (typed.length !== 17) return "length";
  if (hasCheckDigit.test(typed) && vinCheckDigit(typed) !== typed[checkPosition]) return "checkDigit";
  return null;
}
