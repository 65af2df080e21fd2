import { useMemo } from "react";
import { useTranslation } from "react-i18next";
import type { VehicleStatus } from "#shared/model/vehicle.ts";
import { useReplica } from "#renderer/replica/context.tsx";
import type { InventoryCar } from "#renderer/replica/inventory.ts";
import { useActsOnMany } from "#renderer/ui/acts-on-many.ts";
import { useConfirm } from "#renderer/ui/confirm.tsx";
import { notifyDone, notifyProblem } from "#renderer/ui/notify.tsx";
import { bulkMoves } from "./bulk-moves.ts";
import { carName } from "./words.ts";

export interface CarActs {
  /** Moves those of the cars that may go there; asks first where a sale would be undone. */
  move(cars: readonly InventoryCar[], to: VehicleStatus): Promise<void>;
  /** Puts cars into the bin and offers to take them out again. */
  bin(cars: readonly InventoryCar[]): Promise<void>;
  restore(cars: readonly InventoryCar[]): Promise<void>;
  /** The id of the copy, or null where it could not be made. */
  duplicate(car: InventoryCar): Promise<string | null>;
  undo(): Promise<void>;
}

/** What can be done with whole cars, each saying how it ended. */
export function useCarActs(): CarActs {
  const { t } = useTranslation("inventory");
  const { t: common } = useTranslation("common");
  const { vehicles, undo: last } = useReplica();
  const { undo } = useActsOnMany(last);
  const confirm = useConfirm();

  return useMemo<CarActs>(() => {
    const failed = () => {
      notifyProblem({ message: t("actFailed") });
    };
    const said = (key: "binned" | "restored", cars: readonly InventoryCar[]) =>
      t(key, { count: cars.length, car: cars[0] ? carName(cars[0].vehicle, t) : "" });
    const restore = async (cars: readonly InventoryCar[]) => {
      await vehicles.restore(cars.map(({ id }) => id));
      notifyDone({ message: said("restored", cars) });
    };

    const agreesToCancel = async (cancelled: readonly InventoryCar[], status: string) => {
      const [first] = cancelled;
      if (!first) return true;
      const car = carName(first.vehicle, t);
      return confirm({
        title: t("cancelSaleTitle"),
        text: t("cancelSaleText", { count: cancelled.length, car, status }),
        confirm: t("cancelSale"),
        dismiss: t("keepSale"),
        dangerous: true,
      });
    };

    const move = async (cars: readonly InventoryCar[], to: VehicleStatus) => {
      const status = common(`status.${to}`);
      const { cars: movable = [], cancelled = [] } = bulkMoves(cars).find((each) => each.to === to) ?? {};
      if (!(await agreesToCancel(cancelled, status))) return;
      let moved = 0;
      const soldSince: InventoryCar[] = [];
      for (const car of movable) {
        const result = await vehicles.move(car.id, to, { cancelSale: cancelled.includes(car) });
        if (result.ok) moved += 1;
        else if (result.kind === "cancelsSale") soldSince.push(car);
      }
      const isMeant = await agreesToCancel(soldSince, status);
      if (!isMeant && cars.length === 1) return;
      for (const { id } of isMeant ? soldSince : [])
        moved += Number((await vehicles.move(id, to, { cancelSale: true })).ok);
      if (moved < cars.length && cars.length === 1) notifyProblem({ message: t("moveRefused", { status }) });
      else if (moved < cars.length)
        notifyDone({ message: t("movedSome", { moved, count: cars.length, status }) });
      else if (cars.length > 1) notifyDone({ message: t("movedCars", { count: moved, status }) });
    };

    return {
      move: (cars, to) => move(cars, to).catch(failed),
      async bin(cars) {
        if (cars.length === 0) return;
        try {
          await vehicles.bin(cars.map(({ id }) => id));
          const action = { label: common("undo"), run: () => restore(cars).catch(failed) };
          notifyDone({ message: said("binned", cars), action });
        } catch {
          failed();
        }
      },
      restore: (cars) => restore(cars).catch(failed),
      async duplicate(car) {
        try {
          const copy = await vehicles.duplicate(car.id);
          notifyDone({ message: t("duplicated") });
          return copy;
        } catch {
          failed();
          return null;
        }
      },
      undo,
    };
  }, [t, common, vehicles, undo, confirm]);
}
