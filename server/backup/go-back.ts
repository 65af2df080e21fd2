import type { ClientBase } from "pg";
import type { HistoryRow, LastVersion } from "../sync/history.ts";
import { lastVersions } from "../sync/history.ts";
import { readPages } from "./tables.ts";

/** Documents that are written back at once. */
const documentsAtOnce = 500;

/**
 * Makes every dealership's documents what they were at a moment, by its history; who belongs to it stays as it is. Clocks of
 * several hub processes differ a little, so the feed is cut before the first write that was later: what is kept has no gap.
 */
export async function goBackTo(client: ClientBase, at: Date): Promise<void> {
  await client.query(
    `DELETE FROM history USING (SELECT tenant_id, min(sequence) AS first FROM history
                                 WHERE written_at > $1 GROUP BY tenant_id) AS later
      WHERE history.tenant_id = later.tenant_id AND history.sequence >= later.first`,
    [at],
  );
  await client.query(
    `UPDATE feeds SET sequence = coalesce((SELECT max(sequence) FROM history
                                            WHERE history.tenant_id = feeds.tenant_id), 0)`,
  );
  await client.query("TRUNCATE documents");
  let waiting: LastVersion[] = [];
  for await (const version of lastVersions(historyOf(client))) {
    waiting.push(version);
    if (waiting.length === documentsAtOnce) {
      await writeVersions(client, waiting);
      waiting = [];
    }
  }
  await writeVersions(client, waiting);
}

/** All writes, document by document. */
export async function* historyOf(client: ClientBase): AsyncGenerator<HistoryRow> {
  const statement = `
    SELECT tenant_id AS "tenantId", collection, id, sequence, document, changes FROM history
     ORDER BY tenant_id, collection COLLATE "C", id, sequence`;
  for await (const page of readPages<HistoryRow & Record<string, unknown>>(client, statement)) yield* page;
}

async function writeVersions(client: ClientBase, versions: readonly LastVersion[]): Promise<void> {
  await client.query(
    `INSERT INTO documents (tenant_id, collection, id, sequence, document)
     SELECT "tenantId", collection, id, sequence, document
       FROM jsonb_to_recordset($1::jsonb)
            AS version ("tenantId" uuid, collection text, id text, sequence bigint, document jsonb)`,
    [JSON.stringify(versions)],
  );
}
