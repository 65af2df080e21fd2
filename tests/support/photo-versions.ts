import * as fc from "fast-check";
import type { Data, Envelope } from "#shared/model/envelope.ts";
import { noEdits } from "#shared/model/photo-edits.ts";
import { changed, created } from "#shared/rules/stamping.ts";
import { photoFile } from "./photo-file.ts";

/** Small domains on purpose: equal values, equal stamps and equal fields have to meet often. */
const dent = "00000000-0000-4000-8000-00000000000d";
const scratch = "00000000-0000-4000-8000-00000000005c";
const pin = fc.record({
  x: fc.constantFrom(0, 0.5, 1),
  y: fc.constantFrom(0, 0.5),
  note: fc.constantFrom("", "Dent"),
});
const edits = fc.option(
  fc.constantFrom(noEdits, { ...noEdits, quarterTurns: 1 }, { ...noEdits, exposure: 0.5, warmth: -1 }),
);
const rendered = edits.map((given) => {
  const { renditions, dominantColor } = photoFile(given ? String(given.quarterTurns) : "none");
  return given && { edits: given, renditions, dominantColor };
});
const fields = {
  vehicleId: fc.constantFrom(dent, scratch),
  sequence: fc.constantFrom("a0", "a1"),
  caption: fc.constantFrom("", "Front", "Rear"),
  shot: fc.option(fc.constantFrom("front", "rear")),
  tags: fc.dictionary(fc.constantFrom("web", "sold", "a.b"), fc.constantFrom(true as const, null), {
    maxKeys: 3,
  }),
  defects: fc.dictionary(fc.constantFrom(dent, scratch), fc.option(pin), { maxKeys: 2 }),
  edits,
  edited: rendered,
  deletedAt: fc.option(fc.constant("2026-03-01T00:00:00.000Z")),
  // Of a newer version of the app, which this one does not know.
  lightbox: fc.constantFrom("left", "right"),
};

const stamp = fc
  .tuple(fc.integer({ min: 1, max: 4 }), fc.constantFrom("aa", "bb"))
  .map(([time, device]) => `${time.toString(16).padStart(12, "0")}-0000-${device}`);

const paths = [...Object.keys(fields), "tags.web", "tags.sold", "tags.a.b", `defects.${dent}`];

/** Any version of one photo, also such as no desk would write, or such as a desk that knows none of the newer fields. */
export const version: fc.Arbitrary<Envelope> = fc
  .record({
    data: fc.record(fields, { requiredKeys: [] }),
    stamps: fc.dictionary(fc.constantFrom(...paths), stamp, { maxKeys: 6 }),
    _deleted: fc.boolean(),
  })
  .map(({ data, stamps, _deleted }) =>
    Object.assign(created("photo", id, plain(data)), { stamps, _deleted }),
  );

export const base: fc.Arbitrary<Envelope> = fc
  .record(fields, { requiredKeys: ["vehicleId", "sequence"] })
  .map((data) => created("photo", id, plain(data)));

/** What one desk does to a photo: one patch after the other, sets and maps laid over each other as desks do. */
export const patches: fc.Arbitrary<Data[]> = fc
  .array(fc.record(fields, { requiredKeys: [] }), { maxLength: 4 })
  .map((list) => list.map(plain));

/** The version after a desk's patches, stamped from `from` on. */
export function patched(document: Envelope, list: readonly Data[], device: string, from: number): Envelope {
  let current = document;
  for (const [index, patch] of list.entries()) {
    const stamp = `${(from + index).toString(16).padStart(12, "0")}-0000-${device}`;
    current = changed(current, laidOver(current.data, patch), stamp);
  }
  return current;
}

function laidOver(data: Data, patch: Data): Data {
  const elements = Object.entries(patch)
    .filter(([field]) => field === "tags" || field === "defects")
    .map(([field, value]) => [field, { ...(data[field] as Data | undefined), ...(value as Data) }]);
  return { ...data, ...patch, ...Object.fromEntries(elements) };
}

const id = "00000000-0000-4000-8000-000000000002";

function plain(data: unknown): Data {
  return JSON.parse(JSON.stringify(data)) as Data;
}
