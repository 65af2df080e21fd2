import { v7 } from "uuid";
import type { Change, FieldChange } from "#shared/model/activity.ts";
import type { Data } from "#shared/model/envelope.ts";
import { differences } from "#shared/rules/merge.ts";
import type { Documents, Edit, Written } from "./documents.ts";
import { creation } from "./edits.ts";
import type { UndoAct, UndoStack } from "./undo-stack.ts";

/** One act of the person at this desk: what is written, what the history says, and what undoing it is called. */
export interface Act {
  readonly edits: readonly Edit[];
  readonly history: Change["act"];
  /** Null for what cannot be undone. */
  readonly undo: UndoAct | null;
  /** What the history says instead of the fields that changed. */
  readonly changes?: (written: readonly Written[], vehicleId: string) => FieldChange[];
}

export interface Actor {
  /** Writes the act and its lines in the cars' histories; resolves when both are journalled. */
  perform(act: Act): Promise<readonly Written[]>;
  /** The time of the act, UTC. */
  now(): string;
  /** The dealer's own day. */
  today(): string;
}

export function createActor(parts: {
  documents: Documents;
  undo: UndoStack;
  desk: { deviceId: string; deskName: string };
  wall: () => number;
}): Actor {
  const { documents, undo, desk, wall } = parts;
  const now = () => new Date(wall()).toISOString();

  return {
    now,
    today: () => civilDate(new Date(wall())),
    async perform(act) {
      const at = now();
      const written = await documents.write(act.edits, (written) => historyEdits(act, written, at, desk));
      if (act.undo && written.length > 0) undo.push(act.undo, written);
      return written;
    },
  };
}

/** The day on this computer's calendar. */
export function civilDate(date: Date): string {
  const two = (part: number) => String(part).padStart(2, "0");
  return `${date.getFullYear()}-${two(date.getMonth() + 1)}-${two(date.getDate())}`;
}

/** The car that a document is about. */
export function vehicleIdOf({ after: { id, data } }: Written): string {
  return typeof data["vehicleId"] === "string" ? data["vehicleId"] : id;
}

/** One line for each car that the act touched; settings are nobody's history. */
function historyEdits(
  { history, changes }: Act,
  written: readonly Written[],
  at: string,
  { deviceId, deskName }: { deviceId: string; deskName: string },
): Edit[] {
  const aboutCars = written.filter(
    ({ collection }) => collection !== "settings" && collection !== "activity",
  );
  return [...Map.groupBy(aboutCars, vehicleIdOf)].map(([vehicleId, own]) =>
    creation("change", v7(), {
      vehicleId,
      at,
      deviceId,
      deskName,
      act: history,
      changes: changes ? changes(own, vehicleId) : fieldChanges(own),
    }),
  );
}

/**
 * Old and new values. The money facts of a car have none: histories go to every desk, also to those that may not see them.
 */
function fieldChanges(written: readonly Written[]): FieldChange[] {
  return written.flatMap(({ before, after }) => {
    if (after.kind === "vehicle-cost") return moneyFields(before?.data ?? noMoney, after.data);
    const fields = before ? differences(after.kind, before.data, after.data) : [];
    return fields.map(({ path, from, to }) => ({ field: path, from: json(from), to: json(to) }));
  });
}

const noMoney = { purchase: null, recon: {} };

function moneyFields(before: Data, after: Data): FieldChange[] {
  const paths = differences("vehicle-cost", before, after).map(({ path }) => path.split(".")[0]!);
  const names = new Set(paths.filter((name) => name in noMoney));
  return [...names].map((field) => ({ field, from: null, to: null }));
}

function json(value: unknown): FieldChange["from"] {
  return (value ?? null) as FieldChange["from"];
}
