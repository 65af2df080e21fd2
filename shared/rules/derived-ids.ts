import { v5 } from "uuid";
import { standardPresets } from "./standard-presets.ts";

/** Namespace of the ids that are worked out from what a document is about, so that writing it twice is writing it once. */
const namespace = "5f1c4d0e-8f0b-5c7e-9a53-3d2f1b6c7a10";

export function idOf(...parts: readonly string[]): string {
  return v5(parts.join("\n"), namespace);
}

export const shotListIdOf = (tenantId: string) => idOf(tenantId, "shot-list");
export const printLayoutIdOf = (tenantId: string) => idOf(tenantId, "print-layout");
export const presetIdOf = (tenantId: string, name: string) => idOf(tenantId, "photo-preset", name);

/** What a dealership has one of has an id of that dealership's: which it becomes where another takes it over. */
export function takenOverIds(from: string, to: string): ReadonlyMap<string, string> {
  const [before, after] = [houseIdsOf(from), houseIdsOf(to)];
  return new Map(before.map((id, place) => [id, after[place]!]));
}

/** The document of the dealership itself has the tenant's id. */
function houseIdsOf(tenantId: string): string[] {
  const presets = standardPresets.map(({ name }) => presetIdOf(tenantId, name));
  return [tenantId, shotListIdOf(tenantId), printLayoutIdOf(tenantId), ...presets];
}
