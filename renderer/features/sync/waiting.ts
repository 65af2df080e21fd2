import { Change, isLine } from "#shared/model/activity.ts";
import type { Envelope } from "#shared/model/envelope.ts";
import { VehicleCost } from "#shared/model/vehicle-cost.ts";
import { carOf } from "#shared/rules/car-of.ts";

/** What waits of one car, from the documents of the journal. */
export interface WaitingCar {
  readonly vehicleId: string;
  /** The car was made here and no other desk knows it. */
  readonly isNew: boolean;
  readonly fields: readonly string[];
  readonly photos: number;
  /** The newest of its changes, or null where the journal does not say. */
  readonly at: string | null;
}

export interface Waiting {
  readonly cars: readonly WaitingCar[];
  /** Whether the dealership's or a desk's own facts wait. */
  readonly settings: boolean;
}

interface Entry {
  readonly collection: string;
  readonly document: Envelope;
}

/** Groups what the hub has not acknowledged by car, the newest change first. */
export function groupWaiting(entries: readonly Entry[]): Waiting {
  const cars = new Map<string, Entry[]>();
  for (const entry of entries) {
    const vehicleId = carOf(entry.document);
    if (vehicleId) cars.set(vehicleId, [...(cars.get(vehicleId) ?? []), entry]);
  }
  return {
    cars: [...cars].map(([vehicleId, own]) => waitingCar(vehicleId, own)).sort(newestFirst),
    settings: entries.some(({ collection }) => collection === "settings"),
  };
}

function waitingCar(vehicleId: string, entries: readonly Entry[]): WaitingCar {
  const changes = entries.flatMap(({ document }) => {
    const change = isLine(document.kind) ? Change.safeParse(document.data) : null;
    return change?.success ? [change.data] : [];
  });
  const fields = changes
    .filter(({ act }) => !act.startsWith("photos"))
    .flatMap((change) => change.changes.filter(({ photoId }) => photoId === undefined))
    .map(({ field }) => field.split(".")[0]!)
    .filter((field) => !(field in VehicleCost.shape));
  const costs = entries.some(({ document }) => document.kind === "vehicle-cost") ? ["cost"] : [];
  return {
    vehicleId,
    isNew: changes.some(({ act }) => act === "created"),
    fields: [...new Set([...fields, ...costs])],
    photos: entries.filter(({ document }) => document.kind === "photo").length,
    at: changes.reduce<string | null>((latest, { at }) => (latest && latest > at ? latest : at), null),
  };
}

function newestFirst(a: WaitingCar, b: WaitingCar): number {
  return (b.at ?? "").localeCompare(a.at ?? "");
}
