import { useMemo } from "react";
import { useTranslation } from "react-i18next";
import { useReplica } from "#renderer/replica/context.tsx";
import { fold } from "#renderer/ui/fold.ts";
import { carName } from "./words.ts";

/** What another car is called that has the same stock number or VIN, or null. A hint: two may be right for a while. */
export function useTwin(field: "stockNumber" | "vin", text: string, ownId: string | null): string | null {
  const { t } = useTranslation("inventory");
  const { inventory } = useReplica();
  return useMemo(() => {
    const wanted = fold(text.trim());
    if (wanted === "") return null;
    const twin = inventory
      .get()
      .cars.find(
        ({ id, vehicle }) =>
          id !== ownId && vehicle.deletedAt === null && fold(vehicle[field].trim()) === wanted,
      );
    return twin ? carName(twin.vehicle, t) : null;
  }, [inventory, field, text, ownId, t]);
}
