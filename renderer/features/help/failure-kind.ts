import { ORPCError } from "@orpc/client";

/** The kind of a failure that the contract declares; null for a defect. */
export function failureKind(error: unknown): string | null {
  return error instanceof ORPCError && error.defined ? String(error.code) : null;
}

/** The id under which main has logged a defect; "–" where it has none. */
export function defectIdOf(error: unknown): string {
  const data: unknown = error instanceof ORPCError ? error.data : null;
  const hasId = typeof data === "object" && data !== null && "defectId" in data;
  return hasId ? String(data.defectId) : "–";
}
