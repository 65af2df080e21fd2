import type { ImportItem } from "../contract/photo-import.ts";
import { type CarMatch, type CarWords, carWords, type NamedCar } from "./car-words.ts";
import { inCaptureOrder, secondsBetween } from "./capture-order.ts";
import { stockInAddress } from "./print-codes.ts";

export type GroupedItem = Pick<
  ImportItem,
  "photoId" | "name" | "folder" | "vehicleId" | "capturedAt" | "codes" | "file"
>;

export interface GroupingContext {
  /** What was dropped, as a person calls it: the outermost folder. */
  readonly source: string;
  readonly cars: readonly NamedCar[];
  /** Cars that can be had back from the bin, binned last first. */
  readonly binned?: readonly NamedCar[];
  /** A car's page on the dealer's website, which labels may say; '' where there is none. */
  readonly codeAddress: string;
  /** The car that was open when the card was dropped. */
  readonly openCar: string | null;
  /** Cars that have a photo of this original already. */
  readonly vehiclesWith: (sha256: string) => readonly string[];
  /** Seconds without a picture after which another car begins. */
  readonly gap?: number;
}

type GroupReason =
  | "placed"
  | "imported"
  | "vinInName"
  | "stockInName"
  | "vinInFolder"
  | "stockInFolder"
  | "code"
  | "openCar"
  | "gap"
  | "unknown";

/** Photos of a card that are of one car, in the order in which they were taken. */
export interface PhotoGroup {
  /** The same as long as the group is about the same car, or begins with the same photo where the car is not known. */
  readonly key: string;
  readonly photoIds: readonly string[];
  /** Those that show the tag or label which told the car. */
  readonly labelIds: readonly string[];
  readonly vehicleId: string | null;
  /** A car that the dealership does not have yet; what is not known of it is ''. */
  readonly newCar: { readonly vin: string; readonly stockNumber: string } | null;
  /** A stock number that their label tells and no car has: whether it is a new car is for the user to say. */
  readonly unknownStock: string | null;
  /** `text` is what was read: a VIN, a stock number; for a gap the moment of the first picture. */
  readonly reason: { readonly type: GroupReason; readonly text: string };
}

/** A walk around a car takes a picture every few seconds; to the next car, and for its keys, one walks longer than this. */
const defaultGap = 90;

interface Standing {
  readonly key: string;
  readonly vehicleId: string | null;
  readonly newCar: PhotoGroup["newCar"];
  readonly unknownStock: PhotoGroup["unknownStock"];
  readonly reason: PhotoGroup["reason"];
}

/**
 * Sorts the pictures of a card by car. What the user said wins; then a picture that a car has already; then a VIN or stock
 * number in the name of the file or its folders; then a tag that was photographed before its car, of a car that is not in
 * stock yet too; then gaps in the time of taking. Cars in the bin are found like others, after them. Pictures that nothing is
 * known of go to the open car where they are of one car.
 */
export function groupPhotos(items: readonly GroupedItem[], context: GroupingContext): PhotoGroup[] {
  const words = carWords(context.cars, context.binned);
  const groups = new Groups();
  const run = new CarRun(words, context);
  const taken = inCaptureOrder(items);
  for (const [index, item] of taken.entries()) {
    const isLabel = run.take(item, taken[index + 1]);
    const own = ownStanding(item, words, context);
    // A number that no car has says less than the name of a folder does.
    groups.put(item, own ?? run.standing, isLabel && (own === null || run.standing.unknownStock === null));
  }
  return toOpenCar(groups.all(), context.openCar);
}

/** What a picture says of its car by itself, whatever was taken around it. */
function ownStanding(item: GroupedItem, words: CarWords, context: GroupingContext): Standing | null {
  if (item.vehicleId !== null) return standingOf("placed", item.vehicleId, "");
  const [importedTo] = item.file ? context.vehiclesWith(item.file.original.sha256) : [];
  if (importedTo !== undefined)
    return { ...standingOf("imported", importedTo, ""), key: `imported/${importedTo}` };
  const inName = words.inName(item.name);
  if (inName) return matched(inName, inName.by === "vin" ? "vinInName" : "stockInName");
  const inFolder = folderMatch([context.source, ...item.folder.split("/")], words);
  return inFolder && matched(inFolder, inFolder.by === "vin" ? "vinInFolder" : "stockInFolder");
}

/** The innermost folder that names a car. */
function folderMatch(folders: readonly string[], words: CarWords): CarMatch | null {
  for (const folder of [...folders].reverse()) {
    const match = words.inName(folder);
    if (match) return match;
  }
  return null;
}

function standingOf(type: GroupReason, vehicleId: string, text: string): Standing {
  return { key: vehicleId, vehicleId, newCar: null, unknownStock: null, reason: { type, text } };
}

