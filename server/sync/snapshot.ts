import type { Envelope } from "#shared/model/envelope.ts";
import type { SnapshotRequest, SnapshotResponse } from "#shared/contract/replication.ts";
import type { Database, DeviceKey } from "../db/database.ts";

/** One statement, so that the feed stands where the rows do; an empty page is one row without a document. */
export const readPage = `
  SELECT history_id AS history, feeds.sequence AS head, page.rank, document,
         CASE WHEN $4 = '' THEN (SELECT count(*) FROM documents WHERE tenant_id = $1 AND collection = $2) END AS total
    FROM feeds LEFT JOIN LATERAL (
           SELECT snapshot_rank AS rank, id, document FROM documents
            WHERE tenant_id = $1 AND collection = $2 AND (snapshot_rank, id) > ($3, $4)
            ORDER BY snapshot_rank, id LIMIT $5) AS page ON true
   WHERE feeds.tenant_id = $1
   ORDER BY page.rank, page.id`;

interface PageRow {
  readonly history: string;
  readonly head: number;
  readonly rank: string | null;
  readonly document: Envelope | null;
  readonly total: number | null;
}

/** No row is before it. */
const beginning = { rank: "", id: "" };

/** The next rows of a collection, of kinds that the desk may see, in the order of their rank. */
export async function snapshot(
  database: Database,
  device: DeviceKey,
  { collection, after = beginning, limit }: SnapshotRequest,
): Promise<SnapshotResponse> {
  const values = [device.tenantId, collection, after.rank, after.id, limit];
  const { rows, role } = await database.asDevice(device, async (transaction) => ({
    rows: await transaction.rows<PageRow>(readPage, values),
    role: transaction.access.role,
  }));
  const last = rows.at(-1);
  if (!last) throw new Error("The tenant has no feed");
  const isFull = rows.length === limit && last.document !== null;
  return {
    documents: rows.flatMap(({ document }) => document ?? []),
    checkpoint: { sequence: last.head, history: last.history },
    role,
    next: isFull ? { rank: last.rank!, id: last.document.id } : null,
    total: last.total,
  };
}
