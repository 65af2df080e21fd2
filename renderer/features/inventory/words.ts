import type { TFunction } from "i18next";
import type { Vehicle } from "#shared/model/vehicle.ts";
import type { Locale } from "#renderer/ui/locale.ts";
import { carTitle } from "./rows.ts";

export type InventoryWords = TFunction<"inventory">;

/** What cells need to speak, handed down once so that no row subscribes to anything. */
export interface CellWords {
  readonly t: InventoryWords;
  readonly locale: Locale;
  /** Where pictures are: `<photoBase><sha256>`. */
  readonly photoBase: string;
}

/** What a car is called in a sentence: its title, else its stock number, else that it has no name. */
export function carName(vehicle: Vehicle, t: InventoryWords): string {
  return carTitle(vehicle) || vehicle.stockNumber || t("untitled");
}
