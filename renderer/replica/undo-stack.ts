import { liveCell, type LiveValue } from "./live-value.ts";
import type { Reversal } from "./reversal.ts";

/** What was done, in the words of the button that undoes it. */
export type UndoAct =
  | "created"
  | "edited"
  | "moved"
  | "binned"
  | "restored"
  | "costChanged"
  | "coverChosen"
  | "photosAdded"
  | "photosReordered"
  | "photosBinned"
  | "photosRestored"
  | "photosMoved"
  | "photosDescribed"
  | "photosTagged"
  | "defectsMarked"
  | "photosEdited"
  | "stockImported"
  | "overlapSettled"
  | "changeUndone"
  | "wentBack";

export interface UndoLabel {
  readonly act: UndoAct;
  /** How many documents it concerned; while it is written, how many it may concern. */
  readonly count: number;
}

/** An act from its beginning on, so that it is the last one as soon as a person sees it done. */
interface BegunAct {
  readonly act: UndoAct;
  /** How many documents it may concern. */
  readonly count: number;
  /** What takes it back, known once it is written; one that fails has nothing to take back. */
  readonly reversals: Promise<readonly Reversal[]>;
  /** Acts in a row with the same `joins` are undone together. */
  readonly joins?: string | undefined;
}

interface Done {
  readonly act: UndoAct;
  /** Waits for what is still being written of it. */
  readonly reversals: () => Promise<readonly Reversal[]>;
}

/** The last acts of this desk in this session, latest last. */
export interface UndoStack {
  readonly label: LiveValue<UndoLabel | null>;
  /** Resolves when it is known what takes the act back. */
  push(begun: BegunAct): Promise<void>;
  /** The act that was begun last, also while it is being written. */
  pop(): Done | undefined;
}

const mostActs = 50;
/** Documents of all acts together, so that acts on a whole library do not fill the memory. The last act is always kept. */
const mostReversals = 250_000;

interface Entry {
  readonly joins: string | undefined;
  act: UndoAct;
  reversals: Reversal[];
  readonly open: Set<BegunAct & { readonly settled: Promise<void> }>;
}

export function createUndoStack(): UndoStack {
  const entries: Entry[] = [];
  const label = liveCell<UndoLabel | null>(null);
  const relabel = () => {
    const last = entries.at(-1);
    label.set(last ? { act: last.act, count: countOf(last) } : null);
  };

  function entryFor({ act, joins }: BegunAct): Entry {
    const last = entries.at(-1);
    if (last && joins !== undefined && last.joins === joins) return Object.assign(last, { act });
    const entry: Entry = { act, joins, reversals: [], open: new Set() };
    entries.push(entry);
    return entry;
  }

  function tidy(): void {
    const isEmpty = (entry: Entry) => entry.open.size === 0 && entry.reversals.length === 0;
    entries.splice(0, entries.length, ...entries.filter((entry) => !isEmpty(entry)));
    while (entries.length > mostActs || (entries.length > 1 && countOfAll(entries) > mostReversals))
      entries.shift();
    relabel();
  }

  return {
    label,
    push(begun) {
      const entry = entryFor(begun);
      const settled = begun.reversals
        .catch((): Reversal[] => [])
        .then((reversals) => {
          entry.open.delete(writing);
          entry.reversals = entry.reversals.concat(reversals);
          tidy();
        });
      const writing = { ...begun, settled };
      entry.open.add(writing);
      relabel();
      return settled;
    },
    pop() {
      const last = entries.pop();
      relabel();
      return last && { act: last.act, reversals: () => settledReversals(last) };
    },
  };
}

async function settledReversals(entry: Entry): Promise<readonly Reversal[]> {
  await Promise.all([...entry.open].map(({ settled }) => settled));
  return entry.reversals;
}

function countOf({ reversals, open }: Entry): number {
  return [...open].reduce((total, { count }) => total + count, reversals.length);
}

function countOfAll(entries: readonly Entry[]): number {
  return entries.reduce((total, entry) => total + countOf(entry), 0);
}
