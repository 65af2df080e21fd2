import type { Written } from "./documents.ts";
import { liveCell, type LiveValue } from "./live-value.ts";

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
  | "photosMoved";

export interface UndoLabel {
  readonly act: UndoAct;
  /** How many documents it concerned. */
  readonly count: number;
}

interface Done {
  readonly act: UndoAct;
  readonly written: readonly Written[];
  readonly joins: string | undefined;
}

/** The last acts of this desk in this session, latest last. */
export interface UndoStack {
  readonly label: LiveValue<UndoLabel | null>;
  /** Acts in a row with the same `joins` are undone together. */
  push(act: UndoAct, written: readonly Written[], joins?: string): void;
  pop(): Done | undefined;
}

const mostActs = 50;

export function createUndoStack(): UndoStack {
  const done: Done[] = [];
  const label = liveCell<UndoLabel | null>(null);
  const relabel = () => {
    const last = done.at(-1);
    label.set(last ? { act: last.act, count: last.written.length } : null);
  };

  return {
    label,
    push(act, written, joins) {
      const last = done.at(-1);
      if (last && joins !== undefined && last.joins === joins) {
        done.splice(-1, 1, { act, joins, written: [...last.written, ...written] });
      } else done.push({ act, written, joins });
      if (done.length > mostActs) done.shift();
      relabel();
    },
    pop() {
      const last = done.pop();
      relabel();
      return last;
    },
  };
}
