import { finished } from "node:stream/promises";
import { Client } from "pg";
import { to as copyTo } from "pg-copy-streams";
import { median } from "./figure.ts";

const rounds = 5;

/** Seconds, medians of rounds. */
export interface Floor {
  /** All documents of the hub's table into one with the same indexes, in one statement. */
  readonly insert: number;
  /** All documents out of it over the wire. */
  readonly copy: number;
}

/** The least that PostgreSQL can do with the documents that the hub has in this database. */
export async function measureFloor(databaseUrl: string): Promise<Floor> {
  const client = new Client({ connectionString: databaseUrl });
  await client.connect();
  try {
    await client.query("CREATE TABLE floor (LIKE documents INCLUDING ALL)");
    const insert: number[] = [];
    const copy: number[] = [];
    for (let round = 0; round < rounds; round++) {
      await client.query("TRUNCATE floor");
      insert.push(await secondsOf(() => client.query(insertAll)));
      copy.push(await secondsOf(() => finished(client.query(copyTo("COPY documents TO STDOUT")).resume())));
    }
    return { insert: median(insert), copy: median(copy) };
  } finally {
    await client.end();
  }
}

/** Without the column that PostgreSQL works out by itself. */
const insertAll = `
  INSERT INTO floor (tenant_id, collection, id, sequence, document)
  SELECT tenant_id, collection, id, sequence, document FROM documents`;

export async function secondsOf(work: () => Promise<unknown>): Promise<number> {
  const began = performance.now();
  await work();
  return (performance.now() - began) / 1000;
}
