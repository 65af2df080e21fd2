import type { Money } from "../model/primitives.ts";
import type { Vehicle } from "../model/vehicle.ts";
import { isSame } from "./canonical-json.ts";
import { changesBy, contradictsSale, type ListMoment } from "./stock-list-changes.ts";
import type { ListMapping } from "./stock-list-fields.ts";
import { type BadCell, readRow, type RowReading } from "./stock-list-rows.ts";
import { type ListSettings, type ListValues, tidy } from "./stock-list-values.ts";
import { plainWords } from "./stock-list-words.ts";

/** A car that is on the lot, or was. */
export interface KnownCar {
  readonly id: string;
  readonly vehicle: Vehicle;
}

/**
 * What becomes of a row: `repeated` is of the same car as an earlier row, `nameless` has nothing that it could be found by,
 * `ambiguous` fits several cars.
 */
export type RowVerdict = "new" | "update" | "same" | "bad" | "repeated" | "nameless" | "ambiguous";

export interface FieldUpdate {
  readonly from: unknown;
  readonly to: unknown;
}

export interface PlannedRow {
  /** The row's place in the table, from 0. */
  readonly row: number;
  readonly verdict: RowVerdict;
  /** The car that it is of, or will be. */
  readonly vehicleId: string;
  readonly values: ListValues;
  readonly columns: RowReading["columns"];
  /** By field of the car, `purchase` among them. */
  readonly changes: Readonly<Record<string, FieldUpdate>>;
  readonly bad: readonly BadCell[];
  readonly vinHint: RowReading["vinHint"];
  /** Another car has its stock number, and another VIN. */
  readonly isNumberTaken: boolean;
  /** The list has a car on the lot that was sold here; it stays sold. */
  readonly isSaleKept: boolean;
  /** The earlier row of the same car. */
  readonly repeats: number | null;
}

export interface PlanningParts {
  readonly cars: readonly KnownCar[];
  readonly purchases: ReadonlyMap<string, Money | null>;
  readonly mapping: ListMapping;
  readonly settings: ListSettings;
  /** What every car of the list has that no column says. */
  readonly everyCar: ListValues;
  /** Whether a cell that cannot be read holds up its row, or is taken for empty. */
  readonly badCells: "leaveOut" | "leaveEmpty";
  readonly moment: ListMoment;
  /** The id of a car by what it is known by in the list, so that the same list taken in twice or on two desks makes one car of it. */
  readonly idFor: (key: string) => string;
}

/** Plans rows one after the other, in their order. `original` are the cells before anything was put right in them. */
export function createPlanner(parts: PlanningParts) {
  const { cars, purchases, mapping, settings, everyCar, badCells, moment, idFor } = parts;
  const live = cars.filter(({ vehicle }) => vehicle.deletedAt === null);
  const byId = new Map(live.map((car) => [car.id, car]));
  const byVin = Map.groupBy(live, ({ vehicle }) => compact(vehicle.vin));
  const byNumber = Map.groupBy(live, ({ vehicle }) => compact(vehicle.stockNumber));
  const unnumbered = Map.groupBy(
    live.filter(({ vehicle }) => compact(vehicle.vin + vehicle.stockNumber) === ""),
    ({ vehicle }) => nameOf(vehicle),
  );
  const rowByKey = new Map<string, number>();
  const vinByNumber = new Map<string, { readonly vin: string; readonly row: number }>();

  function match(
    values: ListValues,
    key: ListKey,
    id: string,
  ): { cars: readonly KnownCar[]; isNumberTaken: boolean } {
    const vin = compact(values.vin ?? "");
    const ofVin = vin.length < shortestVin ? [] : (byVin.get(vin) ?? []);
    if (ofVin.length > 0) return { cars: ofVin, isNumberTaken: false };
    const number = compact(values.stockNumber ?? "");
    const ofNumber = number === "" ? [] : (byNumber.get(number) ?? []);
    const fitting = ofNumber.filter(
      ({ vehicle }) => vin === "" || vehicle.vin === "" || compact(vehicle.vin) === vin,
    );
    if (fitting.length > 0) return { cars: fitting, isNumberTaken: false };
    const known = byId.get(id) ?? (key.kind === "row" ? twinOf(values) : undefined);
    return { cars: known ? [known] : [], isNumberTaken: ofNumber.length > 0 };
  }

  /** A car without VIN and stock number that is all that the row says, such as one that was exported. */
  function twinOf(values: ListValues): KnownCar | undefined {
    const alike = unnumbered.get(nameOf(values)) ?? [];
    return alike.find(({ vehicle }) => Object.keys(changesBy(values, vehicle, moment)).length === 0);
  }

  /** The row before this one that is of the same car: by VIN, by stock number where one of them has no VIN, or word by word. */
  function repeated(values: ListValues, keys: readonly string[], row: number): number | null {
    const number = compact(values.stockNumber ?? "");
    const vin = compact(values.vin ?? "");
    const alike = number === "" ? undefined : vinByNumber.get(number);
    const sameNumber = alike && (vin === "" || alike.vin === "" || vin === alike.vin) ? alike.row : undefined;
    const found = keys.map((key) => rowByKey.get(key)).find((earlier) => earlier !== undefined) ?? sameNumber;
    keys.forEach((key) => rowByKey.set(key, row));
    if (number !== "" && found === undefined) vinByNumber.set(number, { vin, row });
    return found ?? null;
  }

  return function plan(
    cells: readonly string[],
    row: number,
    original: readonly string[] = cells,
  ): PlannedRow {
    const reading = readRow(cells, mapping, settings, everyCar);
    const { values, bad, columns } = reading;
    const key = keyOf(values, original);
    const id = idFor(key.text);
    const { cars: matched, isNumberTaken } = match(values, key, id);
    const [car] = matched;
    const isHeldUp = (bad.length > 0 && badCells === "leaveOut") || isNameless(values);
    const repeats = isHeldUp ? null : repeated(values, car ? [key.text, car.id] : [key.text], row);
    const changes =
      car && key.kind !== "row" ? updatesOf(values, car, purchases.get(car.id) ?? null, moment) : {};
    const verdict = (): RowVerdict => {
      if (isHeldUp) return isNameless(values) && bad.length === 0 ? "nameless" : "bad";
      if (repeats !== null) return "repeated";
      if (matched.length > 1) return "ambiguous";
      if (!car) return "new";
      return Object.keys(changes).length > 0 ? "update" : "same";
    };
    return {
      row,
      verdict: verdict(),
      vehicleId: car?.id ?? (repeats === null ? id : idFor(`${key.text}\n${row}`)),
      values,
      columns,
      changes,
      bad,
      vinHint: reading.vinHint,
      isNumberTaken,
      isSaleKept: car !== undefined && contradictsSale(values, car.vehicle),
      repeats,
    };
  };
}

