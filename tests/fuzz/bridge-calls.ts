import { type AnyContractProcedure, isContractProcedure } from "@orpc/contract";
import * as fc from "fast-check";
import type * as z from "zod";
import { bridge } from "#shared/contract/bridge.ts";
import { spoiled, strayPaths } from "./hostile.ts";
import { valuesOf } from "./schema-values.ts";

interface Procedure {
  /** `/photos/import`, as it is called. */
  readonly path: string;
  readonly input: z.ZodType | null;
}

/** Every procedure of the contract. */
const procedures: readonly Procedure[] = proceduresIn(bridge, "");

function proceduresIn(part: object, path: string): Procedure[] {
  if (isContractProcedure(part)) return [{ path, input: inputOf(part) }];
  return Object.entries(part).flatMap(([name, inner]) => proceduresIn(inner as object, `${path}/${name}`));
}

function inputOf(procedure: AnyContractProcedure): z.ZodType | null {
  return (procedure["~orpc"].inputSchema as z.ZodType | undefined) ?? null;
}

/** One message for the bridge; `{{id}}` in it is the call's own id. */
export interface Message {
  readonly text: string;
  /** Whether it says which call it is, so that it has to be answered. */
  readonly answered: boolean;
}

/** Calls whose frame is in order and whose input does not parse. */
const malformedInputs: fc.Arbitrary<Message> = fc.oneof(
  ...procedures.flatMap(({ path, input }) =>
    input === null
      ? []
      : [
          spoiled(valuesOf(input))
            .filter((text) => !parses(input, text))
            .map((text) => call(path, `{"json":${text}}`)),
        ],
  ),
);

const somePath = fc.constantFrom(...procedures.map(({ path }) => path));

/** Calls of what the contract does not have. */
const unknownProcedures: fc.Arbitrary<Message> = fc
  .oneof(
    fc.constantFrom(
      "/",
      "",
      "//",
      "/desk",
      "/desk/",
      "/desk/__proto__",
      "/constructor",
      "/toString",
      "/__proto__",
      "/desk/describe/../join",
      "/desk%2fdescribe",
      "/desk/describe?x=1",
      "http://nowhere/desk/describe",
      ...strayPaths,
    ),
    fc.string({ maxLength: 30 }),
    somePath.map((path) => `${path}s`),
  )
  .filter((path) => !procedures.some((procedure) => procedure.path === path))
  .map((path) => ({ text: frame({ i: id, p: { u: path, b: {} } }), answered: true }));

/** Bodies that no serialiser wrote. */
const malformedBodies: fc.Arbitrary<Message> = fc
  .tuple(
    fc.constantFrom(
      ...procedures.filter(({ input }) => input && !input.safeParse({}).success).map(({ path }) => path),
    ),
    fc.constantFrom(
      "null",
      "[]",
      '"text"',
      "7",
      '{"json":{},"meta":7}',
      '{"json":{},"meta":[[1,"a","b"]]}',
      '{"json":{},"meta":[[1,"__proto__","polluted"]]}',
      '{"json":"9","meta":[[0]]}',
      '{"json":[],"meta":[[6]]}',
      '{"json":"/(a+)+$/","meta":[[5]]}',
      '{"json":{},"maps":[["a"]]}',
      '{"json":"nowhere","meta":[[4]]}',
    ),
  )
  .map(([path, body]) => call(path, body));

/** Frames that name a call and are none. */
const malformedFrames: fc.Arbitrary<Message> = fc
  .oneof(
    fc.constantFrom(
      {},
      { p: null },
      { p: [] },
      { p: "p" },
      { p: { u: null } },
      { p: { u: 7 } },
      { p: {} },
      ...[2, 3, 99, "4", null, {}].map((t) => ({ t, p: { u: "/desk/describe", b: {} } })),
      { t: 3, p: { e: "message", d: 1 } },
    ),
    fc.jsonValue({ maxDepth: 2 }).map((value) => ({ p: value })),
  )
  .map((rest) => ({ text: frame({ i: id, ...rest }), answered: true }));

