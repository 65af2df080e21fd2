import type { Vehicle, VehicleStatus } from "#shared/model/vehicle.ts";

type Described = Pick<Vehicle, "stockNumber" | "vin" | "make" | "model" | "trim" | "exteriorColor" | "notes">;

/** A car as a dealer in Guadalajara would type it in. Amounts are whole pesos, days count back from today. */
export interface LotCar extends Described {
  readonly year: number;
  readonly bodyStyle: NonNullable<Vehicle["bodyStyle"]>;
  readonly transmission: NonNullable<Vehicle["transmission"]>;
  readonly fuel: NonNullable<Vehicle["fuel"]>;
  readonly kilometres: number;
  readonly price: number;
  readonly purchase: number;
  readonly acquired: number;
  /** Where it went after it was acquired, and how many days ago. */
  readonly moves: readonly (readonly [VehicleStatus, number])[];
  /** What was done, its cost, and the days after acquisition when it is finished. */
  readonly recon: readonly (readonly [string, number, number])[];
  readonly features: readonly string[];
}
