import type * as z from "zod";

/** What a screen wanted to write does not fit the model. `fields` holds the first issue code of each field. */
export class InvalidData extends Error {
  override readonly name = "InvalidData";
  readonly fields: Readonly<Record<string, string>>;

  constructor(fields: Readonly<Record<string, string>>) {
    super(`The data is not valid: ${Object.keys(fields).join(", ")}`);
    this.fields = fields;
  }
}

/** The parsed value; throws `InvalidData`. */
export function checked<T extends z.ZodType>(schema: T, value: unknown): z.output<T> {
  const parsed = schema.safeParse(value);
  if (parsed.success) return parsed.data;
  const fields: Record<string, string> = {};
  for (const { path, code, ...issue } of parsed.error.issues) {
    const names = code === "unrecognized_keys" && "keys" in issue ? issue.keys : [path.join(".")];
    for (const name of names) fields[name] ??= code;
  }
  throw new InvalidData(fields);
}
