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
