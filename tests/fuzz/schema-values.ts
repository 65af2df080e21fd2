import * as fc from "fast-check";
import * as z from "zod";

/** The parts of JSON Schema that zod writes for what crosses a boundary. */
interface JsonSchema {
  readonly type?: string;
  readonly const?: unknown;
  readonly enum?: readonly unknown[];
  readonly anyOf?: readonly JsonSchema[];
  readonly oneOf?: readonly JsonSchema[];
  readonly format?: string;
  readonly pattern?: string;
  readonly minLength?: number;
  readonly maxLength?: number;
  readonly minimum?: number;
  readonly maximum?: number;
  readonly items?: JsonSchema;
  readonly minItems?: number;
  readonly maxItems?: number;
  readonly properties?: Readonly<Record<string, JsonSchema>>;
  readonly required?: readonly string[];
  readonly additionalProperties?: JsonSchema | boolean;
}

/** Longest text and list that are made where the schema sets no lower limit. */
const usualText = 24;
const usualList = 3;

/** What fields of these names are given, whatever their schema would take, unless they hold fields of their own. */
export type KnownFields = Readonly<Record<string, fc.Arbitrary<unknown>>>;

/** Values that a schema takes, as JSON. */
export function valuesOf(schema: z.ZodType, known: KnownFields = {}): fc.Arbitrary<unknown> {
  return values(jsonSchemaOf(schema), known);
}

/** The names of all fields that take an id or a hash. */
export function idFieldsOf(schema: z.ZodType): string[] {
  return idFields(jsonSchemaOf(schema), "");
}

function idFields(schema: JsonSchema, name: string): string[] {
  if (schema.format === "uuid" || schema.pattern) return [name];
  const inner = [...(schema.anyOf ?? []), ...(schema.oneOf ?? []), ...(schema.items ? [schema.items] : [])];
  return [
    ...inner.flatMap((part) => idFields(part, name)),
    ...Object.entries(schema.properties ?? {}).flatMap(([field, part]) => idFields(part, field)),
  ];
}

function jsonSchemaOf(schema: z.ZodType): JsonSchema {
  return z.toJSONSchema(schema, { io: "input", unrepresentable: "any" }) as JsonSchema;
}

function values(schema: JsonSchema, known: KnownFields): fc.Arbitrary<unknown> {
  if ("const" in schema) return fc.constant(schema.const);
  if (schema.enum) return fc.constantFrom(...schema.enum);
  const choices = schema.anyOf ?? schema.oneOf;
  if (choices) return fc.oneof(...choices.map((choice) => values(choice, known)));
  switch (schema.type) {
    case "string":
      return texts(schema);
    case "integer":
      return fc.integer({ min: bound(schema.minimum, -1e6), max: bound(schema.maximum, 1e6) });
    case "number":
      return fc.double({ min: schema.minimum ?? -1e6, max: schema.maximum ?? 1e6, noNaN: true });
    case "boolean":
      return fc.boolean();
    case "null":
      return fc.constant(null);
    case "array":
      return fc.array(values(schema.items ?? {}, known), {
        minLength: schema.minItems ?? 0,
        maxLength: Math.max(schema.minItems ?? 0, Math.min(schema.maxItems ?? usualList, usualList)),
      });
    case "object":
      return objects(schema, known);
    default:
      return fc.jsonValue({ maxDepth: 2 });
  }
}

/** Whole and within what a 32-bit arbitrary takes. */
function bound(limit: number | undefined, otherwise: number): number {
  return Math.max(-(2 ** 31), Math.min(2 ** 31 - 1, limit ?? otherwise));
}

function texts({ format, pattern, minLength = 0, maxLength = usualText }: JsonSchema): fc.Arbitrary<string> {
  const instants = fc.date({ min: new Date("2001-01-01"), max: new Date("2099-01-01"), noInvalidDate: true });
  if (format === "uuid") return fc.uuid();
  if (format === "date-time") return instants.map((date) => date.toISOString());
  if (format === "date") return instants.map((date) => date.toISOString().slice(0, 10));
  if (pattern) return fc.stringMatching(new RegExp(pattern));
  return fc.string({ minLength, maxLength: Math.max(minLength, Math.min(maxLength, usualText)) });
}

function objects(
  { properties = {}, required = [], additionalProperties }: JsonSchema,
  known: KnownFields,
): fc.Arbitrary<unknown> {
  if (Object.keys(properties).length === 0 && typeof additionalProperties === "object")
    return fc.dictionary(fc.string({ maxLength: 12 }), values(additionalProperties, known), {
      maxKeys: usualList,
    });
  const fields = Object.fromEntries(
    Object.entries(properties).map(([name, field]) => {
      const given = field.type === "object" ? undefined : known[name];
      return [name, given ?? values(field, known)];
    }),
  );
  return fc.record(fields, { requiredKeys: required.filter((name) => name in fields) });
}