/** What does not even say which call it is. */
const noise: fc.Arbitrary<Message> = fc
  .oneof(
    fc.string({ maxLength: 60 }),
    fc.jsonValue({ maxDepth: 2 }).map((value) => JSON.stringify(value)),
    fc.constantFrom("", "{", "null", "[]", '{"i":7,"p":{"u":"/desk/describe","b":{}}}', '{"i":"","p":{}}'),
    fc.constant(frame({ i: "x".repeat(65), p: { u: "/desk/describe", b: {} } })),
    somePath.map((path) => frame({ i: id, p: { u: path, b: { json: {} } } }).slice(0, -3)),
    fc.constant("[".repeat(50_000)),
  )
  .map((text) => ({ text, answered: false }));

/** Everything that a window of ours would never send, most of it close to what it would. */
export const malformed: fc.Arbitrary<Message> = fc.oneof(
  { weight: 7, arbitrary: malformedInputs },
  { weight: 1, arbitrary: unknownProcedures },
  { weight: 1, arbitrary: malformedBodies },
  { weight: 1, arbitrary: malformedFrames },
  { weight: 1, arbitrary: noise },
);

/** What may be called for real: it neither joins, listens, draws, writes where it is told to, nor stays open. */
const harmless = new Set([
  "/desk/describe",
  "/desk/createPairingCode",
  "/desk/hubSharing",
  "/sync/pull",
  "/sync/push",
  "/sync/setSwitchedOff",
  "/journal/append",
  "/journal/pending",
  "/photos/choose",
  "/photos/import",
  "/photos/place",
  "/photos/confirm",
  "/photos/lookAt",
  "/photos/intake",
  "/photos/cancel",
  "/photos/resume",
  "/photos/discard",
  "/photos/acknowledge",
  "/photos/refusedPlaces",
  "/photos/retryRefused",
  "/photos/revealRefused",
  "/photos/dismissRefused",
  "/renditions/render",
  "/renditions/preview",
  "/renditions/cancel",
  "/renditions/dismiss",
  "/renditions/reveal",
  "/renditions/prepared",
  "/renditions/addWatermark",
  "/renditions/choosePlace",
  "/renditions/startDrag",
  "/sample/lot",
  "/reportDefect",
]);

const strayPath = fc.constantFrom(...strayPaths);

/** Inputs that name files of this computer, which must not be found by chance. */
const inputsWithPaths: Readonly<Record<string, fc.Arbitrary<unknown>>> = {
  "/photos/import": fc.record({
    vehicleId: fc.option(fc.uuid()),
    paths: fc.array(strayPath, { minLength: 1, maxLength: 3 }),
  }),
  "/renditions/addWatermark": fc.record({ path: strayPath, removeBackground: fc.boolean() }),
};

/** Calls that parse, with contents as strange as the contract lets them be. */
export const strange: fc.Arbitrary<Message> = fc.oneof(
  ...procedures
    .filter(({ path }) => harmless.has(path))
    .map(({ path, input }) => strangeInputs(path, input).map((text) => call(path, `{"json":${text}}`))),
);

function strangeInputs(path: string, input: z.ZodType | null): fc.Arbitrary<string> {
  if (input === null) return fc.jsonValue({ maxDepth: 2 }).map((value) => JSON.stringify(value));
  const withPaths = inputsWithPaths[path];
  if (withPaths) return withPaths.map((value) => JSON.stringify(value));
  const values = valuesOf(input);
  return fc
    .oneof(
      values.map((value) => JSON.stringify(value)),
      spoiled(values),
    )
    .filter((text) => parses(input, text));
}

/** Deeper than anything may be, and than zod's recursion bears. */
const deepest = /(\[|\{"a":){100}/;

function parses(input: z.ZodType, text: string): boolean {
  return !deepest.test(text) && input.safeParse(JSON.parse(text)).success;
}

/** Stands for the call's own id. */
export const id = "{{id}}";

function call(path: string, body: string): Message {
  return { text: `{"i":"${id}","p":{"u":"${path}","b":${body}}}`, answered: true };
}

function frame(value: unknown): string {
  return JSON.stringify(value);
}
