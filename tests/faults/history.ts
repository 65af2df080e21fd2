import * as fc from "fast-check";
import { Role } from "#shared/model/role.ts";
import type { VehicleStatus } from "#shared/model/vehicle.ts";
import type { Cut, Fault } from "./faulty-line.ts";

/** Something that somebody does at a desk. Numbers of cars and of overlaps count round. */
export type Deed =
  | { readonly type: "create" }
  | { readonly type: "edit"; readonly car: number; readonly field: "trim" | "location" | "notes" }
  /** What a database cannot hold, and a hub therefore refuses for good. */
  | { readonly type: "poison"; readonly car: number }
  | { readonly type: "cost"; readonly car: number }
  | { readonly type: "move"; readonly car: number; readonly to: VehicleStatus }
  | { readonly type: "bin"; readonly car: number; readonly binned: boolean }
  /** With its files. The largest of a large one, which is the RAW where there is one, goes to the hub in parts. */
  | { readonly type: "photo"; readonly car: number; readonly isLarge?: boolean; readonly hasRaw?: boolean }
  /** A picture of it gets other edits, and renditions with them. */
  | { readonly type: "retouch"; readonly car: number }
  | { readonly type: "caption"; readonly car: number }
  | { readonly type: "print" }
  | { readonly type: "settle"; readonly overlap: number; readonly other: boolean }
  | { readonly type: "undo" };

/** Something that happens to a dealership's desks, their lines and their hub. Numbers of desks count round. */
export type Step =
  | { readonly type: "deed"; readonly desk: number; readonly deed: Deed }
  | { readonly type: "line"; readonly desk: number; readonly cut: Cut }
  | {
      readonly type: "fault";
      readonly desk: number;
      readonly faults: readonly Fault[];
      readonly ofParts?: boolean;
    }
  | { readonly type: "restart"; readonly desk: number; readonly wiped: boolean; readonly torn?: boolean }
  /** Somebody has the desk try now what waits for its next turn. */
  | { readonly type: "retry"; readonly desk: number }
  | { readonly type: "skew"; readonly desk: number; readonly minutes: number }
  /** How many bytes of photo files the desk keeps. */
  | { readonly type: "keep"; readonly desk: number; readonly limit: number | null }
  | { readonly type: "role"; readonly desk: number; readonly role: Role }
  /** A row that no desk of this version can make anything of. */
  | { readonly type: "stranger"; readonly kind: string }
  | { readonly type: "hub" }
  /** Every fault is mended, all comes to rest and is looked through, and everybody may do again what they could. */
  | { readonly type: "rest" }
  | { readonly type: "pause" };

export interface History {
  readonly desks: number;
  readonly steps: readonly Step[];
}

/** Once in so many times. */
const oneIn = (times: number) => fc.nat({ max: times - 1 }).map((number) => number === times - 1);

const car = fc.nat({ max: 2 });
const editedField = fc.constantFrom("trim" as const, "location" as const, "notes" as const);
const deed: fc.Arbitrary<Deed> = fc.oneof(
  { weight: 2, arbitrary: fc.record({ type: fc.constant("create" as const) }) },
  {
    weight: 20,
    arbitrary: fc.record({
      type: fc.constant("edit" as const),
      car,
      field: editedField,
    }),
  },
  { weight: 1, arbitrary: fc.record({ type: fc.constant("poison" as const), car }) },
  { weight: 6, arbitrary: fc.record({ type: fc.constant("cost" as const), car }) },
  {
    weight: 4,
    arbitrary: fc.record({
      type: fc.constant("move" as const),
      car,
      to: fc.constantFrom<VehicleStatus>("recon", "ready", "listed", "sold"),
    }),
  },
  { weight: 2, arbitrary: fc.record({ type: fc.constant("bin" as const), car, binned: fc.boolean() }) },
  {
    weight: 6,
    arbitrary: fc.record({ type: fc.constant("photo" as const), car, isLarge: oneIn(10), hasRaw: oneIn(3) }),
  },
  { weight: 3, arbitrary: fc.record({ type: fc.constant("caption" as const), car }) },
  { weight: 3, arbitrary: fc.record({ type: fc.constant("retouch" as const), car }) },
  { weight: 2, arbitrary: fc.record({ type: fc.constant("print" as const) }) },
  {
    weight: 4,
    arbitrary: fc.record({
      type: fc.constant("settle" as const),
      overlap: fc.nat({ max: 3 }),
      other: fc.boolean(),
    }),
  },
  { weight: 4, arbitrary: fc.record({ type: fc.constant("undo" as const) }) },
);