function matched({ vehicleId, by, text }: CarMatch, type: GroupReason): Standing {
  if (vehicleId !== null) return standingOf(type, vehicleId, text);
  const newCar = { vin: by === "vin" ? text : "", stockNumber: by === "stock" ? text : "" };
  return { key: `new/${text}`, vehicleId: null, newCar, unknownStock: null, reason: { type, text } };
}

function ofUnknownStock(text: string): Standing {
  const key = `stock/${text.toUpperCase()}`;
  return { key, vehicleId: null, newCar: null, unknownStock: text, reason: { type: "code", text } };
}

/** Follows the pictures in the order of taking: which car they are of as far as tags and gaps say. */
class CarRun {
  readonly #words: CarWords;
  readonly #codeAddress: string;
  readonly #gap: number;
  #last: GroupedItem | null = null;
  #standing: Standing | null = null;

  constructor(words: CarWords, { codeAddress, gap = defaultGap }: GroupingContext) {
    this.#words = words;
    this.#codeAddress = codeAddress;
    this.#gap = gap;
  }

  get standing(): Standing {
    return this.#standing!;
  }

  /** Whether the picture is the tag that a car begins with. */
  take(item: GroupedItem, next: GroupedItem | undefined): boolean {
    if (!this.#last || !this.#standing || this.#isApart(this.#last, item)) this.#standing = unknownFrom(item);
    this.#last = item;
    const told = this.#told(item);
    if (!told || told.key === this.#standing.key) return false;
    if (told.unknownStock !== null && !this.#hasBehind(item, told, next)) return false;
    this.#standing = told;
    return true;
  }

  #isApart(before: GroupedItem, after: GroupedItem): boolean {
    return secondsBetween(before, after) > this.#gap;
  }

  #told({ codes }: GroupedItem): Standing | null {
    const known = codes.flatMap((code) => this.#words.inCode(code) ?? []);
    const told =
      known.length > 0
        ? known.map((match) => matched(match, "code"))
        : codes.flatMap((code) => this.#newStockIn(code) ?? []).map(ofUnknownStock);
    const standings = new Map(told.map((standing) => [standing.key, standing]));
    return standings.size === 1 ? [...standings.values()][0]! : null;
  }

  #newStockIn(code: string): string | null {
    return this.#words.newStockInCode(stockInAddress(code, this.#codeAddress) ?? code);
  }

  /** A number that no car has and that no photo follows begins nothing: it may be on the car itself, or on a part of it. */
  #hasBehind(item: GroupedItem, told: Standing, next: GroupedItem | undefined): boolean {
    if (!next || this.#isApart(item, next)) return false;
    const toldNext = this.#told(next);
    return toldNext === null || toldNext.key === told.key;
  }
}

function unknownFrom({ photoId, capturedAt }: GroupedItem): Standing {
  const reason: PhotoGroup["reason"] = capturedAt
    ? { type: "gap", text: capturedAt }
    : { type: "unknown", text: "" };
  return { key: `from/${photoId}`, vehicleId: null, newCar: null, unknownStock: null, reason };
}

/** Groups by key, in the order of their first pictures. What was placed on a car joins what was found to be of it. */
class Groups {
  readonly #byKey = new Map<string, { standing: Standing; photoIds: string[]; labelIds: string[] }>();

  put({ photoId }: GroupedItem, standing: Standing, isLabel: boolean): void {
    const group = this.#byKey.get(standing.key) ?? { standing, photoIds: [], labelIds: [] };
    if (group.standing.reason.type === "placed") group.standing = standing;
    group.photoIds.push(photoId);
    if (isLabel) group.labelIds.push(photoId);
    this.#byKey.set(standing.key, group);
  }

  all(): PhotoGroup[] {
    return [...this.#byKey.values()].map(
      ({ standing: { key, vehicleId, newCar, unknownStock, reason }, photoIds, labelIds }) => ({
        key,
        photoIds,
        labelIds,
        vehicleId,
        newCar,
        unknownStock,
        reason,
      }),
    );
  }
}

/** With several groups that nothing is known of, which of them is the open car's is anybody's guess. */
function toOpenCar(groups: readonly PhotoGroup[], openCar: string | null): PhotoGroup[] {
  const unknown = groups.filter(
    ({ vehicleId, newCar, unknownStock }) => vehicleId === null && newCar === null && unknownStock === null,
  );
  if (openCar === null || unknown.length !== 1) return [...groups];
  const found = groups.find(({ key }) => key === openCar);
  const [only] = unknown as [PhotoGroup];
  if (!found)
    return groups.map((group) =>
      group === only ? { ...group, ...standingOf("openCar", openCar, "") } : group,
    );
  return groups.flatMap((group) => {
    if (group === only) return [];
    return group === found ? [{ ...group, photoIds: [...group.photoIds, ...only.photoIds] }] : [group];
  });
}
