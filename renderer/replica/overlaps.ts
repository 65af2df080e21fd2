import type { Overlap } from "#shared/model/activity.ts";
import type { CollectionName, Envelope } from "#shared/model/envelope.ts";
import { isSame } from "#shared/rules/canonical-json.ts";
import type { FieldOverlap } from "#shared/rules/merge.ts";
import { created } from "#shared/rules/stamping.ts";
import type { Edit } from "./documents.ts";
import { idOf } from "#shared/rules/derived-ids.ts";

/**
 * The overlap documents of a merge, for the car's history. Their ids come from both stamps, so a merge that has to be made
 * again reports nothing twice.
 */
export function overlapEdits(
  collection: CollectionName,
  document: Envelope,
  overlaps: readonly FieldOverlap[],
  at: string,
): Edit[] {
  if (collection === "activity") return [];
  return overlaps.filter(isWorthTelling).map((overlap) => {
    const id = idOf(
      collection,
      document.id,
      overlap.path,
      ...[overlap.kept.stamp, overlap.other.stamp].sort(),
    );
    const data: Overlap = {
      vehicleId: vehicleIdOf(document),
      collection,
      documentId: document.id,
      field: overlap.path,
      at,
      kept: json(overlap.kept),
      other: json(overlap.other),
      settledAt: null,
    };
    // Who may not see what a car cost may not see two values of it either.
    const kind = document.kind === "vehicle-cost" ? "cost-overlap" : "overlap";
    return { collection: "activity", id, next: (current) => (current ? null : created(kind, id, data)) };
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
