import type { JournalEntry } from "#shared/contract/bridge.ts";
import { Change, isLine } from "#shared/model/activity.ts";
import { carOf } from "#shared/rules/car-of.ts";

type Json = Readonly<Record<string, unknown>>;

interface UnsentCar {
  readonly car: string | null;
  readonly vehicleId: string | null;
  /** What was done, oldest first, as the car's history says it. */
  readonly changes: readonly Json[];
  /** Everything that was not sent, as it is now: nothing is left out that the changes do not tell. */
  readonly documents: readonly Json[];
}

/** What the hub never had of this desk's changes, by car, as a text that a person can read and a program too. */
export function unsentFile(
  entries: readonly JournalEntry[],
  nameOf: (vehicleId: string) => string | null,
  savedAt: string,
): string {
  const byCar = Map.groupBy(entries, ({ document }) => carOf(document));
  const cars = [...byCar].map(([vehicleId, own]) => unsentCar(vehicleId, own, nameOf));
  return `${JSON.stringify({ savedAt, cars }, null, 2)}\n`;
}

function unsentCar(
  vehicleId: string | null,
  entries: readonly JournalEntry[],
  nameOf: (vehicleId: string) => string | null,
): UnsentCar {
  return {
    car: vehicleId === null ? null : nameOf(vehicleId),
    vehicleId,
    changes: entries
      .flatMap(({ document }) => {
        const line = isLine(document.kind) ? Change.safeParse(document.data) : null;
        return line?.success ? [line.data] : [];
      })
      .sort((a, b) => a.at.localeCompare(b.at))
      .map(({ at, deskName, act, changes }) => ({ at, desk: deskName, act, changes })),
    documents: entries
      .filter(({ document }) => !isLine(document.kind))
      .map(({ document: { id, kind, data } }) => ({ kind, id, fields: data })),
  };
}
