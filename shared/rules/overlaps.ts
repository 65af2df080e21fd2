import type { Overlap } from "../model/activity.ts";
import type { CollectionName, Envelope } from "../model/envelope.ts";
import { isSame } from "./canonical-json.ts";
import { idOf } from "./derived-ids.ts";
import { millisOf } from "./hybrid-logical-clock.ts";
import type { FieldOverlap, Merged } from "./merge.ts";
import { created } from "./stamping.ts";

/**
 * The overlap documents of a merge, for the car's history. They say nothing but what both versions say, so a merge that is made
 * again, or by another, reports nothing twice.
 */
export function overlapsOf(collection: CollectionName, { document, overlaps }: Merged): Envelope[] {
  if (collection === "activity") return [];
  return overlaps.filter(isWorthTelling).map((overlap) => {
    const stamps = [overlap.kept.stamp, overlap.other.stamp].sort();
    const id = idOf(collection, document.id, overlap.path, ...stamps);
    const data: Overlap = {
      vehicleId: vehicleIdOf(document),
      collection,
      documentId: document.id,
      field: overlap.path,
      at: new Date(millisOf(stamps[1]!) ?? 0).toISOString(),
      kept: json(overlap.kept),
      other: json(overlap.other),
      settledAt: null,
    };
    // Who may not see what a car cost may not see two values of it either.
    const kind = document.kind === "vehicle-cost" ? "cost-overlap" : "overlap";
    return created(kind, id, data);
  });
}

/**
 * Two people who did the same at different moments do not disagree, and neither an order of photos nor what was rendered of
 * them is anybody's statement.
 */
function isWorthTelling({ path, kept, other }: FieldOverlap): boolean {
  if (path === "sequence" || path === "edited") return false;
  if (path === "deletedAt") return (kept.value === null) !== (other.value === null);
  return path !== "status" || !isSame(stateOf(kept.value), stateOf(other.value));
}

function stateOf(standing: unknown): unknown {
  return typeof standing === "object" && standing !== null && "state" in standing ? standing.state : standing;
}

function vehicleIdOf({ id, data }: Envelope): string {
  return typeof data["vehicleId"] === "string" ? data["vehicleId"] : id;
}

/** A removed element has no value; JSON says so with null. */
function json({ value, stamp }: FieldOverlap["kept"]): Overlap["kept"] {
  return { value: (value ?? null) as Overlap["kept"]["value"], stamp };
}