const shortestVin = 8;

interface ListKey {
  readonly kind: "vin" | "number" | "row";
  readonly text: string;
}

/** What a row's car is known by: its VIN, else its stock number, else all that the row says. */
function keyOf({ vin = "", stockNumber = "" }: ListValues, original: readonly string[]): ListKey {
  if (compact(vin).length >= shortestVin) return { kind: "vin", text: `vin ${compact(vin)}` };
  if (compact(stockNumber) !== "") return { kind: "number", text: `number ${compact(stockNumber)}` };
  return {
    kind: "row",
    text: `row ${original
      .map((cell) => tidy(cell).toLowerCase())
      .join("\t")
      .trimEnd()}`,
  };
}

function compact(text: string): string {
  return text
    .normalize("NFC")
    .toUpperCase()
    .replace(/[^\p{L}\p{N}]/gu, "");
}

function nameOf({ make = "", model = "", year = null }: Pick<ListValues, "make" | "model" | "year">): string {
  return `${plainWords(make)} ${plainWords(model)} ${year ?? ""}`;
}

function isNameless({ stockNumber = "", make = "", vin = "" }: ListValues): boolean {
  return `${stockNumber}${make}${vin}` === "";
}

function updatesOf(
  values: ListValues,
  { vehicle }: KnownCar,
  purchase: Money | null,
  moment: ListMoment,
): Readonly<Record<string, FieldUpdate>> {
  const changes = Object.entries(changesBy(values, vehicle, moment)).map(([field, to]) => [
    field,
    { from: vehicle[field as keyof Vehicle], to },
  ]);
  const paid =
    values.purchase && !isSame(values.purchase, purchase)
      ? [["purchase", { from: purchase, to: values.purchase }]]
      : [];
  return Object.fromEntries([...changes, ...paid]) as Record<string, FieldUpdate>;
}

/** What is chosen for the rows; one left out or taken in by hand is so whatever its verdict. */
export interface RowChoices {
  readonly known: "update" | "leave";
  readonly leftOut: ReadonlySet<number>;
  readonly takenIn: ReadonlySet<number>;
}

/** Whether a row is taken in. Only a repeated row can be taken in against its verdict: as a car of its own. */
export function isTaken({ row, verdict }: PlannedRow, { known, leftOut, takenIn }: RowChoices): boolean {
  if (leftOut.has(row)) return false;
  if (verdict === "new" || (verdict === "repeated" && takenIn.has(row))) return true;
  return verdict === "update" && known === "update";
}
