import * as z from "zod";
import { type CollectionName, Envelope } from "#shared/model/envelope.ts";
import type { PushRequest, PushResponse, PushRow } from "#shared/contract/replication.ts";
import type { Role } from "#shared/model/role.ts";
import { isSame } from "#shared/rules/canonical-json.ts";
import { millisOf } from "#shared/rules/hybrid-logical-clock.ts";
import { mayChange } from "#shared/rules/rights.ts";
import type { Database, DeviceKey, DeviceTransaction } from "../db/database.ts";
import { changesBetween } from "./history.ts";
import { type CheckedRows, checkRows } from "./row-check.ts";

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

/**
 * A row is accepted when there is no master, or the master is what the desk assumed; one that equals its master already is
 * left as it is. The unique index finds the masters: a join would be planned by statistics, and a hub that has just been
 * filled has none, so it would read the whole feed for every push. PostgreSQL locks a row before it replaces it, which shows
 * in \`xmax\`: what was replaced is the assumed version, so the history is given what changed since that.
 */
const writeRows = `
  WITH pushed AS (
    SELECT document ->> 'id' AS id, document, $4::bigint + position AS sequence
      FROM jsonb_array_elements($3::jsonb) WITH ORDINALITY AS pushed (document, position)
  ), written AS (
    INSERT INTO documents AS master (tenant_id, collection, id, sequence, document)
    SELECT $1, $2, id, sequence, document FROM pushed ORDER BY sequence
        ON CONFLICT (tenant_id, collection, id)
        DO UPDATE SET sequence = excluded.sequence, document = excluded.document
            WHERE master.document = ($5::jsonb -> master.id) AND master.document <> excluded.document
    RETURNING id, sequence, document, xmax <> 0 AS replaced
  ), recorded AS (
    INSERT INTO history (tenant_id, sequence, collection, id, device_id, written_at, document, changes)
    SELECT $1, sequence, $2, id, $6, $7,
           CASE WHEN NOT replaced THEN document END, CASE WHEN replaced THEN $8::jsonb -> id END
      FROM written
  ), counted AS (
    UPDATE feeds SET sequence = (SELECT max(sequence) FROM written)
     WHERE tenant_id = $1 AND EXISTS (SELECT FROM written)
  )
  SELECT max(sequence) AS sequence, coalesce(array_agg(id), '{}') AS ids FROM written`;

/** One look-up by the primary key for each id, for the same reason. */
const readMasters = `
  SELECT (SELECT document FROM documents WHERE tenant_id = $1 AND collection = $2 AND id = wanted.id) AS document
    FROM unnest($3::text[]) WITH ORDINALITY AS wanted (id, position) ORDER BY position`;

const latestStamp = `
  SELECT max(stamp.value COLLATE "C") AS stamp
    FROM documents, LATERAL jsonb_each_text(document -> 'stamps') AS stamp
   WHERE tenant_id = $1`;

/** Writes what may be written in one transaction; pushing the same again changes nothing. */
export async function push(
  database: Database,
  device: DeviceKey,
  request: PushRequest,
  now: number,
): Promise<Pushed> {
  return database.asDevice(device, async (transaction) => {
    const feed = { transaction, tenantId: device.tenantId, collection: request.collection };
    const rows = await checked(feed, request, now);
    const { role } = transaction.access;
    const sound = rows.sound.filter((row) => mayPush(role, device, row));
    const { sequence, ids } = await write(feed, device.deviceId, sound, now);
    const written = new Set(ids);
    const { conflicts, hidden } = await conflictsOf(
      feed,
      sound.map(({ document }) => document).filter(({ id }) => !written.has(id)),
    );
    const forbidden = rows.sound.filter((row) => !mayPush(role, device, row));
    const rejected = [
      ...rows.rejected,
      ...[...forbidden.map(({ document }) => document), ...hidden].map(notAllowed),
    ];
    const answers = await answersTo(feed, rejected);
    return {
      response: {
        conflicts: [...conflicts, ...answers],
        rejected: rejected.map(({ id, reason, detail }) => ({ id, reason, detail })),
      },
      sequence,
      written: ids.length,
    };
  });
}

/** Of the version that is replaced too: or a document could be taken for one's own by calling it another kind. */
function mayPush(role: Role, device: DeviceKey, { document, assumed }: PushRow): boolean {
  return mayWrite(role, device, document) && (assumed === null || mayWrite(role, device, assumed));
}

