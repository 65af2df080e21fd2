import type { Money } from "../model/primitives.ts";
import type { VehicleCost } from "../model/vehicle-cost.ts";

/** The sum of amounts in one currency, or null where they are in several: this system never converts silently. */
export function sum(amounts: readonly Money[]): Money | null {
  const [first] = amounts;
  if (!first || amounts.some(({ currency }) => currency !== first.currency)) return null;
  return { amount: amounts.reduce((total, { amount }) => total + amount, 0), currency: first.currency };
}

/** What the dealer has in the car: purchase plus recon. Null while nothing is known or currencies differ. */
export function totalCost(cost: VehicleCost): Money | null {
  const lines = Object.values(cost.recon).flatMap((line) => (line ? [line.cost] : []));
  return sum(cost.purchase ? [cost.purchase, ...lines] : lines);
}

/** Front-end gross: price less total cost, both in one currency. */
export function gross(price: Money | null, cost: VehicleCost): Money | null {
  const total = totalCost(cost);
  return price && total && cost.purchase && price.currency === total.currency
    ? { amount: price.amount - total.amount, currency: price.currency }
    : null;
}
