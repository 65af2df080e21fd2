import { vehicleStatuses, type VehicleStatus } from "#shared/model/vehicle.ts";
import { cancelsSale, vehicleMoves } from "#shared/rules/vehicle-status.ts";
import type { InventoryCar } from "#renderer/replica/inventory.ts";

/** A status that some of the cars may go to, with those that may. */
export interface BulkMove {
  readonly to: VehicleStatus;
  readonly cars: readonly InventoryCar[];
  /** Those of them whose sale the move undoes. */
  readonly cancelled: readonly InventoryCar[];
}

/** Every move that at least one of the cars may make, in the order of the statuses. */
export function bulkMoves(cars: readonly InventoryCar[]): readonly BulkMove[] {
  return vehicleStatuses
    .map((to) => {
      const movable = cars.filter(({ vehicle }) => vehicleMoves[vehicle.status.state].includes(to));
      return {
        to,
        cars: movable,
        cancelled: movable.filter(({ vehicle }) => cancelsSale(vehicle.status.state, to)),
      };
    })
    .filter((move) => move.cars.length > 0);
}