/** What a desk says of itself is its own affair, but for who runs the house. */
function mayWrite(role: Role, { deviceId }: DeviceKey, { id, kind }: Envelope): boolean {
  return mayChange(role, kind) && (kind !== "desk" || id === deviceId || mayChange(role, "dealership"));
}

function notAllowed(document: Envelope): CheckedRows["rejected"][number] {
  const detail = `The person of this desk may not change a document of kind ${document.kind}`;
  return { id: document.id, reason: "notAllowed", detail, document };
}

interface Feed {
  readonly transaction: DeviceTransaction;
  readonly tenantId: string;
  readonly collection: CollectionName;
}

interface Written {
  readonly sequence: number | null;
  readonly ids: readonly string[];
}

/**
 * A clock that ran ahead and was set right leaves stamps behind, on every desk, that later ones follow. They are looked for
 * only where a row is ahead, because it means reading all of the tenant's documents.
 */
async function checked(feed: Feed, request: PushRequest, now: number): Promise<CheckedRows> {
  const rows = checkRows(request, now);
  if (!rows.rejected.some(({ reason }) => reason === "clockAhead")) return rows;
  const [found] = await feed.transaction.rows<{ stamp: string | null }>(latestStamp, [feed.tenantId]);
  return checkRows(request, now, millisOf(found?.stamp ?? "") ?? 0);
}

async function write(
  { transaction, tenantId, collection }: Feed,
  deviceId: string,
  rows: CheckedRows["sound"],
  now: number,
): Promise<Written> {
  const [feed] = await transaction.rows<{ sequence: number }>(lockFeed, [tenantId]);
  if (!feed) throw new Error("The tenant has no feed");
  const documents = JSON.stringify(rows.map(({ document }) => document));
  const changed = rows.flatMap(({ assumed, document }) => (assumed ? [{ assumed, document }] : []));
  const assumedById = jsonById(changed.map(({ assumed, document }) => [document.id, assumed]));
  const changesById = jsonById(
    changed.map(({ assumed, document }) => [document.id, changesBetween(assumed, document)]),
  );
  const at = new Date(now).toISOString();
  const values = [tenantId, collection, documents, feed.sequence, assumedById, deviceId, at, changesById];
  // Ids of documents that the desk may not see are taken all the same, and nobody may write over those.
  await transaction.seeEverything(true);
  const [written] = await transaction.rows<Written>(writeRows, values);
  await transaction.seeEverything(false);
  return written!;
}

function jsonById(entries: readonly (readonly [id: string, value: unknown])[]): string {
  return JSON.stringify(Object.fromEntries(entries));
}

/** The masters of rows that were not written, but for those that the row equals already; and rows whose master is hidden. */
async function conflictsOf(
  feed: Feed,
  documents: readonly Envelope[],
): Promise<{ conflicts: Envelope[]; hidden: Envelope[] }> {
  const masters = await mastersOf(
    feed,
    documents.map(({ id }) => id),
  );
  return {
    conflicts: masters.flatMap((master, index) =>
      master !== null && !isSame(master, documents[index]) ? [master] : [],
    ),
    hidden: documents.filter((_, index) => masters[index] === null),
  };
}

async function mastersOf({ transaction, tenantId, collection }: Feed, ids: readonly string[]) {
  if (ids.length === 0) return [];
  const values = [tenantId, collection, ids];
  const rows = await transaction.rows<{ document: Envelope | null }>(readMasters, values);
  return rows.map(({ document }) => document);
}

/** A rejected row is answered by its master, or by itself as a tombstone where the hub has none. */
async function answersTo(feed: Feed, rejected: CheckedRows["rejected"]): Promise<Envelope[]> {
  const ids = [
    ...new Set(rejected.map(({ id }) => id).filter((id) => Envelope.shape.id.safeParse(id).success)),
  ];
  const masters = await mastersOf(feed, ids);
  return ids.map(
    (id, index) => masters[index] ?? tombstone(id, rejected.find((row) => row.id === id)?.document),
  );
}

/** As much of a rejected document as is sound, deleted. */
function tombstone(id: string, document: unknown): Envelope {
  const kept = Remains.safeParse(document);
  return { ...nothing, ...(kept.success ? kept.data : {}), id, _deleted: true };
}

const nothing = { kind: "unknown", key: "", order: 0, data: {}, stamps: {} };
const { kind, key, order } = Envelope.shape;
const Remains = z.object({ kind: kind.catch("unknown"), key: key.catch(""), order: order.catch(0) });
