import type { Money } from "#shared/model/primitives.ts";
import { Vehicle } from "#shared/model/vehicle.ts";
import { changesBy, listedVehicle, type ListMoment } from "#shared/rules/stock-list-changes.ts";
import type { ListValues } from "#shared/rules/stock-list-values.ts";
import { changed, created } from "#shared/rules/stamping.ts";
import type { Actor, Following } from "./acts.ts";
import { costEdit } from "./costs.ts";
import type { Documents, Edit } from "./documents.ts";
import { idOf } from "#shared/rules/derived-ids.ts";
import { blankVehicle, readingOf, vehicleReading } from "./readings.ts";

/** What a list says about one car, which is on the lot already or comes to it. */
interface ListedCar {
  readonly vehicleId: string;
  readonly values: ListValues;
}

interface ImportOutcome {
  /** So many of the cars, from the first one on, were taken in. */
  readonly done: number;
  readonly cancelled: boolean;
  /** Cars that do not fit the model and were left alone. */
  readonly refused: readonly string[];
}

/** How a dealership's stock comes in from a list. */
export interface StockLists {
  /** The id of a car by what it is known by in a list. */
  idFor(key: string): string;
  /** What was paid for these cars, as far as this desk knows. */
  purchases(vehicleIds: readonly string[]): Promise<ReadonlyMap<string, Money | null>>;
  moment(): ListMoment;
  /**
   * Adds and updates cars, as one act that is undone in one. A car that is in the bin comes back as the list has it. What was
   * done when it is cancelled stays.
   */
  import(cars: readonly ListedCar[], fileName: string, following?: Following): Promise<ImportOutcome>;
}

/** Documents that are read in one task. */
const readAtOnce = 200;

export function createStockLists(parts: {
  actor: Actor;
  documents: Documents;
  tenantId: string;
}): StockLists {
  const { actor, documents, tenantId } = parts;
  const moment = () => ({ at: actor.now(), today: actor.today() });

  return {
    idFor: (key) => idOf(tenantId, "stock list", key),
    moment,

    async purchases(vehicleIds) {
      const found = new Map<string, Money | null>();
      for (let start = 0; start < vehicleIds.length; start += readAtOnce) {
        const ids = vehicleIds.slice(start, start + readAtOnce);
        for (const document of await documents.read("deals", ids))
          found.set(document.id, readingOf("vehicle-cost", document)?.purchase ?? null);
      }
      return found;
    },

    async import(cars, fileName, { signal, onProgress } = {}) {
      const now = moment();
      const byId = new Map(cars.map((car) => [car.vehicleId, car]));
      const refused = new Set<string>();
      let done = 0;
      const { cancelled } = await actor.performInParts(
        {
          ids: [...byId.keys()],
          editsOf: (ids) => ids.flatMap((id) => carEdits(byId.get(id)!, now, () => refused.add(id))),
          history: "imported",
          undo: "stockImported",
          changes: (_count, fields) => [{ field: "source", from: null, to: fileName }, ...fields()],
        },
        {
          signal,
          onProgress(count, total) {
            done = count;
            onProgress?.(count, total);
          },
        },
      );
      return { done, cancelled, refused: [...refused] };
    },
  };
}

function carEdits({ vehicleId, values }: ListedCar, moment: ListMoment, onRefused: () => void): Edit[] {
  const { purchase } = values;
  const vehicle: Edit = {
    collection: "vehicles",
    id: vehicleId,
    next(current, stamp) {
      const base = current ? vehicleReading(current) : blankVehicle(moment.today, moment.at);
      const patch = current ? patchOf(base, values, moment) : listedVehicle(values, base, moment);
      if (Object.keys(patch).length === 0) return null;
      const fitting = Vehicle.safeParse({ ...base, ...patch });
      if (!fitting.success) {
        onRefused();
        return null;
      }
      return current
        ? changed(current, { ...current.data, ...patch }, stamp)
        : created("vehicle", vehicleId, fitting.data);
    },
  };
  return purchase ? [vehicle, costEdit(vehicleId, (cost) => ({ ...cost, purchase }))] : [vehicle];
}

/** What the list changes of a car that there is; one in the bin comes back. */
function patchOf(vehicle: Vehicle, values: ListValues, moment: ListMoment): Partial<Vehicle> {
  const { features, ...changes } = changesBy(values, vehicle, moment);
  return {
    ...changes,
    ...(features && { features: { ...vehicle.features, ...features } }),
    ...(vehicle.deletedAt !== null && { deletedAt: null }),
  };
}
