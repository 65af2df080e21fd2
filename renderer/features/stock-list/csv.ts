import Papa from "papaparse";
import { mostRows } from "#shared/rules/stock-list-fields.ts";
import { nextTask } from "./slices.ts";

/** What parts the cells of a row. */
export const delimiters = [",", ";", "\t", "|"] as const;
export type Delimiter = (typeof delimiters)[number];

export interface ListTable {
  readonly rows: readonly (readonly string[])[];
  readonly delimiter: Delimiter;
  /** How many cells the longest row has. */
  readonly width: number;
  /** The row with a quotation mark that is never closed, so that the rest of the file stands in one cell; null for none. */
  readonly openQuote: number | null;
}

/** Characters that are read in one task. */
const chunkSize = 128 * 1024;

/** The rows and cells of a list, read in parts so that the window never waits; null where there are more rows than are taken. */
export function tableOf(text: string, delimiter: Delimiter | null): Promise<ListTable | null> {
  const rows: string[][] = [];
  let found: string = delimiter ?? ",";
  let openQuote: number | null = null;
  const end = () => ({
    rows: withoutEmptyEnd(rows),
    delimiter: delimiters.find((each) => each === found) ?? ",",
    width: rows.reduce((most, row) => Math.max(most, row.length), 0),
    openQuote,
  });
  return new Promise((resolve) => {
    const how = {
      delimiter: delimiter ?? "",
      delimitersToGuess: [...delimiters],
      chunkSize,
      chunk({ data, errors, meta }: Papa.ParseResult<string[]>, parser: Papa.Parser) {
        found = meta.delimiter;
        const missing = errors.find(({ code }) => code === "MissingQuotes");
        if (missing) openQuote = rows.length + (missing.row ?? 0);
        for (const row of data) rows.push(row);
        if (rows.length > mostRows + 1 && withoutEmptyEnd(rows).length > mostRows + 1) {
          resolve(null);
          parser.abort();
        } else {
          parser.pause();
          void nextTask().then(() => parser.resume());
        }
      },
      complete: () => resolve(end()),
    };
    Papa.parse<string[]>(text, how);
  });
}

function withoutEmptyEnd(rows: readonly string[][]): string[][] {
  const last = rows.findLastIndex((row) => row.some((cell) => cell.trim() !== ""));
  return rows.slice(0, last + 1);
}

/** Makes of a cell what no spreadsheet runs as a formula (OWASP, CSV injection); `readCell` takes the apostrophe off again. */
export function guarded(cell: string): string {
  return /^'*[=+\-@＝＋－＠\t\r]/u.test(cell) ? `'${cell}` : cell;
}

/** A file that Excel opens as UTF-8, with lines as RFC 4180 has them. */
export function csvOf(rows: readonly (readonly string[])[]): string {
  return `\uFEFF${Papa.unparse(
    rows.map((row) => row.map(guarded)),
    { newline: "\r\n" },
  )}\r\n`;
}
