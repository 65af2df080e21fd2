import type { VehicleStanding, VehicleStatus } from "../model/vehicle.ts";

/** Where a car may go from each status. Backward moves are those that happen on a real lot. */
export const vehicleMoves: Readonly<Record<VehicleStatus, readonly VehicleStatus[]>> = {
  acquired: ["recon", "ready"],
  recon: ["ready", "acquired"],
  ready: ["listed", "recon", "reserved", "sold"],
  listed: ["reserved", "sold", "ready", "recon"],
  reserved: ["sold", "listed", "ready"],
  sold: ["delivered", "listed", "ready"],
  delivered: ["sold"],
};

const isSale = (status: VehicleStatus) => status === "sold" || status === "delivered";

/** Whether the move undoes a sale, which a screen asks about before it is made. */
export function cancelsSale(from: VehicleStatus, to: VehicleStatus): boolean {
  return isSale(from) && !isSale(to);
}

export type MoveResult =
  | { readonly ok: true; readonly standing: VehicleStanding; readonly soldOn: string | null }
  | { readonly ok: false; readonly kind: "moveNotAllowed" };

/**
 * The car's standing after a move. `at` is when it happened (UTC instant), `today` the dealer's own day, which becomes
 * the day of sale.
 */
export function moveStatus(
  vehicle: { readonly status: VehicleStanding; readonly soldOn: string | null },
  to: VehicleStatus,
  at: string,
  today: string,
): MoveResult {
  const { state, round } = vehicle.status;
  if (!vehicleMoves[state].includes(to)) return { ok: false, kind: "moveNotAllowed" };
  const crossesSale = isSale(state) !== isSale(to);
  return {
    ok: true,
    standing: { state: to, round: crossesSale ? round + 1 : round, since: at },
    soldOn: isSale(to) ? (vehicle.soldOn ?? today) : null,
  };
}

/** Whether the car still stands on the lot and ages. */
export function isInStock(status: VehicleStatus): boolean {
  return !isSale(status);
}

/**
 * The standing that undoes `present` in favour of an earlier or a concurrent one. Where that crosses a sale it opens a
 * round of its own, or the round that it undoes would win every merge.
 */
export function standingBack(present: VehicleStanding, wanted: VehicleStanding): VehicleStanding {
  const crossesSale = isSale(present.state) !== isSale(wanted.state);
  return { ...wanted, round: crossesSale ? present.round + 1 : present.round };
}
