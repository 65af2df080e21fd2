import type { Envelope } from "../model/envelope.ts";

/** The car that a document is of, itself among them; null for what is of no car, such as the dealership's own facts. */
export function carOf({ kind, id, data }: Envelope): string | null {
  if (kind === "vehicle") return id;
  const { vehicleId } = data;
  return typeof vehicleId === "string" ? vehicleId : null;
}
