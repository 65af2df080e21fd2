import { useMemo } from "react";
import { useReplica } from "#renderer/replica/context.tsx";
import { useLive } from "#renderer/replica/use-live.ts";
import { civilDateOf, formatDistance, formatMoney } from "#renderer/ui/format.ts";
import { useLocale } from "#renderer/ui/use-locale.ts";
import { filledName, filledText, placeholderValues } from "#shared/rules/photo-names.ts";
import type { Fill } from "./picture-plan.ts";

/** Fills names and banners in for the dealership, in the language of the window. */
export function useFill(): Fill {
  const dealership = useLive(useReplica().settings.dealership)?.name ?? "";
  const locale = useLocale();
  return useMemo(() => {
    const formats = {
      money: (money: Parameters<typeof formatMoney>[0]) => formatMoney(money, locale),
      distance: (distance: Parameters<typeof formatDistance>[0]) => formatDistance(distance, locale),
    };
    const valuesOf = (vehicle: Parameters<Fill["name"]>[1], number: number) =>
      placeholderValues({ vehicle, number, dealership, date: civilDateOf(new Date()) }, formats);
    return {
      name: (pattern, vehicle, number) => filledName(pattern, valuesOf(vehicle, number)),
      text: (pattern, vehicle) => filledText(pattern, valuesOf(vehicle, 1)),
    };
  }, [dealership, locale]);
}
