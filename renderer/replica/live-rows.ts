import type { RxCollection } from "rxdb/plugins/core";
import type { Envelope } from "#shared/model/envelope.ts";
import { Listeners, type LiveValue } from "./live-value.ts";
import { documentsOf, onWrites } from "./stored.ts";

const mostKept = 200;
const nothing: readonly Envelope[] = [];

/** Live lists of the documents that share a kind and a foreign key, such as the photos of a car. */
export interface LiveRows {
  /** The same live value for the same question. Empty until it was read; it is kept current while someone listens. */
  of(kind: string, key?: string): LiveValue<readonly Envelope[]>;
}

export function createLiveRows(collection: RxCollection<Envelope>): LiveRows {
  const lists = new Map<string, LiveList>();

  return {
    of(kind, key) {
      const name = key === undefined ? kind : `${kind}/${key}`;
      const list = lists.get(name) ?? new LiveList(collection, kind, key);
      lists.delete(name);
      lists.set(name, list);
      forgetOldest(lists);
      return list;
    },
  };
}

function forgetOldest(lists: Map<string, LiveList>): void {
  for (const [name, list] of lists) {
    if (lists.size <= mostKept) return;
    if (!list.isHeard) lists.delete(name);
  }
}

class LiveList implements LiveValue<readonly Envelope[]> {
  readonly #collection: RxCollection<Envelope>;
  readonly #kind: string;
  readonly #key: string | undefined;
  readonly #listeners = new Listeners();
  #rows = new Map<string, Envelope>();
  #snapshot: readonly Envelope[] | null = nothing;
  #stop: (() => void) | null = null;

  constructor(collection: RxCollection<Envelope>, kind: string, key: string | undefined) {
    this.#collection = collection;
    this.#kind = kind;
    this.#key = key;
  }

  get isHeard(): boolean {
    return this.#listeners.size > 0;
  }

  readonly get = (): readonly Envelope[] => (this.#snapshot ??= [...this.#rows.values()].sort(byOrder));

  readonly subscribe = (listener: () => void): (() => void) => {
    const end = this.#listeners.add(listener);
    this.#stop ??= this.#start();
    return () => {
      end();
      if (this.isHeard) return;
      this.#stop?.();
      this.#stop = null;
    };
  };

  #start(): () => void {
    const written = new Set<string>();
    let stopped = false;
    const end = onWrites(this.#collection, (documents) => {
      documents.forEach(({ id }) => written.add(id));
      this.#take(documents);
    });
    void documentsOf(this.#collection, this.#kind, this.#key).then((found) => {
      if (stopped) return;
      const newer = [...this.#rows].filter(([id]) => written.has(id));
      this.#rows = new Map([...found.filter(({ id }) => !written.has(id)).map(byId), ...newer]);
      this.#changed();
    });
    return () => {
      stopped = true;
      end();
    };
  }

  #take(documents: readonly Envelope[]): void {
    let touched = false;
    for (const document of documents) {
      if (this.#belongs(document)) this.#rows.set(document.id, document);
      else if (!this.#rows.delete(document.id)) continue;
      touched = true;
    }
    if (touched) this.#changed();
  }

  #belongs({ kind, key, _deleted }: Envelope): boolean {
    return !_deleted && kind === this.#kind && (this.#key === undefined || key === this.#key);
  }

  #changed(): void {
    this.#snapshot = null;
    this.#listeners.tell();
  }
}

function byId(document: Envelope): [string, Envelope] {
  return [document.id, document];
}

function byOrder(a: Envelope, b: Envelope): number {
  return a.order - b.order || (a.id < b.id ? -1 : 1);
}
