import * as z from "zod";

/** The shots that every buyer wants to see, in the order of a walk around the car. */
export const standardShots = [
  "frontThreeQuarter",
  "front",
  "side",
  "rearThreeQuarter",
  "rear",
  "frontSeats",
  "rearSeats",
  "dashboardOdometer",
  "infotainment",
  "engine",
  "trunk",
  "tyres",
  "vinPlate",
  "keys",
  "defects",
] as const;
export type StandardShot = (typeof standardShots)[number];

export const Shot = z.object({
  /** One of `standardShots`, or an id of the dealer's own. */
  id: z.string().min(1).max(40),
  /** Empty for a standard shot, which every desk names in its own language. */
  name: z.string().trim().max(60),
  /** Whether a car without it counts as incomplete. */
  required: z.boolean(),
});
export type Shot = z.infer<typeof Shot>;

/** What the dealer wants photographed of every car, in the order in which it is shown. One document a dealership. */
export const ShotList = z.object({ shots: z.array(Shot).max(60) });
export type ShotList = z.infer<typeof ShotList>;

const optional: ReadonlySet<StandardShot> = new Set(["front", "infotainment", "keys", "defects"]);

/** Until the dealer has made one. */
export const standardShotList: ShotList = {
  shots: standardShots.map((id) => ({ id, name: "", required: !optional.has(id) })),
};
