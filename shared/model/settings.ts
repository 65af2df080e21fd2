import * as z from "zod";
import { PersonReference } from "./person.ts";
import { Currency, Id, Instant } from "./primitives.ts";

/** The dealership as all its desks know it. */
export const Dealership = z.object({
  name: z.string().trim().min(1).max(80),
  currency: Currency,
  distanceUnit: z.enum(["km", "mi"]),
  createdAt: Instant,
});
export type Dealership = z.infer<typeof Dealership>;

/** A desk as the others see it; the document has the id of the device. */
export const Desk = z.object({
  deviceId: Id,
  name: z.string().trim().min(1).max(60),
  joinedAt: Instant,
  /** Whose desk it is; null where it is not known. */
  person: PersonReference.nullable().default(null),
});
export type Desk = z.infer<typeof Desk>;
