import { v7 } from "uuid";
import type { Change, FieldChange, LineKind } from "#shared/model/activity.ts";
import type { PersonReference } from "#shared/model/person.ts";
import { joinedChanges, photoChanges } from "#shared/rules/car-past.ts";
import { differences } from "#shared/rules/merge.ts";
import { changed, created } from "#shared/rules/stamping.ts";
import type { Documents, Edit, Written } from "./documents.ts";
import { creation } from "./edits.ts";
import { type Reversal, reversalOf } from "./reversal.ts";
import type { UndoAct, UndoStack } from "./undo-stack.ts";

/** One act of the person at this desk: what is written, what the history says, and what undoing it is called. */
interface Act {
  /** Or how they are worked out from what there is when it is this act's turn. */
  readonly edits: readonly Edit[] | (() => Promise<readonly Edit[]>);
  /** Keeps what has to be alone from coming between reading and writing. */
  readonly inTurn?: <T>(act: () => Promise<T>) => Promise<T>;
  readonly history: Change["act"];
  /** The moment that it goes back to. */
  readonly moment?: string;
  /** Null for what cannot be undone. */
  readonly undo: UndoAct | null;
  /** What the history says instead of the fields that changed, which are `fields`; `count` documents of this car did. */
  readonly changes?: (count: number, fields: () => FieldChange[]) => FieldChange[];
  /** Acts of the same name about one car that follow one another closely, such as the photos of a card, are told as one. */
  readonly joins?: string;
}

/** An act on so many documents that it is written in parts, one after the other. */
export interface LongAct extends Omit<Act, "edits" | "joins"> {
  readonly ids: readonly string[];
  /** The edits of one part. */
  readonly editsOf: (ids: readonly string[]) => readonly Edit[] | Promise<readonly Edit[]>;
  /** How the history tells what was done to a car; `fields` are those that changed in this part. */
  readonly changes: (count: number, fields: () => FieldChange[]) => FieldChange[];
  /** Acts of the same name that follow one another closely are told as one, and each is still undone by itself. */
  readonly toldWith?: string;
}

/** How a long act is followed and ended. What was done when it is cancelled stays, and is undone in one. */
export interface Following {
  readonly signal?: AbortSignal | undefined;
  readonly onProgress?: ((done: number, total: number) => void) | undefined;
}

export interface Outcome {
  /** Documents that the act changed. */
  readonly changed: number;
  readonly cancelled: boolean;
}

/** Documents of a part: few enough that writing them is no task that anyone at the screen notices. */
const partSize = 100;

/** Milliseconds after an act within which another one joins it. */
const joinWithin = 60_000;

interface Joined {
  readonly name: string;
  readonly lineId: string;
  readonly count: number;
  readonly at: number;
}

export interface Actor {
  /** Writes the act and its lines in the cars' histories; resolves when both are journalled. */
  perform(act: Act): Promise<readonly Written[]>;
  /** Writes a long act part by part, each journalled before the next; other acts may come between. */
  performInParts(act: LongAct, following?: Following): Promise<Outcome>;
  /** The time of the act, UTC. */
  now(): string;
  /** The dealer's own day. */
  today(): string;
}

export function createActor(parts: {
  documents: Documents;
  undo: UndoStack;
  desk: Pick<Line, "deviceId" | "deskName">;
  /** Whose desk it is at the moment. */
  person: () => PersonReference | null;
  wall: () => number;
}): Actor {
  const { documents, undo, wall } = parts;
  const author = () => {
    const { deviceId, deskName } = parts.desk;
    return { deviceId, deskName, person: parts.person() };
  };
  const now = () => new Date(wall()).toISOString();
  let last: Joined | null = null;
  let told: { readonly name: string; readonly lines: CarLines; readonly at: number } | null = null;

  /** What the act goes on with, and how much was written under its line of the history so far. */
  function joined(name: string, written: readonly Written[]): Joined {
    const goesOn = last?.name === name && wall() - last.at < joinWithin ? last : null;
    const lineId = goesOn?.lineId ?? v7();
    return { name, lineId, count: (goesOn?.count ?? 0) + written.length, at: wall() };
  }

  /** The lines that an act goes on with, or new ones. */
  function linesOf(name: string | undefined): CarLines {
    const goesOn = name !== undefined && told?.name === name && wall() - told.at < joinWithin;
    const lines: CarLines = goesOn ? told!.lines : new Map();
    told = name === undefined ? null : { name, lines, at: wall() };
    return lines;
  }

  return {
    now,
    today: () => civilDate(new Date(wall())),
    async perform(act) {
      const line = { ...author(), at: now(), act };
      const name = act.joins;
      const write = async () =>
        documents.write(await editsOf(act), (written) => {
          if (name === undefined || written.length === 0) return historyEdits(line, written);
          last = joined(name, written);
          return [joinedHistoryEdit(line, last, written)];
        });
      const writing = act.inTurn?.(write) ?? write();
      if (act.undo) {
        const reversals = writing.then((written) => written.map(reversalOf));
        const count = typeof act.edits === "function" ? 1 : act.edits.length;
        await undo.push({ act: act.undo, count, reversals, joins: name });
      }
      return writing;
    },

    async performInParts(act, { signal, onProgress } = {}) {
      const line = { ...author(), at: now(), act };
      const lines = linesOf(act.toldWith);
      const total = act.ids.length;
      const reversals: Reversal[] = [];
      const ended = Promise.withResolvers<readonly Reversal[]>();
      const begun = act.undo && undo.push({ act: act.undo, count: total, reversals: ended.promise });
      let [done, written] = [0, 0];
      try {
        for (
          let ids = act.ids.slice(0, partSize);
          ids.length > 0;
          ids = act.ids.slice(done, done + partSize)
        ) {
          if (signal?.aborted) break;
          const writePart = async () =>
            documents.write(await act.editsOf(ids), (part) => countedHistoryEdits(line, lines, part));
          const part = await (act.inTurn?.(writePart) ?? writePart());
          if (act.undo) reversals.push(...part.map(reversalOf));
          written += part.length;
          done += ids.length;
          onProgress?.(done, total);
        }
      } finally {
        ended.resolve(reversals);
        await begun;
      }
      return { changed: written, cancelled: done < total };
    },
  };
}

