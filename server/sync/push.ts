import * as z from "zod";
import { Envelope } from "#shared/model/envelope.ts";
import type { CollectionName } from "#shared/model/envelope.ts";
import type { PushRequest, PushResponse } from "#shared/contract/replication.ts";
import type { Database, TenantTransaction } from "../db/database.ts";
import { type CheckedRows, checkRows } from "./row-check.ts";

/** Who pushes. */
export interface Pusher {
  readonly tenantId: string;
  readonly deviceId: string;
}

export interface Pushed {
  readonly response: PushResponse;
  /** The feed's last sequence number after this push, or null where nothing was written. */
  readonly sequence: number | null;
  readonly written: number;
}

/**
 * The tenant's counter, locked by a statement of its own. A statement sees what was committed when it began, so the next
 * one sees everything of the pushes before it; and sequence numbers become visible in their own order, which is what lets
 * a reader go by them.
 */
const lockFeed = "SELECT sequence FROM feeds WHERE tenant_id = $1 FOR UPDATE";

/** A row is accepted when its master is what the desk assumed; one that equals its master already is left as it is. */
const writeRows = `
  WITH pushed AS (
    SELECT (item -> 'document' ->> 'id') COLLATE "C" AS id,
           item -> 'document' AS document, item -> 'assumed' AS assumed, position
      FROM jsonb_array_elements($3::jsonb) WITH ORDINALITY AS pushed (item, position)
  ), checked AS MATERIALIZED (
    SELECT pushed.*, master.document AS master
      FROM pushed
      LEFT JOIN documents AS master
        ON master.tenant_id = $1 AND master.collection = $2 AND master.id = pushed.id
  ), accepted AS MATERIALIZED (
    SELECT id, document, $4::bigint + row_number() OVER (ORDER BY position) AS sequence
      FROM checked
     WHERE master IS NULL OR (master = assumed AND master <> document)
  ), written AS (
    INSERT INTO documents (tenant_id, collection, id, sequence, document)
    SELECT $1, $2, id, sequence, document FROM accepted
        ON CONFLICT (tenant_id, collection, id)
        DO UPDATE SET sequence = excluded.sequence, document = excluded.document
  ), recorded AS (
    INSERT INTO history (tenant_id, sequence, collection, id, device_id, written_at, document)
    SELECT $1, sequence, $2, id, $5, $6, document FROM accepted
  ), counted AS (
    UPDATE feeds SET sequence = sequence + (SELECT count(*) FROM accepted)
     WHERE tenant_id = $1 AND EXISTS (SELECT FROM accepted)
  )
  SELECT (SELECT count(*) FROM accepted) AS written,
         (SELECT coalesce(jsonb_agg(master ORDER BY position), '[]') FROM checked
           WHERE master <> document AND master IS DISTINCT FROM assumed) AS conflicts`;

const readMasters =
  "SELECT document FROM documents WHERE tenant_id = $1 AND collection = $2 AND id = ANY($3::text[])";

/** Writes what may be written in one transaction; pushing the same again changes nothing. */
export async function push(
  database: Database,
  { tenantId, deviceId }: Pusher,
  request: PushRequest,
  now: number,
): Promise<Pushed> {
  const { collection } = request;
  const { sound, rejected } = checkRows(request, now);
  return database.inTenant(tenantId, async (transaction) => {
    const before = await lockedSequence(transaction, tenantId);
    const at = new Date(now).toISOString();
    const [outcome] = await transaction.rows<{ written: number; conflicts: Envelope[] }>(writeRows, [
      tenantId,
      collection,
      JSON.stringify(sound),
      before,
      deviceId,
      at,
    ]);
    const { written, conflicts } = outcome!;
    const answers = await answersTo(transaction, tenantId, collection, rejected);
    return {
      response: {
        conflicts: [...conflicts, ...answers],
        rejected: rejected.map(({ id, reason, detail }) => ({ id, reason, detail })),
      },
      sequence: written > 0 ? before + written : null,
      written,
    };
  });
}

async function lockedSequence(transaction: TenantTransaction, tenantId: string): Promise<number> {
  const [feed] = await transaction.rows<{ sequence: number }>(lockFeed, [tenantId]);
  if (!feed) throw new Error("The tenant has no feed");
  return feed.sequence;
}

/** A rejected row is answered by its master, or by itself as a tombstone where the hub has none. */
async function answersTo(
  transaction: TenantTransaction,
  tenantId: string,
  collection: CollectionName,
  rejected: CheckedRows["rejected"],
): Promise<Envelope[]> {
  const ids = [
    ...new Set(rejected.map(({ id }) => id).filter((id) => Envelope.shape.id.safeParse(id).success)),
  ];
  if (ids.length === 0) return [];
  const masters = await transaction.rows<{ document: Envelope }>(readMasters, [tenantId, collection, ids]);
  const byId = new Map(masters.map(({ document }) => [document.id, document]));
  return ids.map((id) => byId.get(id) ?? tombstone(id, rejected.find((row) => row.id === id)?.document));
}

/** As much of a rejected document as is sound, deleted. */
function tombstone(id: string, document: unknown): Envelope {
  const kept = Remains.safeParse(document);
  return { ...nothing, ...(kept.success ? kept.data : {}), id, _deleted: true };
}

const nothing = { kind: "unknown", key: "", order: 0, data: {}, stamps: {} };
const { kind, key, order } = Envelope.shape;
const Remains = z.object({ kind: kind.catch("unknown"), key: key.catch(""), order: order.catch(0) });
