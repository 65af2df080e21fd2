import type { Envelope } from "#shared/model/envelope.ts";
import type { PullRequest, PullResponse } from "#shared/contract/replication.ts";
import type { Database, DeviceKey } from "../db/database.ts";

/** One statement, so that the history is the one that the rows count in; an empty page is one row without a document. */
const readFeed = `
  SELECT history_id AS history, page.sequence, document
    FROM feeds LEFT JOIN LATERAL (
           SELECT sequence, document FROM documents
            WHERE tenant_id = $1 AND collection = $2 AND sequence > $3
            ORDER BY sequence LIMIT $4) AS page ON true
   WHERE tenant_id = $1
   ORDER BY page.sequence`;

interface FeedRow {
  readonly history: string;
  readonly sequence: number | null;
  readonly document: Envelope | null;
}

/** The next rows of a collection's feed, of kinds that the desk may see. A document that changed meanwhile comes once, where it stands now. */
export async function pull(
  database: Database,
  device: DeviceKey,
  { collection, after, limit }: PullRequest,
): Promise<PullResponse> {
  const { rows, role } = await database.asDevice(device, async (transaction) => ({
    rows: await transaction.rows<FeedRow>(readFeed, [device.tenantId, collection, after, limit]),
    role: transaction.access.role,
  }));
  const last = rows.at(-1);
  if (!last) throw new Error("The tenant has no feed");
  return {
    documents: rows.flatMap(({ document }) => document ?? []),
    checkpoint: { sequence: last.sequence ?? after, history: last.history },
    role,
  };
}