async function editsOf({ edits }: Act): Promise<readonly Edit[]> {
  return typeof edits === "function" ? edits() : edits;
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
  readonly act: Pick<Act, "history" | "changes" | "moment">;
  readonly at: string;
  readonly deviceId: string;
  readonly deskName: string;
  readonly person: PersonReference | null;
}

/** One line for each car that the act touched, and one for what it cost; settings are nobody's history. */
function historyEdits(line: Line, written: readonly Written[]): Edit[] {
  return byLine(written).map(({ kind, vehicleId, own }) =>
    creation(kind, v7(), lineOf(line, vehicleId, changesOf(line.act, own))),
  );
}

function aboutCars(written: readonly Written[]): Written[] {
  return written.filter(({ collection }) => collection !== "settings" && collection !== "activity");
}

/** What each line of history tells of. */
function byLine(written: readonly Written[]) {
  const groups = Map.groupBy(aboutCars(written), (one) => `${lineKindOf(one)}/${vehicleIdOf(one)}`);
  return [...groups].map(([name, own]) => ({
    name,
    kind: lineKindOf(own[0]!),
    vehicleId: vehicleIdOf(own[0]!),
    own,
  }));
}

/** Histories go to every desk, also to those that may not see what a car cost. */
function lineKindOf({ after }: Written): LineKind {
  return after.kind === "vehicle-cost" ? "cost-change" : "change";
}

/** The lines that a long act has written so far, by what they tell of, and which documents each counts. */
type CarLines = Map<string, { readonly lineId: string; readonly ids: Set<string> }>;

function countedHistoryEdits(line: Line, lines: CarLines, written: readonly Written[]): Edit[] {
  return byLine(written).map(({ name, own }) => {
    const told = lines.get(name) ?? { lineId: v7(), ids: new Set() };
    lines.set(name, told);
    own.forEach(({ after }) => told.ids.add(after.id));
    return joinedHistoryEdit(line, { lineId: told.lineId, count: told.ids.size }, own);
  });
}

function joinedHistoryEdit(
  line: Line,
  { lineId, count }: Pick<Joined, "lineId" | "count">,
  written: readonly Written[],
): Edit {
  const [first] = written;
  const changes = line.act.changes?.(count, () => fieldChanges(written)) ?? [];
  const data = lineOf(line, vehicleIdOf(first!), changes);
  return {
    collection: "activity",
    id: lineId,
    next: (current, stamp) =>
      current
        ? changed(
            current,
            { ...current.data, changes: joinedChanges((current.data as Change).changes, data.changes) },
            stamp,
          )
        : created(lineKindOf(first!), lineId, data),
  };
}

function lineOf(
  { act, at, deviceId, deskName, person }: Line,
  vehicleId: string,
  changes: FieldChange[],
): Change {
  const by = { deviceId, deskName, ...(person && { person }) };
  const moment = act.moment === undefined ? {} : { moment: act.moment };
  return { vehicleId, at, ...by, act: act.history, changes, ...moment };
}

function changesOf({ changes }: Line["act"], written: readonly Written[]): FieldChange[] {
  return changes ? changes(written.length, () => fieldChanges(written)) : fieldChanges(written);
}

/** Old and new values. A new car's are the car itself; a new photo's, that it came; a car's first costs are all new. */
function fieldChanges(written: readonly Written[]): FieldChange[] {
  return written.flatMap(({ before, after }) => {
    if (after.kind === "photo") return photoChanges(after.id, before?.data ?? null, after.data);
    const old = before?.data ?? (after.kind === "vehicle-cost" ? { ...after.data, ...noMoney } : after.data);
    return differences(after.kind, old, after.data).map(({ path, from, to }) => ({
      field: path,
      from: json(from),
      to: json(to),
    }));
  });
}

const noMoney = { purchase: null, recon: {} };

function json(value: unknown): FieldChange["from"] {
  return (value ?? null) as FieldChange["from"];
}
