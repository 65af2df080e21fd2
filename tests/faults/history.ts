import * as fc from "fast-check";
import type { Role } from "#shared/model/role.ts";
import type { VehicleStatus } from "#shared/model/vehicle.ts";
import type { Fault } from "./faulty-line.ts";

/** Something that happens to one of the two desks or to their hub. Numbers of cars count round. */
export type Step =
  | { readonly type: "create"; readonly desk: number }
  | {
      readonly type: "edit";
      readonly desk: number;
      readonly car: number;
      readonly field: "trim" | "location" | "notes";
    }
  | { readonly type: "cost"; readonly desk: number; readonly car: number }
  | { readonly type: "move"; readonly desk: number; readonly car: number; readonly to: VehicleStatus }
  | { readonly type: "bin"; readonly desk: number; readonly car: number; readonly binned: boolean }
  | { readonly type: "line"; readonly desk: number; readonly cut: boolean }
  | { readonly type: "fault"; readonly desk: number; readonly faults: readonly Fault[] }
  | { readonly type: "restart"; readonly desk: number; readonly wiped: boolean }
  | { readonly type: "skew"; readonly desk: number; readonly minutes: number }
  | { readonly type: "role"; readonly desk: number; readonly role: Role }
  | { readonly type: "hub" }
  | { readonly type: "pause" };

export type History = readonly Step[];

const desk = fc.nat({ max: 1 });
const car = fc.nat({ max: 2 });
const step: fc.Arbitrary<Step> = fc.oneof(
  { weight: 1, arbitrary: fc.record({ type: fc.constant("create" as const), desk }) },
  {
    weight: 10,
    arbitrary: fc.record({
      type: fc.constant("edit" as const),
      desk,
      car,
      field: fc.constantFrom("trim" as const, "location" as const, "notes" as const),
    }),
  },
  { weight: 3, arbitrary: fc.record({ type: fc.constant("cost" as const), desk, car }) },
  {
    weight: 2,
    arbitrary: fc.record({
      type: fc.constant("move" as const),
      desk,
      car,
      to: fc.constantFrom<VehicleStatus>("recon", "ready", "listed", "sold"),
    }),
  },
  {
    weight: 1,
    arbitrary: fc.record({ type: fc.constant("bin" as const), desk, car, binned: fc.boolean() }),
  },
  { weight: 6, arbitrary: fc.record({ type: fc.constant("line" as const), desk, cut: fc.boolean() }) },
  {
    weight: 3,
    arbitrary: fc.record({
      type: fc.constant("fault" as const),
      desk,
      faults: fc.array(fc.constantFrom<Fault>("loseRequest", "loseResponse", "repeat", "none"), {
        minLength: 1,
        maxLength: 5,
      }),
    }),
  },
  { weight: 4, arbitrary: fc.record({ type: fc.constant("restart" as const), desk, wiped: fc.boolean() }) },
  {
    weight: 1,
    arbitrary: fc.record({
      type: fc.constant("skew" as const),
      desk,
      minutes: fc.integer({ min: -24 * 60, max: 24 * 60 }),
    }),
  },
  {
    weight: 1,
    arbitrary: fc.record({
      type: fc.constant("role" as const),
      desk,
      role: fc.constantFrom<Role>("manager", "sales"),
    }),
  },
  { weight: 1, arbitrary: fc.record({ type: fc.constant("hub" as const) }) },
  { weight: 4, arbitrary: fc.record({ type: fc.constant("pause" as const) }) },
);

export const histories: fc.Arbitrary<History> = fc.array(step, { minLength: 4, maxLength: 30 });
