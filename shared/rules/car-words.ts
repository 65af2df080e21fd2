import type { Vehicle } from "../model/vehicle.ts";
import { vinHint } from "./vin.ts";

/** What names a car in a file's name, on a tag or in a code. */
export interface NamedCar {
  readonly id: string;
  readonly vehicle: Pick<Vehicle, "vin" | "stockNumber">;
}

export interface CarMatch {
  /** Null for a VIN that no car has. */
  readonly vehicleId: string | null;
  readonly by: "vin" | "stock";
  /** What was found, as the dealer writes it. */
  readonly text: string;
}

/** Finds the one car that a text names. What could mean several is no match. */
export interface CarWords {
  /** In the name of a file or folder, among other words. */
  readonly inName: (name: string) => CarMatch | null;
  /** In what a code says, which may be nothing but a stock number or hold it among others, such as an address. */
  readonly inCode: (code: string) => CarMatch | null;
  /** The stock number of a car that the dealership does not have, where a code is one; null where it may be anything else. */
  readonly newStockInCode: (code: string) => string | null;
}

/** Shorter stock numbers are found only where they stand alone: 12 is also the twelfth picture. */
const shortestInName = 3;
/** Dealers call a car by the end of its VIN, which holds its serial number (49 CFR 565.15). */
const vinEnd = 8;
/** Longer codes of letters and digits are also of parts; shorter ones are labels of the dealership's. */
const longestUnlikeOthers = 8;
/** So many words can a stock number have, such as `A-12-049`. */
const mostWords = 4;

const wholeVin = /^(?=.*[A-Z])(?=.*\d)[A-HJ-NPR-Z0-9]{13}\d{4}$/;

/** Cars in the bin, binned last first, are meant only where none of the others can be. */
export function carWords(cars: readonly NamedCar[], binned: readonly NamedCar[] = []): CarWords {
  const byVin = carsBy(({ vehicle }) => vinsOf(vehicle.vin), cars, binned);
  const byStock = carsBy(({ vehicle }) => stockForms(vehicle.stockNumber), cars, binned);
  const inBin = new Set(binned.map(({ id }) => id));
  const stockNumbers = cars.map(({ vehicle }) => compact(vehicle.stockNumber));
  const builds = new Set(stockNumbers.map((form) => `${buildOf(form)} ${form.length}`));
  const taken = new Set([...stockNumbers, ...cars.flatMap(({ vehicle }) => vinsOf(vehicle.vin))]);

  function vinIn(words: readonly string[]): CarMatch | null {
    const known = onLotFirst(words.flatMap((word) => byVin.get(word) ?? []));
    const fresh = words.filter((word) => wholeVin.test(word) && vinHint(word) === null);
    const vins = new Set([...known.map(({ vehicle }) => upper(vehicle.vin)), ...fresh]);
    const [vin] = vins;
    if (vin === undefined || vins.size > 1) return null;
    return { vehicleId: known[0]?.id ?? null, by: "vin", text: vin };
  }

  /** The longest run of words that is a stock number; of several cars' none. */
  function stockIn(words: readonly string[], isUsable: (stockNumber: string) => boolean): CarMatch | null {
    for (let length = Math.min(mostWords, words.length); length > 0; length--) {
      const found = onLotFirst(
        runsOf(words, length)
          .flatMap((run) => byStock.get(run) ?? [])
          .filter(({ vehicle }) => isUsable(vehicle.stockNumber)),
      );
      const ids = new Set(found.map(({ id }) => id));
      if (ids.size > 1) return null;
      if (found[0]) return { vehicleId: found[0].id, by: "stock", text: found[0].vehicle.stockNumber };
    }
    return null;
  }

  function onLotFirst(found: readonly NamedCar[]): readonly NamedCar[] {
    const onLot = found.filter(({ id }) => !inBin.has(id));
    return onLot.length > 0 ? onLot : found;
  }

  function isLikeOthers(form: string): boolean {
    const build = buildOf(form);
    return [-1, 0, 1].some((more) => builds.has(`${build} ${form.length + more}`));
  }

  return {
    inName(name) {
      const words = wordsOf(name);
      return vinIn(words) ?? (isCameraName(name) ? null : stockIn(words, isTellingInName));
    },
    inCode(code) {
      const whole = byStock.get(compact(code));
      if (whole) return { vehicleId: whole.id, by: "stock", text: whole.vehicle.stockNumber };
      const words = wordsOf(code).map(withoutImportMark);
      return vinIn(words) ?? stockIn(words, isTellingInName);
    },
    newStockInCode(code) {
      const text = code.trim();
      const form = compact(text);
      if (!oneNumber.test(text) || taken.has(form)) return null;
      const isMixed =
        /[A-Z]/.test(form) && form.length >= shortestInName && form.length <= longestUnlikeOthers;
      return isMixed || isLikeOthers(form) ? text : null;
    },
  };
}

