import { ORPCError } from "@orpc/client";
import type { RxReplicationWriteToMasterRow, WithDeleted } from "rxdb/plugins/core";
import type { Checkpoint, SnapshotPlace, SnapshotResponse } from "#shared/contract/replication.ts";
import type { CollectionName, Envelope } from "#shared/model/envelope.ts";
import type { HybridLogicalClock } from "#shared/rules/hybrid-logical-clock.ts";
import { merge } from "#shared/rules/merge.ts";
import { overlapsOf } from "#shared/rules/overlaps.ts";
import type { BridgeClient } from "#renderer/bridge/client.ts";
import { isSameDocument, plain } from "./conflicts.ts";
import type { Documents } from "./documents.ts";
import type { Patience } from "./patience.ts";

export interface ExchangeParts {
  readonly sync: Pick<BridgeClient["sync"], "pull" | "snapshot" | "push">;
  readonly documents: Documents;
  readonly clock: HybridLogicalClock;
  readonly refused: Readonly<Record<CollectionName, Set<string>>>;
  /** The hub's numbers count in another history than this desk's checkpoint: it was restored, or is another hub. */
  readonly onOtherHistory: () => void;
}

export interface Exchange {
  /**
   * Whether news of a feed are worth a pull. A feed with the number 0 may have grown while nobody could listen; the first pull
   * of a session finds that out by itself.
   */
  readonly isNews: (sequence: number) => boolean;
  pull(
    after: Checkpoint | undefined,
    limit: number,
  ): Promise<{ documents: Envelope[]; checkpoint: Checkpoint }>;
  /** A page of all that the hub has; null where it can tell that only by its feed. */
  snapshot(after: SnapshotPlace | null, limit: number): Promise<SnapshotResponse | null>;
  push(rows: RxReplicationWriteToMasterRow<Envelope>[]): Promise<WithDeleted<Envelope>[]>;
  /** Asks once; answers what the hub has taken as it is, or null where it cannot be asked now. Merges nothing. */
  offer(rows: RxReplicationWriteToMasterRow<Envelope>[]): Promise<Envelope[] | null>;
}

/**
 * What RxDB's replication of one collection asks for. It throws only when this replication ends: everything else is tried
 * again here, because RxDB would wait without backoff and without end.
 */
export function createExchange(
  collection: CollectionName,
  patience: Patience,
  parts: ExchangeParts,
): Exchange {
  const refused = parts.refused[collection];
  let pulled = 0;
  let firstPullDone = false;

  return {
    isNews: (sequence) => (sequence === 0 ? firstPullDone : sequence > pulled),

    async pull(after, limit) {
      const request = { collection, after: after?.sequence ?? 0, limit };
      const { documents, checkpoint } = await patience.call((signal) => parts.sync.pull(request, { signal }));
      if (after && after.history !== checkpoint.history) {
        parts.onOtherHistory();
        throw new Error("The hub has another history; replication begins anew");
      }
      observe(documents, parts.clock);
      pulled = Math.max(pulled, checkpoint.sequence);
      firstPullDone ||= documents.length < limit;
      return { documents, checkpoint };
    },

    async snapshot(after, limit) {
      const request = { collection, limit, ...(after && { after }) };
      const page = await patience.call((signal) => orNull(parts.sync.snapshot(request, { signal })));
      observe(page?.documents ?? [], parts.clock);
      return page;
    },

    async push(all) {
      const rows = all.map(rowOf).filter((row) => !isAnswered(row, refused));
      if (rows.length === 0) return [];
      // A row that was changed again since its refusal is asked about anew; its next conflict is one to be merged.
      for (const { document } of rows) refused.delete(document.id);
      // RxDB pushes as soon as it has written. An entry that came into the journal after its push would wait there for ever.
      await parts.documents.journalled();
      const { conflicts, rejected } = await patience.call((signal) =>
        parts.sync.push({ collection, rows }, { signal }),
      );
      const mine = new Map(rows.map((row) => [row.document.id, row]));
      observe(accepted(rows, conflicts), parts.clock);
      if (rejected.some(({ reason }) => reason === "clockAhead")) parts.clock.retreat();
      for (const { id } of rejected) if (mine.has(id)) refused.add(id);
      await keepMerged(collection, conflicts, mine, parts);
      return conflicts.filter(({ id }) => mine.has(id));
    },

    async offer(all) {
      const rows = all.map(rowOf);
      await parts.documents.journalled();
      const answer = await patience.call((signal) =>
        parts.sync.push({ collection, rows }, { signal }).catch(() => null),
      );
      if (answer === null) return null;
      const taken = accepted(rows, answer.conflicts);
      observe(taken, parts.clock);
      if (answer.rejected.some(({ reason }) => reason === "clockAhead")) parts.clock.retreat();
      return taken;
    },
  };
}

async function orNull(asked: Promise<SnapshotResponse>): Promise<SnapshotResponse | null> {
  try {
    return await asked;
  } catch (error) {
    if (error instanceof ORPCError && error.code === "notOffered") return null;
    throw error;
  }
}

interface PushedRow {
  readonly document: Envelope;
  readonly assumed: Envelope | null;
}

function rowOf({ newDocumentState, assumedMasterState }: RxReplicationWriteToMasterRow<Envelope>): PushedRow {
  return {
    document: plain(newDocumentState),
    assumed: assumedMasterState ? plain(assumedMasterState) : null,
  };
}

/** What the hub has now, as it was pushed. */
function accepted(rows: readonly PushedRow[], conflicts: readonly Envelope[]): Envelope[] {
  const answered = new Set(conflicts.map(({ id }) => id));
  return rows.map(({ document }) => document).filter(({ id }) => !answered.has(id));
}

function observe(documents: readonly Envelope[], clock: HybridLogicalClock): void {
  for (const { stamps } of documents) Object.values(stamps).forEach((stamp) => clock.observe(stamp));
}

/** After a refusal RxDB pushes the hub's own answer back to it, which nobody needs. */
function isAnswered({ document, assumed }: PushedRow, refused: Set<string>): boolean {
  return (
    assumed !== null &&
    refused.has(document.id) &&
    isSameDocument(document, assumed) &&
    refused.delete(document.id)
  );
}

/**
 * RxDB is about to merge these conflicts. What people have to know of is put into the history, and only then the outcomes are
 * journalled, which say no more what was there before; main forgets a pushed version once the hub has answered it.
 */
async function keepMerged(
  collection: CollectionName,
  conflicts: readonly Envelope[],
  mine: ReadonlyMap<string, PushedRow>,
  { documents, refused }: ExchangeParts,
): Promise<void> {
  const merges = conflicts.flatMap((master) => {
    const row = mine.get(master.id);
    return row && !refused[collection].has(master.id)
      ? [{ master, ...merge(row.document, plain(master), row.assumed) }]
      : [];
  });
  if (merges.length === 0) return;
  const overlaps = merges.flatMap((merged) => overlapsOf(collection, merged));
  if (overlaps.length > 0)
    await documents.write(
      overlaps.map((overlap) => ({
        collection: "activity",
        id: overlap.id,
        next: (current) => (current ? null : overlap),
      })),
    );
  await documents.foresee(
    merges.map(({ master, document }) => ({
      collection,
      id: master.id,
      // The document may have been changed again since it was pushed. What the hub has already is never pushed again.
      next: (current) => {
        const merged = merge(current ?? document, plain(master), null).document;
        return isSameDocument(merged, master) ? null : merged;
      },
    })),
  );
}
