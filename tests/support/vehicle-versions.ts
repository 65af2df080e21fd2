import * as fc from "fast-check";
import type { Data, Envelope } from "#shared/model/envelope.ts";
import { VehicleStanding, vehicleStatuses } from "#shared/model/vehicle.ts";
import { created, changed } from "#shared/rules/stamping.ts";

/** Small domains on purpose: equal values, equal stamps and equal fields have to meet often. */
const money = fc.record({ amount: fc.integer({ min: 0, max: 3 }), currency: fc.constant("MXN") });
const status = fc.record({
  state: fc.constantFrom(...vehicleStatuses),
  round: fc.integer({ min: 0, max: 2 }),
  since: fc.constantFrom("2026-01-01T00:00:00.000Z", "2026-01-02T00:00:00.000Z"),
});
const features = fc.dictionary(
  fc.constantFrom("abs", "sunroof", "a.b"),
  fc.constantFrom(true as const, null),
  {
    maxKeys: 3,
  },
);
const fields = {
  make: fc.constantFrom("", "Nissan", "Mazda"),
  price: fc.option(money),
  status,
  features,
  acquiredOn: fc.constantFrom("2026-01-01", "2026-02-01"),
  deletedAt: fc.option(fc.constant("2026-03-01T00:00:00.000Z")),
  // Of a newer version of the app, which this one does not know.
  keyNumber: fc.constantFrom("1", "2"),
};

const stamp = fc
  .tuple(fc.integer({ min: 1, max: 4 }), fc.constantFrom("aa", "bb"))
  .map(([time, device]) => `${time.toString(16).padStart(12, "0")}-0000-${device}`);

const paths = [...Object.keys(fields), "features.abs", "features.sunroof", "features.a.b"];

/** Any version of one car, also such as no desk would write. */
export const version: fc.Arbitrary<Envelope> = fc
  .record({
    data: fc.record(fields, { requiredKeys: [] }),
    stamps: fc.dictionary(fc.constantFrom(...paths), stamp, { maxKeys: 6 }),
    _deleted: fc.boolean(),
  })
  .map(({ data, stamps, _deleted }) =>
    Object.assign(created("vehicle", id, plain(data)), { stamps, _deleted }),
  );

/** What one desk does to a car: whole new values for some of its fields, one after the other. */
export const edits: fc.Arbitrary<Data[]> = fc
  .array(fc.record(fields, { requiredKeys: [] }), { maxLength: 4 })
  .map((list) => list.map(plain));

export const base: fc.Arbitrary<Envelope> = fc
  .record(fields)
  .map((data) => created("vehicle", id, plain(data)));

/** The version after a desk's edits, stamped from `from` on. As moves do, they never go back to an earlier round. */
export function edited(document: Envelope, patches: readonly Data[], device: string, from: number): Envelope {
  let current = document;
  for (const [index, patch] of patches.entries()) {
    const stamp = `${(from + index).toString(16).padStart(12, "0")}-0000-${device}`;
    current = changed(current, { ...current.data, ...inLaterRound(patch, current.data) }, stamp);
  }
  return current;
}

function inLaterRound(patch: Data, present: Data): Data {
  const wanted = VehicleStanding.safeParse(patch["status"]);
  const standing = VehicleStanding.parse(present["status"]);
  if (!wanted.success) return patch;
  return { ...patch, status: { ...wanted.data, round: Math.max(wanted.data.round, standing.round) } };
}

const id = "00000000-0000-4000-8000-000000000001";

function plain(data: unknown): Data {
  return JSON.parse(JSON.stringify(data)) as Data;
}