/** Words with a digit in them and at most one sign between one and the next, which addresses and papers have not. */
const oneNumber = /^(?=.*\d)[\p{L}\p{N}]+(?:[-_./ ][\p{L}\p{N}]+){0,3}$/u;

/** How a stock number is built: `A-1049` of letters and digits, in this order. */
function buildOf(form: string): string {
  return form.replace(/\p{L}+/gu, "A").replace(/\p{N}+/gu, "9");
}

/** Cars by what names them; what names several names none, but of those in the bin the first. */
function carsBy(
  formsOf: (car: NamedCar) => readonly string[],
  cars: readonly NamedCar[],
  binned: readonly NamedCar[],
): ReadonlyMap<string, NamedCar> {
  const found = new Map<string, NamedCar | null>();
  for (const car of cars)
    for (const form of new Set(formsOf(car))) found.set(form, found.has(form) ? null : car);
  for (const car of binned) for (const form of formsOf(car)) if (!found.has(form)) found.set(form, car);
  return new Map([...found].flatMap(([form, car]) => (car ? [[form, car]] : [])));
}

function vinsOf(vin: string): string[] {
  const whole = compact(vin);
  if (whole.length < vinEnd) return [];
  const end = whole.slice(-vinEnd);
  return /\d/.test(end) ? [whole, end] : [whole];
}

function stockForms(stockNumber: string): string[] {
  const words = wordsOf(stockNumber);
  return words.length === 0 ? [] : [words.join("-"), words.join("")];
}

/** Runs of so many words, as they may be written: `A-1049`, and `A1049` where that is more than a number. */
function runsOf(words: readonly string[], length: number): string[] {
  return words.slice(0, words.length - length + 1).flatMap((_, start) => {
    const run = words.slice(start, start + length);
    const joined = run.join("");
    return length > 1 && /[A-Z]/.test(joined) ? [run.join("-"), joined] : [run.join("-")];
  });
}

/** Of digits alone, what may be a year, and what is too short, says nothing among other words. */
function isTellingInName(stockNumber: string): boolean {
  const form = compact(stockNumber);
  return form.length >= shortestInName && !/^(?:19|20)\d\d$/.test(form);
}

/**
 * Names that cameras and telephones give by themselves: DCF (`IMG_1049`, `DSC01049`, folders such as `100CANON`), dates, and
 * what messengers save. Their numbers count pictures.
 */
const cameraNames = [
  /^[A-Z_][A-Z0-9_]{2}[A-Z_]?[-_]?\d{4,5}$/,
  /^(?:IMG|DSCN?|DSCF|MVI|PXL|VID|PANO|GOPR|DJI|SAM|CIMG|PICT|P|HPIM|KIMG)[-_ ]?\d{3,}(?:[-_ ~.]*[A-Z0-9]*)*$/,
  /^\d{3}[A-Z0-9_]{5}$/,
  /^(?:DCIM|CAMERA|PRIVATE|AVCHD)$/,
  /^\d{8}[-_ ]\d{6}(?:[-_ ~.]\d+)?$/,
  /^(?:WHATSAPP|SCREENSHOT|SIGNAL|TELEGRAM|PHOTO|IMAGE|FOTO|IMAGEN)\b/,
] as const;

function isCameraName(name: string): boolean {
  const stem = upper(name).replace(/\.[A-Z0-9]{2,4}$/, "");
  return cameraNames.some((pattern) => pattern.test(stem));
}

/** Code 39 labels of imported cars carry an `I` before the VIN. */
function withoutImportMark(word: string): string {
  return word.length === 18 && word.startsWith("I") ? word.slice(1) : word;
}

function wordsOf(text: string): string[] {
  return upper(text).match(/[\p{L}\p{N}]+/gu) ?? [];
}

function compact(text: string): string {
  return wordsOf(text).join("");
}

function upper(text: string): string {
  return text.normalize("NFC").toUpperCase();
}
