import type { SnapshotResponse } from "#shared/contract/replication.ts";
import type { Envelope } from "#shared/model/envelope.ts";
import type { ArrivalNotes, ArrivalPlace } from "./arrival-notes.ts";
import type { ArrivedRows } from "./arrived-rows.ts";
import type { Exchange } from "./exchange.ts";
import type { Patience } from "./patience.ts";

/** How many of its rows have come, of a collection that is brought for the first time. */
export interface Arrival {
  readonly done: number;
  readonly total: number;
}

/** Rows of one page. */
export const pageSize = 500;
/** Rows that are written in one go, which takes a few milliseconds: the window has a turn between any two. */
const rowsAtOnce = 100;

/**
 * Brings all that the hub has of a collection, from where an earlier attempt ended, a page travelling while the one before it
 * is written; leaves it to RxDB's own pull where the hub is too old for that. Throws where the hub has another history by now, and
 * when the replica closes.
 */
export async function bringAll(parts: {
  exchange: Exchange;
  rows: ArrivedRows;
  notes: ArrivalNotes;
  patience: Patience;
  onPlace: (place: ArrivalPlace) => void;
  onOtherHistory: () => void;
}): Promise<void> {
  const { exchange, rows, notes, patience, onPlace, onOtherHistory } = parts;
  const remember = async (next: ArrivalPlace) => {
    await patience.call(() => notes.remember(next));
    onPlace(next);
    return next;
  };
  const write = (documents: readonly Envelope[]) =>
    Promise.all(chunksOf(documents, rowsAtOnce).map((chunk) => patience.call(() => rows.write(chunk))));

  let { place } = notes;
  let coming: Promise<SnapshotResponse | null> | null = exchange.snapshot(place?.after ?? null, pageSize);
  while (coming) {
    const page: SnapshotResponse | null = await coming;
    // RxDB begins where it stands, which is at the beginning of the feed, and pulls all.
    if (page === null) return;
    if (place && place.from.history !== page.checkpoint.history) {
      onOtherHistory();
      throw new Error("The hub has another history; replication begins anew");
    }
    place ??= await remember(beginning(page));
    coming = page.next && exchange.snapshot(page.next, pageSize);
    // It is awaited once this page is written; until then nobody else would hear that it failed.
    coming?.catch(() => undefined);
    await write(page.documents);
    if (page.next) {
      place = await remember({ ...place, after: page.next, done: place.done + page.documents.length });
    }
  }
  const from = place!.from;
  await patience.call(() => notes.end(from));
}

/** Remembered before the first row is written, so that no row is here whose beginning is not known. */
function beginning({ checkpoint, total }: SnapshotResponse): ArrivalPlace {
  return { from: checkpoint, after: null, done: 0, total: total ?? 0 };
}

function chunksOf(documents: readonly Envelope[], size: number): Envelope[][] {
  const starts = Array.from({ length: Math.ceil(documents.length / size) }, (_, index) => index * size);
  return starts.map((start) => documents.slice(start, start + size));
}
