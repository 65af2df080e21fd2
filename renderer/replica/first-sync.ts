import type { SnapshotResponse } from "#shared/contract/replication.ts";
import type { Envelope } from "#shared/model/envelope.ts";
import type { ArrivalNotes, ArrivalPlace } from "./arrival-notes.ts";
import type { ArrivedRows } from "./arrived-rows.ts";
import type { Exchange } from "./exchange.ts";
import { nextTask } from "./next-task.ts";
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
/** So many of these are with IndexedDB at a time: it is never without work, and what a person changes does not wait long. */
const writesAtOnce = 5;

/**
 * Brings all that the hub has of a collection, from where an earlier attempt ended, a page travelling while the ones before it
 * are written; leaves it to RxDB's own pull where the hub is too old for that. Throws where the hub has another history by now, and
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
  };
  await using writes = createWrites((chunk) => patience.call(() => rows.write(chunk)));

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
    if (!place) {
      place = beginning(page);
      await remember(place);
    }
    coming = page.next && exchange.snapshot(page.next, pageSize);
    // It is awaited once this page is being written; until then nobody else would hear that it failed.
    coming?.catch(() => undefined);
    await writes.begin(page.documents);
    if (!page.next) break;
    const next: ArrivalPlace = { ...place, after: page.next, done: place.done + page.documents.length };
    place = next;
    writes.followedBy(() => remember(next));
  }
  const { from } = place!;
  await writes.done();
  await patience.call(() => notes.end(from));
}

interface Writes extends AsyncDisposable {
  /** Resolves as soon as the last of these rows are with IndexedDB, which has others to write at the same time. */
  begin(documents: readonly Envelope[]): Promise<void>;
  /** Does it when everything is written that was begun before, and after what was to follow earlier rows. */
  followedBy(act: () => Promise<void>): void;
  /** Resolves when everything is done; throws where any of it failed. */
  done(): Promise<void>;
}

/** Disposed it waits for what is under way, so that nothing is written behind the end. */
function createWrites(write: (chunk: Envelope[]) => Promise<void>): Writes {
  const underWay = new Set<Promise<void>>();
  let written: Promise<unknown> = Promise.resolve();
  let followed: Promise<unknown> = written;
  const both = () => Promise.all([written, followed]);

  return {
    async begin(documents) {
      for (const chunk of chunksOf(documents, rowsAtOnce)) {
        await (underWay.size < writesAtOnce ? nextTask() : Promise.race(underWay));
        const writing = write(chunk).finally(() => underWay.delete(writing));
        underWay.add(writing);
        written = Promise.all([written, writing]);
        written.catch(() => undefined);
      }
    },
    followedBy(act) {
      followed = both().then(act);
      followed.catch(() => undefined);
    },
    async done() {
      await both();
    },
    async [Symbol.asyncDispose]() {
      await Promise.allSettled([...underWay, followed]);
    },
  };
}

/** Remembered before the first row is written, so that no row is here whose beginning is not known. */
function beginning({ checkpoint, total }: SnapshotResponse): ArrivalPlace {
  return { from: checkpoint, after: null, done: 0, total: total ?? 0 };
}

function chunksOf(documents: readonly Envelope[], size: number): Envelope[][] {
  const starts = Array.from({ length: Math.ceil(documents.length / size) }, (_, index) => index * size);
  return starts.map((start) => documents.slice(start, start + size));
}
