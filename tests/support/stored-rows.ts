import { Dexie } from "dexie";

/** Every row that this page's browser stores for the RxDB database of that name, by the name of its store. */
export async function storedRows(database: string): Promise<Readonly<Record<string, readonly StoredRow[]>>> {
  const prefix = `rxdb-dexie-${database}--`;
  const known = await indexedDB.databases();
  const names = known.flatMap(({ name }) => (name?.startsWith(prefix) ? [name] : []));
  const rows = await Promise.all(names.map(rowsOf));
  return Object.fromEntries(names.map((name, index) => [name.slice(prefix.length), rows[index]!]));
}

export interface StoredRow {
  readonly id: string;
  readonly _rev: string;
  readonly _meta: { readonly lwt: number };
  readonly [field: string]: unknown;
}

async function rowsOf(name: string): Promise<StoredRow[]> {
  const dexie = await new Dexie(name).open();
  try {
    return await dexie.table<StoredRow>("docs").toArray();
  } finally {
    dexie.close();
  }
}
