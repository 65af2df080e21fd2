import type { Vehicle, VehicleStatus } from "../model/vehicle.ts";
import { tidy } from "./stock-list-values.ts";
import type { ListValues } from "./stock-list-values.ts";
import { plainWords } from "./stock-list-words.ts";
import { isSame } from "./canonical-json.ts";
import { cancelsSale, isInStock, type MoveResult, moveStatus, vehicleMoves } from "./vehicle-status.ts";

/** When the list is taken in: the UTC instant, and the dealer's own day. */
export interface ListMoment {
  readonly at: string;
  readonly today: string;
}

const ownFields = [
  "stockNumber",
  "vin",
  "year",
  "make",
  "model",
  "trim",
  "bodyStyle",
  "exteriorColor",
  "transmission",
  "fuel",
  "odometer",
  "price",
  "location",
  "acquiredOn",
  "notes",
] as const satisfies readonly (keyof ListValues & keyof Vehicle)[];

/** The car that a row makes of a blank one. */
export function listedVehicle(values: ListValues, blank: Vehicle, { at, today }: ListMoment): Vehicle {
  const said = Object.fromEntries(
    ownFields.flatMap((field) => (values[field] === undefined ? [] : [[field, values[field]]])),
  );
  const { status: state = "acquired", features = {}, soldOn = null } = values;
  const isSold = !isInStock(state);
  return {
    ...blank,
    ...said,
    features,
    status: { state, round: isSold ? 1 : 0, since: at },
    soldOn: isSold ? (soldOn ?? today) : null,
  };
}

/**
 * The fields of a car that a row changes. What a row leaves empty stays, what it writes in other capitals is the same, and a sale
 * is not undone by a list.
 */
export function changesBy(values: ListValues, vehicle: Vehicle, moment: ListMoment): Partial<Vehicle> {
  const changed = ownFields.filter(
    (field) => values[field] !== undefined && !saysTheSame(field, values[field], vehicle[field]),
  );
  return {
    ...Object.fromEntries(changed.map((field) => [field, values[field]])),
    ...newFeatures(values, vehicle),
    ...newStanding(values, vehicle, moment),
  };
}

/** Whether the list says that a car is here which was sold. */
export function contradictsSale({ status }: ListValues, vehicle: Vehicle): boolean {
  return status !== undefined && cancelsSale(vehicle.status.state, status);
}

function saysTheSame(field: (typeof ownFields)[number], listed: unknown, own: unknown): boolean {
  if (typeof listed !== "string" || typeof own !== "string") return isSame(listed, own);
  if (field === "notes") return listed === own.replace(/\r\n?/g, "\n").trim();
  if (field === "vin") return listed === own.toUpperCase().replace(/[\s-]/g, "");
  return tidy(listed) === tidy(own) || (plainWords(listed) !== "" && lower(listed) === lower(own));
}

const lower = (text: string) =>
  tidy(text)
    .normalize("NFD")
    .replace(/\p{Mark}/gu, "")
    .toLowerCase();

function newFeatures({ features = {} }: ListValues, vehicle: Vehicle): Pick<Partial<Vehicle>, "features"> {
  const own = new Set(
    Object.keys(vehicle.features)
      .filter((name) => vehicle.features[name])
      .map(lower),
  );
  const added = Object.keys(features).filter((name) => !own.has(lower(name)));
  return added.length === 0 ? {} : { features: Object.fromEntries(added.map((name) => [name, true])) };
}

function newStanding(
  { status: to, soldOn }: ListValues,
  vehicle: Vehicle,
  moment: ListMoment,
): Pick<Partial<Vehicle>, "status" | "soldOn"> {
  const state = vehicle.status.state;
  const moved = to === undefined || to === state ? null : reached(vehicle, to, moment);
  const standing = moved?.ok ? { status: moved.standing, soldOn: moved.soldOn } : {};
  const isSold = !isInStock(moved?.ok ? moved.standing.state : state);
  return isSold && soldOn && soldOn !== vehicle.soldOn ? { ...standing, soldOn } : standing;
}

/** A car at another status by as many moves as it takes, none of which cancels a sale. */
function reached(vehicle: Vehicle, to: VehicleStatus, { at, today }: ListMoment): MoveResult {
  const ways: { readonly state: VehicleStatus; readonly moves: readonly VehicleStatus[] }[] = [
    { state: vehicle.status.state, moves: [] },
  ];
  const seen = new Set(ways.map(({ state }) => state));
  for (const { state, moves } of ways) {
    if (state === to) return movedAlong(vehicle, moves, at, today);
    for (const next of vehicleMoves[state]) {
      if (seen.has(next) || cancelsSale(state, next)) continue;
      seen.add(next);
      ways.push({ state: next, moves: [...moves, next] });
    }
  }
  return { ok: false, kind: "moveNotAllowed" };
}

function movedAlong(
  vehicle: Vehicle,
  moves: readonly VehicleStatus[],
  at: string,
  today: string,
): MoveResult {
  let result: MoveResult = { ok: false, kind: "moveNotAllowed" };
  let standing: Pick<Vehicle, "status" | "soldOn"> = vehicle;
  for (const move of moves) {
    result = moveStatus(standing, move, at, today);
    if (!result.ok) return result;
    standing = { status: result.standing, soldOn: result.soldOn };
  }
  return result;
}