const desk = fc.nat({ max: 4 });
const faults = fc.array(fc.constantFrom<Fault>("loseRequest", "loseResponse", "repeat", "late", "none"), {
  minLength: 1,
  maxLength: 5,
});
const step: fc.Arbitrary<Step> = fc.oneof(
  { weight: 24, arbitrary: fc.record({ type: fc.constant("deed" as const), desk, deed }) },
  {
    weight: 6,
    arbitrary: fc.record({
      type: fc.constant("line" as const),
      desk,
      cut: fc.constantFrom<Cut>(false, false, true, true, "writes"),
    }),
  },
  { weight: 4, arbitrary: fc.record({ type: fc.constant("fault" as const), desk, faults }) },
  {
    weight: 4,
    arbitrary: fc.record({
      type: fc.constant("restart" as const),
      desk,
      wiped: fc.boolean(),
      torn: fc.boolean(),
    }),
  },
  { weight: 1, arbitrary: fc.record({ type: fc.constant("retry" as const), desk }) },
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
      type: fc.constant("keep" as const),
      desk,
      limit: fc.constantFrom<number | null>(1, 10_000, null),
    }),
  },
  {
    weight: 1,
    arbitrary: fc.record({
      type: fc.constant("role" as const),
      desk,
      role: fc.constantFrom(...Role.options),
    }),
  },
  {
    weight: 1,
    arbitrary: fc.record({
      type: fc.constant("stranger" as const),
      kind: fc.constantFrom("vehicle", "photo", "hovercraft"),
    }),
  },
  { weight: 1, arbitrary: fc.record({ type: fc.constant("hub" as const) }) },
  { weight: 4, arbitrary: fc.record({ type: fc.constant("pause" as const) }) },
);

const pause: Step = { type: "pause" };
const deedAt = (desk: number, deed: Deed): Step => ({ type: "deed", desk, deed });

/** Somebody edits what the hub cannot take, hears of another's edit of the same car, and loses the window's database before it is sent. */
const wipedUnsent: fc.Arbitrary<Step[]> = fc
  .record({ desk: fc.nat({ max: 4 }), car, mine: editedField, theirs: editedField })
  .map(({ desk, car, mine, theirs }) => [
    { type: "line", desk: desk + 1, cut: false },
    { type: "line", desk, cut: "writes" },
    { type: "retry", desk: desk + 1 },
    { type: "retry", desk },
    deedAt(desk, { type: "edit", car, field: mine }),
    deedAt(desk + 1, { type: "edit", car, field: theirs }),
    pause,
    pause,
    pause,
    pause,
    pause,
    { type: "restart", desk, wiped: true, torn: false },
    { type: "line", desk, cut: false },
  ]);

/** A large file on a line on which its own requests go wrong. */
const hardToSend: fc.Arbitrary<Step[]> = fc
  .record({ desk, car, hasRaw: fc.boolean(), faults })
  .map(({ desk, car, hasRaw, faults }) => [
    { type: "fault", desk, faults, ofParts: true },
    deedAt(desk, { type: "photo", car, isLarge: true, hasRaw }),
  ]);

/** Most steps come as they come; some only tell anything one after the other. */
const steps = fc.oneof(
  { weight: 50, arbitrary: step.map((one) => [one]) },
  { weight: 1, arbitrary: wipedUnsent },
  { weight: 1, arbitrary: hardToSend },
);

const history = fc.array(steps, { minLength: 4, maxLength: 23 }).map((parts) => parts.flat());

const rest: Step = { type: "rest" };

/** So many, one after another at the same desks, with a rest between any two. */
export function histories(count: number): fc.Arbitrary<History> {
  return fc.record({
    desks: fc.integer({ min: 2, max: 5 }),
    steps: fc.array(history, { minLength: count, maxLength: count }).map(joined),
  });
}

function joined(parts: readonly (readonly Step[])[]): Step[] {
  return parts.flatMap((steps, place) => (place === 0 ? steps : [rest, ...steps]));
}

/** One of those that come after another, or the same without one of them, with a desk less, or without one of its steps, latest first. */
export function smaller({ desks, steps }: History): History[] {
  const parts = partsOf(steps);
  const fewer = parts.length > 1 ? [...parts.map((part) => [part]), ...withoutOne(parts)].map(joined) : [];
  const shorter = [...fewer, ...withoutOne(steps)].map((some) => ({ desks, steps: some }));
  return desks > 2
    ? [...shorter.slice(0, fewer.length), { desks: desks - 1, steps }, ...shorter.slice(fewer.length)]
    : shorter;
}

function partsOf(steps: readonly Step[]): Step[][] {
  const parts: Step[][] = [[]];
  for (const step of steps) {
    if (step.type === "rest") parts.push([]);
    else parts.at(-1)!.push(step);
  }
  return parts;
}

function withoutOne<T>(all: readonly T[]): T[][] {
  return all.map((_, place) => all.toSpliced(all.length - 1 - place, 1));
}
