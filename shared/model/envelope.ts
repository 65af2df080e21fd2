import * as z from "zod";
import { Id } from "./primitives.ts";

/** The open RxDB collections; the hub keeps one feed for each. */
export const collections = ["vehicles", "photos", "deals", "settings", "activity"] as const;
export const CollectionName = z.enum(collections);
export type CollectionName = z.infer<typeof CollectionName>;

/** Hybrid logical clock readings by path: a field's name, or `field.element` for one element of a set or map. */
export const Stamps = z.record(z.string(), z.string());
export type Stamps = z.infer<typeof Stamps>;

export const Data = z.record(z.string(), z.json());
export type Data = z.infer<typeof Data>;

/** Versions of fields that later ones took the place of, by path; without a value where there was none. */
export const Replaced = z.record(z.string(), z.object({ value: z.json().optional(), stamp: z.string() }));
export type Replaced = z.infer<typeof Replaced>;

/**
 * What every document of every collection looks like in the replica, on the wire and on the hub. `key` and `order` are
 * derived from `data` by the document's kind (see `kinds.ts`); `_deleted` is replication's tombstone, never a user's bin.
 */
export const Envelope = z.object({
  id: Id,
  kind: z.string().min(1).max(40),
  key: z.string().max(80),
  order: z.number(),
  data: Data,
  stamps: Stamps,
  _deleted: z.boolean(),
});
export type Envelope = z.infer<typeof Envelope>;
