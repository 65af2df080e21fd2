import { eventIterator, oc } from "@orpc/contract";
import * as z from "zod";
import { Id, Sha256 } from "../model/primitives.ts";

const Bytes = z.int().min(0);
const Share = z.object({ files: z.int().min(0), bytes: Bytes });

/** The smallest limit that can be set: bytes. */
export const smallestLimit = 100_000_000;
const Limit = z.int().min(smallestLimit).nullable();

/** What the photo files of this desk take of its disk, and how that stands to the limit. */
export const PhotoSpace = z.object({
  /** Bytes; null lets nothing go. */
  limit: Limit,
  /** `other` is what no photo is known to have: pictures in review, marks. */
  kinds: z.object({ thumbnail: Share, medium: Share, large: Share, original: Share, other: Share }),
  used: Bytes,
  /** Is at the hub as well, and may go when room is needed. */
  removable: Bytes,
  /** Is never removed, because the hub does not have it yet. */
  notAtHub: Share,
  disk: z.object({ free: Bytes, reserve: Bytes }),
  /**
   * `counting` until the store was looked at; over the limit, `waitingForHub` until the hub can say what it has, and
   * `cannotFree` where all that is left has to stay.
   */
  standing: z.enum(["counting", "settled", "freeing", "waitingForHub", "cannotFree"]),
});
export type PhotoSpace = z.infer<typeof PhotoSpace>;

/** Which pictures lie here, as far as the window has to follow it. */
export const PhotoPresence = z.object({
  /** Grows with every file that came or went: what was asked of `lacking` may be another answer now. */
  version: z.int(),
  /** Cars whose photos stay on this desk. */
  keptCars: z.array(Id),
});
export type PhotoPresence = z.infer<typeof PhotoPresence>;

/** How a picture that is to be shown comes to this desk. `missing` goes on by itself once what is in the way has gone. */
const PictureFetch = z.discriminatedUnion("type", [
  z.object({ type: z.literal("here") }),
  z.object({ type: z.literal("fetching"), received: Bytes, total: Bytes.nullable() }),
  z.object({ type: z.literal("missing"), why: z.enum(["offline", "notAtHub", "diskFull"]) }),
]);
export type PictureFetch = z.infer<typeof PictureFetch>;

/** Which pictures lie on this desk (window <-> main). */
export const photoSpace = {
  state: oc.output(eventIterator(PhotoSpace)),
  presence: oc.output(eventIterator(PhotoPresence)),
  /** Those of these pictures that do not lie here. */
  lacking: oc
    .input(z.object({ hashes: z.array(Sha256).max(1000) }))
    .output(z.object({ hashes: z.array(Sha256) })),
  setLimit: oc.input(z.object({ limit: Limit })).output(z.object({})),
  /** Fetches what is shown of a car's photos, also of those that come later, and keeps it; or stops keeping it. */
  keepCar: oc.input(z.object({ vehicleId: Id, kept: z.boolean() })).output(z.object({})),
  /** Brings one picture to this desk and ends when it is here; leaving the stream gives it up. */
  fetch: oc.input(z.object({ sha256: Sha256 })).output(eventIterator(PictureFetch)),
};
