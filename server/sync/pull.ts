import type { Envelope } from "#shared/model/envelope.ts";
import type { PullRequest, PullResponse } from "#shared/contract/replication.ts";
import type { Database } from "../db/database.ts";

const readFeed = `
  SELECT sequence, document FROM documents
   WHERE tenant_id = $1 AND collection = $2 AND sequence > $3
   ORDER BY sequence LIMIT $4`;

/** The next rows of a collection's feed. A document that changed meanwhile comes once, where it stands now. */
export async function pull(
  database: Database,
  tenantId: string,
  { collection, after, limit }: PullRequest,
): Promise<PullResponse> {
  const rows = await database.inTenant(tenantId, (transaction) =>
    transaction.rows<{ sequence: number; document: Envelope }>(readFeed, [
      tenantId,
      collection,
      after,
      limit,
    ]),
  );
  return {
    documents: rows.map(({ document }) => document),
    checkpoint: { sequence: rows.at(-1)?.sequence ?? after },
  };
}
