/** Writes TIFFs field by field, as cameras do: EXIF, and raw files. */

export type TiffValue =
  | { readonly type: "short" | "long"; readonly values: readonly number[] }
  | { readonly type: "ascii"; readonly text: string }
  | { readonly type: "bytes"; readonly data: Buffer }
  /** Data that lies somewhere in the file; the field says where. */
  | { readonly type: "place"; readonly data: Buffer }
  | { readonly type: "directories"; readonly directories: readonly TiffFields[] };

export type TiffFields = Readonly<Record<number, TiffValue>>;

export const short = (...values: number[]): TiffValue => ({ type: "short", values });
export const long = (...values: number[]): TiffValue => ({ type: "long", values });
export const ascii = (text: string): TiffValue => ({ type: "ascii", text });
export const bytes = (data: Buffer): TiffValue => ({ type: "bytes", data });
export const place = (data: Buffer): TiffValue => ({ type: "place", data });
export const directories = (...list: TiffFields[]): TiffValue => ({ type: "directories", directories: list });

export interface TiffOptions {
  readonly order?: "II" | "MM";
  /** The number after the byte order. */
  readonly mark?: number;
  /** What a maker puts between the header and the first directory. */
  readonly preface?: Buffer;
}

/** Directories first, then what they point to, so that a reader of the beginning finds them. */
export function tiffFile(chain: readonly TiffFields[], options: TiffOptions = {}): Buffer {
  const { order = "II", mark = 42, preface = Buffer.alloc(0) } = options;
  const places = new Map<object, number>();
  const all = chain.flatMap(withSubDirectories);
  let end = 8 + preface.length;
  for (const fields of all) {
    places.set(fields, end);
    end += 2 + Object.keys(fields).length * 12 + 4;
  }
  for (const value of all.flatMap((fields) => Object.values(fields))) {
    const data = value.type === "place" ? value.data : encoded(value, order, places);
    if (value.type !== "place" && data.length <= 4) continue;
    places.set(value, end);
    end += data.length + (data.length % 2);
  }

  const file = Buffer.alloc(end);
  const write = numberWriter(file, order);
  file.write(order, "latin1");
  write.short(mark, 2);
  write.long(places.get(chain[0]!)!, 4);
  preface.copy(file, 8);
  for (const fields of all) {
    const next = chain[chain.indexOf(fields) + 1];
    writeDirectory(file, fields, order, places, chain.includes(fields) && next ? places.get(next)! : 0);
  }
  return file;
}

function withSubDirectories(fields: TiffFields): TiffFields[] {
  const below = Object.values(fields).flatMap((value) =>
    value.type === "directories" ? value.directories.flatMap(withSubDirectories) : [],
  );
  return [fields, ...below];
}

const types = { short: 3, long: 4, ascii: 2, bytes: 7, place: 4, directories: 4 };
const sizes = { short: 2, long: 4, ascii: 1, bytes: 1, place: 4, directories: 4 };

function writeDirectory(
  file: Buffer,
  fields: TiffFields,
  order: "II" | "MM",
  places: ReadonlyMap<object, number>,
  next: number,
): void {
  const write = numberWriter(file, order);
  let at = places.get(fields)!;
  const sorted = Object.entries(fields).sort(([a], [b]) => Number(a) - Number(b));
  write.short(sorted.length, at);
  at += 2;
  for (const [tag, value] of sorted) {
    const data = encoded(value, order, places);
    write.short(Number(tag), at);
    write.short(types[value.type], at + 2);
    write.long(data.length / sizes[value.type], at + 4);
    const elsewhere = places.get(value);
    if (value.type === "place") value.data.copy(file, elsewhere);
    if (value.type === "place" || data.length <= 4) data.copy(file, at + 8);
    else {
      write.long(elsewhere!, at + 8);
      data.copy(file, elsewhere);
    }
    at += 12;
  }
  write.long(next, at);
}

function encoded(value: TiffValue, order: "II" | "MM", places: ReadonlyMap<object, number>): Buffer {
  switch (value.type) {
    case "ascii":
      return Buffer.from(`${value.text}\0`, "utf8");
    case "bytes":
      return value.data;
    case "short":
      return numbers(value.values, 2, order);
    case "long":
      return numbers(value.values, 4, order);
    case "place":
      return numbers([places.get(value) ?? 0], 4, order);
    case "directories":
      return numbers(
        value.directories.map((fields) => places.get(fields) ?? 0),
        4,
        order,
      );
    default:
      return value satisfies never;
  }
}

function numbers(values: readonly number[], size: 2 | 4, order: "II" | "MM"): Buffer {
  const data = Buffer.alloc(values.length * size);
  const write = numberWriter(data, order);
  values.forEach((value, index) => write[size === 2 ? "short" : "long"](value, index * size));
  return data;
}

function numberWriter(file: Buffer, order: "II" | "MM") {
  return {
    short: (value: number, at: number) =>
      order === "II" ? file.writeUInt16LE(value, at) : file.writeUInt16BE(value, at),
    long: (value: number, at: number) =>
      order === "II" ? file.writeUInt32LE(value, at) : file.writeUInt32BE(value, at),
  };
}
