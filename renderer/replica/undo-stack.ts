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
  | "photosEdited";

export interface UndoLabel {
  readonly act: UndoAct;
  /** How many documents it concerned. */
  readonly count: number;
}

interface Done {
  readonly act: UndoAct;
  readonly reversals: readonly Reversal[];
  readonly joins: string | undefined;
}

/** The last acts of this desk in this session, latest last. */
export interface UndoStack {
  readonly label: LiveValue<UndoLabel | null>;
  /** Acts in a row with the same `joins` are undone together. */
  push(act: UndoAct, reversals: readonly Reversal[], joins?: string): void;
  pop(): Done | undefined;
}

const mostActs = 50;
/** Documents of all acts together, so that acts on a whole library do not fill the memory. The last act is always kept. */
const mostReversals = 250_000;

export function createUndoStack(): UndoStack {
  const done: Done[] = [];
  const label = liveCell<UndoLabel | null>(null);
  const relabel = () => {
    const last = done.at(-1);
    label.set(last ? { act: last.act, count: last.reversals.length } : null);
  };

  return {
    label,
    push(act, reversals, joins) {
      const last = done.at(-1);
      if (last && joins !== undefined && last.joins === joins) {
        done.splice(-1, 1, { act, joins, reversals: [...last.reversals, ...reversals] });
      } else done.push({ act, reversals, joins });
      while (done.length > mostActs || (done.length > 1 && countOf(done) > mostReversals)) done.shift();
      relabel();
    },
    pop() {
      const last = done.pop();
      relabel();
      return last;
    },
  };
}

function countOf(done: readonly Done[]): number {
  return done.reduce((total, { reversals }) => total + reversals.length, 0);
}
