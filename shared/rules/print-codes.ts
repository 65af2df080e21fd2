import type { CarWords, NamedCar } from "./car-words.ts";

/**
 * What a car's code may say, best first: its address on the dealer's website, its stock number, its VIN. Only what the import
 * of a card reads as this very car; a code that means another car, or several, is worse than none.
 */
export function codeTexts(car: NamedCar, words: CarWords, address: string): readonly string[] {
  const { stockNumber, vin } = car.vehicle;
  const texts = [addressOf(car, address), stockNumber.trim(), vin.trim()];
  return texts.filter((text) => text !== "" && words.inCode(text)?.vehicleId === car.id);
}

/** Whether an address leads to a web page of one car. */
export function isCodeAddress(address: string): boolean {
  return /^https?:\/\/[^\s/{}]+\/\S*\{(?:stock|vin)\}\S*$/i.test(address);
}

/** The stock number in a code that is the dealer's own address of a car; null in any other. */
export function stockInAddress(code: string, address: string): string | null {
  if (!isCodeAddress(address)) return null;
  const pattern = address.split("{stock}").map(addressPattern).join("([^/?#&]+)");
  const found = new RegExp(`^${pattern}$`, "i").exec(code.trim())?.[1];
  return found === undefined ? null : decoded(found);
}

function addressPattern(text: string): string {
  return text
    .split("{vin}")
    .map((part) => part.replace(/[.*+?^${}()|[\]\\]/g, "\\$&"))
    .join("[^/?#&]*");
}

function decoded(text: string): string | null {
  try {
    return decodeURIComponent(text);
  } catch {
    return null;
  }
}

function addressOf({ vehicle }: NamedCar, address: string): string {
  const needed = { stock: vehicle.stockNumber.trim(), vin: vehicle.vin.trim() };
  if (!isCodeAddress(address)) return "";
  let missing = false;
  const filled = address.replace(/\{(stock|vin)\}/g, (_, name: keyof typeof needed) => {
    missing ||= needed[name] === "";
    return encodeURIComponent(needed[name]);
  });
  return missing ? "" : filled;
}
