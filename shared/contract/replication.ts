import * as z from "zod";
import { CollectionName, Envelope } from "../model/envelope.ts";
import { Id, Instant } from "../model/primitives.ts";
import { Role } from "../model/role.ts";

/** Most rows of one push and one pull; what a hub accepts and a desk asks for. */
export const pushLimit = 200;
export const pullLimit = 1000;

/**
 * How far a desk has read a collection's feed: the sequence number of the last row it has (0 is the beginning), and the
 * history that the number counts in. A hub that was restored from a backup has another history, of which no checkpoint says
 * anything: a desk that is answered with another one than its own begins again at 0.
 */
export const Checkpoint = z.object({ sequence: z.int().min(0), history: Id });
export type Checkpoint = z.infer<typeof Checkpoint>;

export const PullRequest = z.object({
  collection: CollectionName,
  after: z.coerce.number().int().min(0),
  limit: z.coerce.number().int().min(1).max(pullLimit),
});
export type PullRequest = z.infer<typeof PullRequest>;

/**
 * `documents` in feed order; fewer than `limit` means the feed is read to its end. `role` is what this desk's person is now: of
 * kinds that the role may not see nothing comes, and what an earlier role brought has to go.
 */
export const PullResponse = z.object({ documents: z.array(Envelope), checkpoint: Checkpoint, role: Role });
export type PullResponse = z.infer<typeof PullResponse>;

/** Where a page of a snapshot ended. */
export const SnapshotPlace = z.object({ rank: z.string().max(60), id: z.string().max(36) });
export type SnapshotPlace = z.infer<typeof SnapshotPlace>;

export const SnapshotRequest = z.object({
  collection: CollectionName,
  /** `next` of the page before; left out for the first page. */
  after: SnapshotPlace.optional(),
  limit: z.coerce.number().int().min(1).max(pullLimit),
});
export type SnapshotRequest = z.infer<typeof SnapshotRequest>;

/**
 * A page of a collection as it stands, most wanted rows first, for a desk that has nothing of it yet. Rows change and move
 * while a desk reads page after page; whatever it misses by that is in the feed after the `checkpoint` of its first page.
 */
export const SnapshotResponse = PullResponse.extend({
  /** Null at the end. */
  next: SnapshotPlace.nullable(),
  /** How many rows there are in all; null but for the first page. */
  total: z.int().min(0).nullable(),
});
export type SnapshotResponse = z.infer<typeof SnapshotResponse>;

/** A changed document and the hub's version that the change was made on (null for a new document). */
export const PushRow = z.object({ document: Envelope, assumed: Envelope.nullable() });
export type PushRow = z.infer<typeof PushRow>;

/** Rows are loose here: one bad row is answered by name in `rejected` and does not hold up the rest. */
export const PushRequest = z.object({
  collection: CollectionName,
  rows: z.array(z.object({ document: z.unknown(), assumed: z.unknown() })).max(pushLimit),
});
export type PushRequest = z.infer<typeof PushRequest>;

const RejectionReason = z.enum(["malformed", "unknownKind", "wrongCollection", "clockAhead", "notAllowed"]);
export const Rejection = z.object({ id: z.string(), reason: RejectionReason, detail: z.string() });
export type Rejection = z.infer<typeof Rejection>;

/**
 * A row that is not exchanged as it is, until a person fixes or discards it. Of one that the hub turned down `document` is what
 * was pushed; of one that the hub sent and that no desk of this version can keep (`unreadable`) it is whatever came.
 */
export const HeldRow = z.object({
  heldId: Id,
  collection: CollectionName,
  document: z.json(),
  reason: z.enum([...RejectionReason.options, "unreadable"]),
  detail: z.string(),
  at: Instant,
});
export type HeldRow = z.infer<typeof HeldRow>;

/**
 * `conflicts` are the hub's own versions of rows that were not built on them. A rejected row is also answered here: by
 * its master, or where the hub has none by the pushed row as a tombstone, so that replication goes on behind it.
 */
export const PushResponse = z.object({ conflicts: z.array(Envelope), rejected: z.array(Rejection) });
export type PushResponse = z.infer<typeof PushResponse>;

/** A collection has rows after this sequence number. */
export const FeedChange = z.object({ collection: CollectionName, sequence: z.int() });
export type FeedChange = z.infer<typeof FeedChange>;

export const DeskIdentity = z.object({ deviceId: Id, deskName: z.string().trim().min(1).max(60) });
