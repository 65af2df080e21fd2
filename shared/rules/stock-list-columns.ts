import type { Currency, Distance } from "../model/primitives.ts";
import { dateOrderOf } from "./stock-list-dates.ts";
import type { ListField, ListMapping } from "./stock-list-fields.ts";
import { currencyOf, unitOf } from "./stock-list-numbers.ts";
import { type ListSettings, readCell } from "./stock-list-values.ts";
import { isBlankValue, isMake, plainWords } from "./stock-list-words.ts";
import { vinHint } from "./vin.ts";

/** How columns are headed, in plain words of English and Spanish, most telling first. */
const headings: Readonly<Record<ListField, string>> = {
  stockNumber:
    "stock number|stock no|stock num|stock|stock id|stock|no de stock|numero de stock|num de stock|no stock|numero de inventario|no de inventario|inventario|no inventario|no inv|clave|clave interna|folio|codigo|id|sku|unidad|reference|referencia|ref|no economico|numero economico",
  vin: "vin|niv|vin number|numero de serie|no de serie|num de serie|no serie|serie|chasis|chassis|chassis number|numero de chasis|bastidor",
  year: "year|ano|anio|modelo ano|ano modelo|model year|yr|registration year|ano de fabricacion|my",
  make: "make|marca|manufacturer|brand|fabricante|armadora|marka",
  model: "model|modelo|submarca|linea|vehiculo|vehicle|model name",
  trim: "trim|version|variant|derivative|equipamiento version|trim level|edicion|grade|tipo version",
  bodyStyle: "body|body type|body style|bodystyle|carroceria|tipo|tipo de carroceria|type|clase|segmento",
  exteriorColor: "color|colour|color exterior|exterior color|exterior colour|ext color|paint",
  transmission: "transmission|transmision|gearbox|trans|caja|caja de cambios|cambio",
  fuel: "fuel|fuel type|combustible|tipo de combustible|tipo combustible|motor combustible",
  odometer:
    "odometer|odometro|mileage|kilometraje|km|kms|kilometros|kilometers|kilometres|miles|millas|millaje|recorrido|odo",
  distanceUnit:
    "unit|unidad de distancia|odometer unit|unidad de odometro|mileage unit|unidad odometro|km mi",
  price:
    "price|precio|asking price|sale price|selling price|retail price|precio de venta|precio venta|precio publico|precio de lista|precio lista|pvp|list price|retail|sticker|internet price|precio contado|precio de contado",
  purchase:
    "purchase|purchase price|cost|costo|costo de compra|precio de compra|precio compra|buying price|cost price|coste|inversion|valor de compra|paid|acquisition cost|costo adquisicion",
  currency: "currency|moneda|divisa|ccy",
  status: "status|estatus|estado|situacion|state|disponibilidad|availability|stock status",
  location: "location|ubicacion|lot|lote|sucursal|site|branch|city|ciudad|patio|agencia|plaza|dealer",
  acquiredOn:
    "acquired|acquired on|acquired date|date acquired|purchase date|date purchased|fecha de compra|fecha compra|fecha de ingreso|fecha ingreso|fecha de entrada|in stock date|stock date|date in|fecha de adquisicion|received|fecha",
  soldOn: "sold on|sold date|date sold|sale date|fecha de venta|fecha venta",
  features: "features|equipamiento|equipo|options|opciones|extras|accesorios|equipment|caracteristicas",
  notes:
    "notes|notas|comments|comentarios|observaciones|remarks|description|descripcion|detalles|comentario|nota",
};

const fieldByHeading = new Map(
  Object.entries(headings).flatMap(([field, words]) =>
    words.split("|").map((word) => [word, field as ListField] as const),
  ),
);

