import * as z from "zod";
import { PersonReference } from "./person.ts";
import { Id, Instant } from "./primitives.ts";

/**
 * One field that a change touched; `field` may be a path such as `features.sunroof`. Lines of before photos had a history of
 * their own say of them only how many; with `photoId` it is a field of that photo, whose `importedAt` tells that it is new.
 */
export const FieldChange = z.object({
  field: z.string(),
  from: z.json(),
  to: z.json(),
  photoId: Id.optional(),
});
export type FieldChange = z.infer<typeof FieldChange>;

/** A line of a car's history: one act of one person on one desk. */
export const Change = z.object({
  vehicleId: Id,
  at: Instant,
  deviceId: Id,
  deskName: z.string(),
  /** Whose desk it was then; lines of before desks had people do not say. */
  person: PersonReference.optional(),
  act: z.enum([
    "created",
    "edited",
    "statusMoved",
    "deleted",
    "restored",
    "photosAdded",
    "photosDeleted",
    "photosRestored",
    "imported",
    "importUndone",
    "changeUndone",
    "wentBack",
  ]),
  changes: z.array(FieldChange),
  /** The moment that the car went back to. */
  moment: Instant.optional(),
});
export type Change = z.infer<typeof Change>;

/** The kinds of such lines. What a car cost has a kind of its own, which the hub keeps from desks that may not see it. */
export const lineKinds = ["change", "cost-change"] as const;
export type LineKind = (typeof lineKinds)[number];

export function isLine(kind: string): boolean {
  return (lineKinds as readonly string[]).includes(kind);
}

/** The kinds of what two desks disagree about. Those of costs are only where costs may be seen. */
export const overlapKinds = ["overlap", "cost-overlap"] as const;

export function isOverlap(kind: string): boolean {
  return (overlapKinds as readonly string[]).includes(kind);
}

/** Two desks changed one field to different values without knowing of each other. `kept` is what the merge chose. */
export const Overlap = z.object({
  vehicleId: Id,
  collection: z.string(),
  documentId: Id,
  field: z.string(),
  at: Instant,
  kept: z.object({ value: z.json(), stamp: z.string() }),
  other: z.object({ value: z.json(), stamp: z.string() }),
  settledAt: Instant.nullable(),
});
export type Overlap = z.infer<typeof Overlap>;
