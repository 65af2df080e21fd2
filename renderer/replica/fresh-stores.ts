import { type DBCore, type DBCoreTable, Dexie } from "dexie";

/**
 * RxDB's `bulkWrite` looks for each row by a request of its own. A store that was empty once while this page had it has only
 * what the page has written since, for nobody else writes it (`sole-writer.ts`); of the rest it is known that it is not there.
 */
export function skipAbsentRows(database: Dexie): void {
  database.use({
    stack: "dbcore",
    name: "absent-rows",
    create: (core) => ({ ...core, table: tablesOf(core) }),
  });
}

function tablesOf(core: DBCore): DBCore["table"] {
  const tables = new Map<string, DBCoreTable>();
  return (name) => {
    const table = tables.get(name) ?? knowingItsRows(core.table(name));
    tables.set(name, table);
    return table;
  };
}

function knowingItsRows(table: DBCoreTable): DBCoreTable {
  const { primaryKey } = table.schema;
  // Also what was taken back since, or never came in: of those it is asked, as of all in a store that was not empty.
  const written = new Set<unknown>();
  let knows: "unasked" | "all" | "nothing" = "unasked";

  function look(request: Parameters<DBCoreTable["getMany"]>[0]): ReturnType<DBCoreTable["getMany"]> {
    if (knows === "nothing") return table.getMany(request);
    const places = request.keys.flatMap((key, place) => (written.has(key) ? [place] : []));
    const absent = request.keys.map(() => undefined);
    if (places.length === 0) return Dexie.Promise.resolve(absent);
    return table.getMany({ ...request, keys: places.map((place) => request.keys[place]) }).then((found) => {
      const rows: unknown[] = [...absent];
      places.forEach((place, index) => (rows[place] = found[index]));
      return rows;
    });
  }

  return {
    ...table,
    getMany(request) {
      if (knows !== "unasked") return look(request);
      const everything = {
        index: primaryKey,
        range: { type: 3, lower: undefined, upper: undefined },
      } as const;
      return table.count({ trans: request.trans, query: everything }).then((count) => {
        if (knows === "unasked") knows = count === 0 ? "all" : "nothing";
        if (knows === "nothing") written.clear();
        return look(request);
      });
    },
    mutate(request) {
      if (knows !== "nothing" && (request.type === "add" || request.type === "put"))
        for (const row of request.values) written.add(primaryKey.extractKey?.(row));
      return table.mutate(request);
    },
  };
}
