import * as z from "zod";
import { CivilDate, Distance, Id, Instant, Money } from "./primitives.ts";

export const vehicleStatuses = [
  "acquired",
  "recon",
  "ready",
  "listed",
  "reserved",
  "sold",
  "delivered",
] as const;
export const VehicleStatus = z.enum(vehicleStatuses);
export type VehicleStatus = z.infer<typeof VehicleStatus>;

/**
 * A status with the number of times that the car was sold or a sale was cancelled. Of two statuses the one with the
 * higher `round` wins whatever the clocks say, so an edit made in ignorance of a sale cannot undo it.
 */
export const VehicleStanding = z.object({ state: VehicleStatus, round: z.int().min(0), since: Instant });
export type VehicleStanding = z.infer<typeof VehicleStanding>;

export const transmissions = ["manual", "automatic", "cvt", "dualClutch"] as const;
export const fuels = ["petrol", "diesel", "hybrid", "electric", "lpg"] as const;
export const bodyStyles = [
  "sedan",
  "hatchback",
  "suv",
  "pickup",
  "minivan",
  "coupe",
  "convertible",
  "wagon",
  "van",
] as const;

/**
 * A set that merges element by element: present elements map to true, removed ones to null. No element begins with two
 * underscores, which the window's database would read back as another character.
 */
export const ElementSet = z.record(
  z
    .string()
    .min(1)
    .max(60)
    .regex(/^(?!__)/),
  z.literal(true).nullable(),
);
export type ElementSet = z.infer<typeof ElementSet>;

export const Vehicle = z.object({
  stockNumber: z.string().trim().max(30),
  /** 17 characters without I, O and Q from 1981 on; older and imported cars have other chassis numbers, or none yet. */
  vin: z.string().trim().toUpperCase().max(25),
  year: z.int().min(1900).max(2100).nullable(),
  make: z.string().trim().max(60),
  model: z.string().trim().max(60),
  trim: z.string().trim().max(80),
  bodyStyle: z.enum(bodyStyles).nullable(),
  exteriorColor: z.string().trim().max(40),
  transmission: z.enum(transmissions).nullable(),
  fuel: z.enum(fuels).nullable(),
  odometer: Distance.nullable(),
  price: Money.nullable(),
  status: VehicleStanding,
  location: z.string().trim().max(60),
  acquiredOn: CivilDate,
  soldOn: CivilDate.nullable(),
  features: ElementSet,
  notes: z.string().max(10_000),
  /** The chosen cover; null means the first photo in order. */
  coverPhotoId: Id.nullable(),
  /** When a user put it in the bin; restorable for 30 days. */
  deletedAt: Instant.nullable(),
});
export type Vehicle = z.infer<typeof Vehicle>;
