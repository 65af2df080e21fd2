import { useReplica } from "../replica/context.tsx";
import { useLive } from "../replica/use-live.ts";
import { useShell } from "../ui/shell-state.tsx";
import { carTitle } from "./palette-search.ts";

/** The car that the inspector shows, by the name a person gives it. */
export function useSelectedCar(): { id: string; name: string } | null {
  const selected = useShell((state) => state.selectedVehicleId);
  const { cars } = useLive(useReplica().inventory);
  const car = selected === null ? undefined : cars.find(({ id }) => id === selected);
  return car ? { id: car.id, name: carTitle(car.vehicle) } : null;
}
