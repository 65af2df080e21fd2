import { v7 } from "uuid";
import type { Change, FieldChange } from "#shared/model/activity.ts";
import type { Data } from "#shared/model/envelope.ts";
import { differences } from "#shared/rules/merge.ts";
import { changed, created } from "#shared/rules/stamping.ts";
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
  /** Acts of the same name about one car that follow one another closely, such as the photos of a card, are told as one. */
  readonly joins?: string;
}

/** Milliseconds after an act within which another one joins it. */
const joinWithin = 60_000;

interface Joined {
  readonly name: string;
  readonly lineId: string;
  readonly written: readonly Written[];
  readonly at: number;
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
  desk: Pick<Line, "deviceId" | "deskName">;
  wall: () => number;
}): Actor {
  const { documents, undo, desk, wall } = parts;
  const now = () => new Date(wall()).toISOString();
  let last: Joined | null = null;

  /** What the act goes on with, with all that was written under its line of the history so far. */
  function joined(name: string, written: readonly Written[]): Joined {
    const goesOn = last?.name === name && wall() - last.at < joinWithin ? last : null;
    const lineId = goesOn?.lineId ?? v7();
    return { name, lineId, written: [...(goesOn?.written ?? []), ...written], at: wall() };
  }

  return {
    now,
    today: () => civilDate(new Date(wall())),
    async perform(act) {
      const { deviceId, deskName } = desk;
      const line = { deviceId, deskName, at: now(), act };
      const written = await documents.write(act.edits, (written) => {
        if (act.joins === undefined || written.length === 0) return historyEdits(line, written);
        last = joined(act.joins, written);
        return [joinedHistoryEdit(line, last)];
      });
      if (act.undo && written.length > 0) undo.push(act.undo, written, act.joins);
      return written;
    },
  };
}

/** The day on this computer's calendar. */
function civilDate(date: Date): string {
  const two = (part: number) => String(part).padStart(2, "0");
  return `${date.getFullYear()}-${two(date.getMonth() + 1)}-${two(date.getDate())}`;
}

/** The car that a document is about. */
function vehicleIdOf({ after: { id, data } }: Written): string {
  return typeof data["vehicleId"] === "string" ? data["vehicleId"] : id;
}

interface Line {
  readonly act: Act;
  readonly at: string;
  readonly deviceId: string;
  readonly deskName: string;
}

/** One line for each car that the act touched; settings are nobody's history. */
function historyEdits(line: Line, written: readonly Written[]): Edit[] {
  const aboutCars = written.filter(
    ({ collection }) => collection !== "settings" && collection !== "activity",
  );
  return [...Map.groupBy(aboutCars, vehicleIdOf)].map(([vehicleId, own]) =>
    creation("change", v7(), lineOf(line, own, vehicleId)),
  );
}

function joinedHistoryEdit(line: Line, { lineId, written }: Joined): Edit {
  const data = lineOf(line, written, vehicleIdOf(written[0]!));
  return {
    collection: "activity",
    id: lineId,
    next: (current, stamp) =>
      current
        ? changed(current, { ...current.data, changes: data.changes }, stamp)
        : created("change", lineId, data),
  };
}

function lineOf(
  { act, at, deviceId, deskName }: Line,
  written: readonly Written[],
  vehicleId: string,
): Change {
  const changes = act.changes ? act.changes(written, vehicleId) : fieldChanges(written);
  return { vehicleId, at, deviceId, deskName, act: act.history, changes };
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
