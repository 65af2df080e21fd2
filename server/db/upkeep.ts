import type { HubLog } from "../log.ts";
import type { Database } from "./database.ts";

/** Rows written after which the database is tidied at once, and how often it is when fewer were: milliseconds. */
const rowsBeforeTidying = 5_000;
const tidyEvery = 30 * 60_000;

/** Vacuums and analyzes a database that has nobody else to do it. */
export interface Upkeep extends AsyncDisposable {
  /** Takes notice of rows that were written. */
  wrote(rows: number): void;
}

export function startUpkeep(database: Database, log: HubLog): Upkeep {
  if (database.kind !== "pglite") return { wrote: () => {}, async [Symbol.asyncDispose]() {} };
  let rowsSince = 0;
  let running: Promise<void> | null = null;

  const tidy = () => {
    if (running || rowsSince === 0) return;
    const rows = rowsSince;
    rowsSince = 0;
    running = database
      .tidy()
      .then(() => log.info("databaseTidied", { rows }))
      .catch((error: unknown) => void log.error("tidyingFailed", error))
      .finally(() => (running = null));
  };
  const timer = setInterval(tidy, tidyEvery);
  return {
    wrote(rows) {
      rowsSince += rows;
      if (rowsSince >= rowsBeforeTidying) tidy();
    },
    async [Symbol.asyncDispose]() {
      clearInterval(timer);
      await running;
    },
  };
}
