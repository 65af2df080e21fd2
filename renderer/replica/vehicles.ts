import { v7 } from "uuid";
import { Vehicle, type VehicleStatus } from "#shared/model/vehicle.ts";
import { cancelsSale, type MoveResult, moveStatus } from "#shared/rules/vehicle-status.ts";
import type { Actor } from "./acts.ts";
import type { Documents } from "./documents.ts";
import { change, creation } from "./edits.ts";
import { checked } from "./invalid-data.ts";
import { blankVehicle, vehicleReading } from "./readings.ts";

/** What screens do with cars. Everything resolves when it is journalled, and throws `InvalidData` for data that does not fit. */
export interface Vehicles {
  /** Answers with the new car's id. Where there is a car with a given id already, it is left alone. */
  create(draft: Partial<Vehicle>, id?: string): Promise<string>;
  /** Changes fields; `move` is the way to another status, and `bin` to the bin. */
  change(id: string, patch: Partial<Vehicle>): Promise<void>;
  /** Undoes a sale only where that is meant: the car may have been sold since somebody saw where it stands. */
  move(id: string, to: VehicleStatus, meant?: { cancelSale: boolean }): Promise<MoveResult | SaleKept>;
  /** A new car like this one, without what is its alone: VIN, stock number, odometer, photos, sale. */
  duplicate(id: string): Promise<string>;
  bin(ids: readonly string[]): Promise<void>;
  restore(ids: readonly string[]): Promise<void>;
}

interface SaleKept {
  readonly ok: false;
  readonly kind: "cancelsSale";
}

const Draft = Vehicle.partial().strict();
const Patch = Vehicle.omit({ status: true }).partial().strict();

/** What a car of the same kind has too; its papers, its miles and its place in the books are its own. */
const carriedOver = [
  "make",
  "model",
  "year",
  "trim",
  "bodyStyle",
  "exteriorColor",
  "transmission",
  "fuel",
  "price",
  "location",
  "features",
  "notes",
] as const satisfies readonly (keyof Vehicle)[];

export function createVehicles(actor: Actor, documents: Documents): Vehicles {
  const setBin = (ids: readonly string[], deletedAt: string | null) =>
    actor.perform({
      edits: [...new Set(ids)].map((id) =>
        change("vehicle", id, (vehicle) =>
          (vehicle.deletedAt === null) === (deletedAt === null) ? null : { deletedAt },
        ),
      ),
      history: deletedAt === null ? "restored" : "deleted",
      undo: deletedAt === null ? "restored" : "binned",
    });

  async function create(draft: Partial<Vehicle>, id: string = v7()): Promise<string> {
    const given = Object.fromEntries(
      Object.entries(checked(Draft, draft)).filter(([, value]) => value !== undefined),
    );
    const vehicle = checked(Vehicle, { ...blankVehicle(actor.today(), actor.now()), ...given });
    await actor.perform({ edits: [creation("vehicle", id, vehicle)], history: "created", undo: "created" });
    return id;
  }

  return {
    create,

    async change(id, patch) {
      const fields = checked(Patch, patch);
      const isCover = Object.keys(fields).join() === "coverPhotoId";
      await actor.perform({
        edits: [change("vehicle", id, () => fields)],
        history: "edited",
        undo: isCover ? "coverChosen" : "edited",
      });
    },

    async move(id, to, { cancelSale } = { cancelSale: false }) {
      let result: MoveResult | SaleKept = { ok: false, kind: "moveNotAllowed" };
      const edit = change("vehicle", id, (vehicle) => {
        result =
          cancelsSale(vehicle.status.state, to) && !cancelSale
            ? { ok: false, kind: "cancelsSale" }
            : moveStatus(vehicle, to, actor.now(), actor.today());
        return result.ok ? { status: result.standing, soldOn: result.soldOn } : null;
      });
      await actor.perform({ edits: [edit], history: "statusMoved", undo: "moved" });
      return result;
    },

    async duplicate(id) {
      const [document] = await documents.read("vehicles", [id]);
      if (!document) throw new Error("There is no such car to duplicate");
      const twin = vehicleReading(document);
      return create(Object.fromEntries(carriedOver.map((field) => [field, twin[field]])));
    },

    bin: async (ids) => void (await setBin(ids, actor.now())),
    restore: async (ids) => void (await setBin(ids, null)),
  };
}