/** A heading without what numbers it or stands in brackets: "Mileage2", "Precio (MXN)". */
function plainHeading(heading: string): string {
  return plainWords(heading.replace(/[([{].*$/u, "").replace(/([a-z])([A-Z])/g, "$1 $2")).replace(
    / ?\d+$/,
    "",
  );
}

/** The field that a heading names, also where it stands among other words: "Kilometraje actual". */
function fieldOfHeading(heading: string): ListField | null {
  const plain = plainHeading(heading);
  const compact = plain.replaceAll(" ", "");
  const whole =
    fieldByHeading.get(plain) ??
    [...fieldByHeading].find(([word]) => word.replaceAll(" ", "") === compact)?.[1];
  if (whole) return whole;
  const padded = ` ${plain} `;
  const within = [...fieldByHeading]
    .filter(([word]) => word.length > 2 && padded.includes(` ${word} `))
    .sort(([a], [b]) => b.length - a.length);
  return within[0]?.[1] ?? null;
}

/** What most of a column's cells have to be for it to be taken for a field. */
const mostOf = 0.6;
const someOf = 0.05;

interface Column {
  readonly heading: string;
  /** Cells that say something. */
  readonly cells: readonly string[];
}

/** Guesses what each column is by its heading and by what stands in it. */
export function guessColumns(
  header: readonly string[],
  rows: readonly (readonly string[])[],
  settings: ListSettings,
): ListMapping {
  const columns = columnsOf(header, rows);
  const taken = new Map<ListField, string>();
  const guesses: (ListField | null)[] = columns.map(() => null);
  const guess = (fieldOf: (column: Column) => ListField | null) =>
    columns.forEach((column, index) => {
      const field = guesses[index] ? null : fieldOf(column);
      const plain = plainHeading(column.heading);
      if (!field || (taken.has(field) && (plain === "" || taken.get(field) !== plain))) return;
      taken.set(field, plain);
      guesses[index] = field;
    });
  guess((column) => {
    const field = fieldOfHeading(column.heading);
    const plain = plainHeading(column.heading);
    const hasTwin = columns.some((other) => other !== column && plainHeading(other.heading) === plain);
    return field && isPlausible(field, column, hasTwin, settings) ? field : null;
  });
  guess((column) => fieldOfContent(column));
  return guesses;
}

function columnsOf(header: readonly string[], rows: readonly (readonly string[])[]): Column[] {
  const width = rows.reduce((most, row) => Math.max(most, row.length), header.length);
  return Array.from({ length: width }, (_, index) => ({
    heading: header[index] ?? "",
    cells: rows.map((row) => row[index] ?? "").filter((cell) => !isBlankValue(cell)),
  }));
}

/** An empty column is what its heading says. Where another one is headed alike, rows may say it now here and now there. */
function isPlausible(field: ListField, { cells }: Column, hasTwin: boolean, settings: ListSettings): boolean {
  if (cells.length === 0) return true;
  const least = hasTwin ? someOf : mostOf;
  return (
    share(cells, (cell) =>
      orders.some((dateOrder) => "value" in readCell(field, cell, { ...settings, dateOrder })),
    ) >= least
  );
}

/** Which of them the dates of a list are in is found out once it is known where they stand. */
const orders = ["dmy", "mdy"] as const;

/** What stands in a column without a telling heading, where only one thing looks like that. */
function fieldOfContent({ cells }: Column): ListField | null {
  if (cells.length === 0) return null;
  const mostly = (is: (cell: string) => boolean) => share(cells, is) >= mostOf;
  if (mostly((cell) => cell.trim().length === 17 && vinHint(cell.trim()) !== "characters")) return "vin";
  if (mostly(isMake)) return "make";
  if (mostly((cell) => /\d\s*(?:(?:mil|k)\s*)?(?:kms?|kil[oó]metros|miles|mi|millas)\.?\s*$/i.test(cell)))
    return "odometer";
  if (mostly((cell) => /\d/.test(cell) && currencyOf(cell, "MXN") !== null)) return "price";
  if (mostly((cell) => /^\s*(?:19[5-9]\d|20[0-4]\d)\s*$/.test(cell))) return "year";
  return null;
}

function share(cells: readonly string[], is: (cell: string) => boolean): number {
  return cells.filter(is).length / cells.length;
}

/** Most rows of titles above the headings. */
const highestHeader = 10;

/** The row that names the columns, counted from 0, or null where the first row is a car already. */
export function guessHeader(rows: readonly (readonly string[])[]): number | null {
  const first = rows.slice(0, highestHeader);
  const named = first.map((row) => new Set(row.map(fieldOfHeading).filter(Boolean)).size);
  const most = Math.max(0, ...named);
  const filled = first.map((row) => row.filter((cell) => cell.trim() !== "").length);
  const best = named.indexOf(most);
  if (most >= 2 || (most === 1 && filled[best] === 1)) return best;
  const [top] = first;
  return top &&
    top.every((cell) => !/\d/.test(cell)) &&
    rows.slice(1, 20).some((row) => row.some((cell) => /\d/.test(cell)))
    ? 0
    : null;
}

/** What a list is in, as far as its headings and cells say so themselves. */
export function guessSettings(
  header: readonly string[],
  rows: readonly (readonly string[])[],
  usual: ListSettings,
): ListSettings {
  const mapping = guessColumns(header, rows, usual);
  const cellsOf = (...fields: ListField[]) =>
    mapping.flatMap((field, index) =>
      field && fields.includes(field) ? [header, ...rows].map((row) => row[index] ?? "") : [],
    );
  const currency = commonest(
    cellsOf("price", "purchase").flatMap((cell) => currencyOf(cell, usual.currency) ?? []),
  );
  const dates = cellsOf("acquiredOn", "soldOn");
  return {
    ...usual,
    currency: currency ?? usual.currency,
    unit: unitOfList(cellsOf("odometer"), currency) ?? usual.unit,
    dateOrder: dateOrderOf(dates) ?? usual.dateOrder,
  };
}

/** A heading such as "km" says it; where it says no more than "mileage", a list in pounds is British and counts miles. */
function unitOfList(cells: readonly string[], currency: Currency | undefined): Distance["unit"] | undefined {
  const words = cells.flatMap((cell) => plainWords(cell).match(/\p{L}+/gu) ?? []);
  const unit = commonest(words.flatMap((word) => (word === "kilometraje" ? "km" : (unitOf(word) ?? []))));
  return unit ?? (currency === "GBP" && words.includes("mileage") ? "mi" : undefined);
}

function commonest<T>(values: readonly T[]): T | undefined {
  const counts = Map.groupBy(values, (value) => value);
  return [...counts].sort(([, a], [, b]) => b.length - a.length)[0]?.[0];
}
