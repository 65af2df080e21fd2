import * as fc from "fast-check";

/** Places that are not there, asked for in every way that has ever led out of a folder. */
export const strayPaths = [
  "../../../../nowhere/passwd",
  "..\\..\\nowhere\\sam",
  "/nowhere/\0/x",
  "/nowhere/%2e%2e%2fx",
  "file:///nowhere/x",
  "\\\\nowhere\\share\\x",
  "//nowhere/x",
  "~/nowhere",
  `/nowhere/${"a".repeat(5000)}`,
];

/** Text and values that no screen of ours would send, as JSON text so that nothing is lost in making them. */
const wrongValues = [
  "null",
  "true",
  "0",
  "-1",
  "1e308",
  "0.1",
  '""',
  "[]",
  "{}",
  "[[]]",
  '[null,{"a":1}]',
  '{"__proto__":{"polluted":true}}',
  '{"constructor":{"prototype":{"polluted":true}}}',
  ...[
    "not-an-id",
    "1",
    "undefined",
    "00000000-0000-0000-0000-00000000000g",
    "\ud800",
    "<img src=x onerror=alert(1)>",
  ].map((text) => JSON.stringify(text)),
];

/** More, or deeper, than anything of ours. */
const giants = [
  JSON.stringify("x".repeat(70_000)),
  JSON.stringify(Array.from({ length: 12_000 }, (_, index) => index)),
  `${"[".repeat(6000)}${"]".repeat(6000)}`,
  `${'{"a":'.repeat(3000)}1${"}".repeat(3000)}`,
];

const hostile = fc.oneof(
  { weight: 18, arbitrary: fc.constantFrom(...wrongValues) },
  { weight: 6, arbitrary: fc.constantFrom(...strayPaths).map((path) => JSON.stringify(path)) },
  { weight: 1, arbitrary: fc.constantFrom(...giants) },
  { weight: 6, arbitrary: fc.jsonValue({ maxDepth: 3 }).map((value) => JSON.stringify(value)) },
);

/** Stands for hostile JSON text within a value that is made of parts. */
const mark = '"<hostile>"';

/** JSON text of a value with one thing of it gone, added, or another than it should be. */
export function spoiled(values: fc.Arbitrary<unknown>): fc.Arbitrary<string> {
  return fc
    .tuple(values, fc.nat(), fc.constantFrom("replace", "drop", "add"), hostile)
    .map(([value, at, act, text]) => {
      const whole: { value: unknown } = { value: structuredClone(value) };
      const places = placesIn(whole);
      const place = places[at % places.length];
      if (place) spoil(place, act);
      // A function, because `$` means something in a replacement text.
      return (JSON.stringify(whole.value) ?? "null").replaceAll(mark, () => text);
    });
}

interface Place {
  readonly holder: Record<string, unknown>;
  readonly name: string;
}

function spoil({ holder, name }: Place, act: string): void {
  const inside = holder[name];
  if (act === "drop") delete holder[name];
  else if (act === "add" && isHolder(inside) && !Array.isArray(inside)) inside["constructor"] = "<hostile>";
  else holder[name] = "<hostile>";
}

function placesIn(holder: Record<string, unknown>): Place[] {
  const places: Place[] = [];
  for (const [name, value] of Object.entries(holder)) {
    places.push({ holder, name });
    if (isHolder(value)) places.push(...placesIn(value));
  }
  return places;
}

function isHolder(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null;
}
