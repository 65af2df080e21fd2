import { createStore, type StoreApi } from "zustand";
import type { Replica } from "#renderer/replica/replica.ts";
import type { ListEncoding } from "#shared/rules/stock-list-bytes.ts";
import { guessColumns, guessHeader, guessSettings } from "#shared/rules/stock-list-columns.ts";
import type { ListField, ListMapping } from "#shared/rules/stock-list-fields.ts";
import { isTaken, type PlannedRow, type RowChoices } from "#shared/rules/stock-list-plan.ts";
import type { ListSettings, ListValues } from "#shared/rules/stock-list-values.ts";
import { type Delimiter, type ListTable, tableOf } from "./csv.ts";
import { type Refusal, textOf } from "./list-text.ts";
import { type Corrections, planRows } from "./planning.ts";
import { nextTask } from "./slices.ts";

/** A list that is being looked through. */
export interface OpenList {
  readonly fileName: string;
  readonly encoding: ListEncoding;
  readonly table: ListTable;
  /** The row that names the columns, from 0; null for none. */
  readonly header: number | null;
  readonly mapping: ListMapping;
  readonly settings: ListSettings;
  readonly everyCar: ListValues;
  readonly corrections: Corrections;
  readonly badCells: "leaveOut" | "leaveEmpty";
  readonly choices: RowChoices;
  /** What becomes of the rows; of how they were read before, while they are read anew. */
  readonly plan: readonly PlannedRow[];
  readonly isPlanning: boolean;
}

export interface ImportReport {
  readonly added: number;
  readonly updated: number;
  readonly cancelled: boolean;
  /** Rows that were not taken in though they are no car that is here already just so. */
  readonly leftOut: readonly PlannedRow[];
  /** Cars that were here already as the list has them. */
  readonly unchanged: number;
}

export type ListState =
  | { readonly kind: "closed" }
  | { readonly kind: "reading"; readonly fileName: string }
  | { readonly kind: "refused"; readonly fileName: string; readonly refusal: Refusal }
  | { readonly kind: "columns" | "cars"; readonly list: OpenList }
  | { readonly kind: "importing"; readonly list: OpenList; readonly done: number; readonly total: number }
  | { readonly kind: "failed"; readonly list: OpenList }
  | { readonly kind: "done"; readonly list: OpenList; readonly report: ImportReport };

/** What the person at the desk does with a list. */
interface ListActs {
  open(fileName: string, bytes: () => Promise<Uint8Array>): Promise<void>;
  refuse(fileName: string, refusal: Refusal): void;
  readAs(how: { encoding?: ListEncoding; delimiter?: Delimiter }): Promise<void>;
  setHeader(header: number | null): Promise<void>;
  setField(column: number, field: ListField | null): void;
  setSettings(settings: Partial<ListSettings>): void;
  setEveryCar(values: ListValues): void;
  setBadCells(badCells: OpenList["badCells"]): void;
  setKnown(known: RowChoices["known"]): void;
  correct(row: number, column: number, text: string): void;
  take(rows: readonly number[], taken: boolean): void;
  goTo(step: "columns" | "cars"): void;
  takeIn(): Promise<void>;
  cancel(): void;
  close(): void;
}

export interface ListStore {
  readonly state: StoreApi<ListState>;
  readonly acts: ListActs;
}

export interface ListStoreParts {
  readonly replica: Pick<Replica, "inventory" | "stockLists">;
  /** What is in use at this dealership, where a list does not say. */
  readonly usual: () => ListSettings;
}

/** Rows that the guesses are made of. */
const sampleSize = 200;

export function createListStore({ replica, usual }: ListStoreParts): ListStore {
  const state = createStore<ListState>(() => ({ kind: "closed" }));
  let bytes = new Uint8Array();
  let planning = new AbortController();
  let importing = new AbortController();
  const set = (next: ListState) => state.setState(next, true);
  const listOf = (now: ListState) => ("list" in now ? now.list : null);

  /** Changes the list where one is open, and works out its rows again. */
  function change(patch: (list: OpenList) => Partial<OpenList>, replan = true): void {
    const now = state.getState();
    if (now.kind !== "columns" && now.kind !== "cars") return;
    set({
      kind: now.kind,
      list: { ...now.list, ...patch(now.list), isPlanning: replan || now.list.isPlanning },
    });
    if (replan) void plan();
  }

  async function plan(): Promise<void> {
    planning.abort();
    const { signal } = (planning = new AbortController());
    const list = listOf(state.getState());
    if (!list) return;
    const { cars } = replica.inventory.get();
    const ids = list.mapping.includes("purchase") ? cars.map(({ id }) => id) : [];
    const parts = {
      cars,
      purchases: await replica.stockLists.purchases(ids),
      mapping: list.mapping,
      settings: list.settings,
      everyCar: list.everyCar,
      badCells: list.badCells,
      moment: replica.stockLists.moment(),
      idFor: (key: string) => replica.stockLists.idFor(key),
    };
    const planned = await planRows(list.table.rows, list.header, list.corrections, parts, signal);
    const now = state.getState();
    if (planned && (now.kind === "columns" || now.kind === "cars"))
      set({ kind: now.kind, list: { ...now.list, plan: planned, isPlanning: false } });
  }

  async function read(fileName: string, encoding?: ListEncoding, delimiter?: Delimiter): Promise<void> {
    set({ kind: "reading", fileName });
    const isStill = () => state.getState().kind === "reading";
    const text = await textOf(bytes, encoding);
    if (!isStill()) return;
    if ("refusal" in text) return set({ kind: "refused", fileName, refusal: text.refusal });
    const table = await tableOf(text.text, delimiter ?? null);
    if (!isStill()) return;
    if (!table) return set({ kind: "refused", fileName, refusal: "tooManyRows" });
    if (table.rows.length === 0) return set({ kind: "refused", fileName, refusal: "empty" });
    const guesses = await guessed(table, guessHeader(table.rows));
    if (!isStill()) return;
    set({ kind: "columns", list: { ...blankList, fileName, encoding: text.encoding, table, ...guesses } });
    await plan();
  }

  /** What the list is in and what its columns are, each in a task of its own. */
  async function guessed(table: ListTable, header: number | null) {
    const headings = header === null ? [] : (table.rows[header] ?? []);
    const from = header === null ? 0 : header + 1;
    const sample = table.rows.slice(from, from + sampleSize);
    await nextTask();
    const settings = guessSettings(headings, sample, usual());
    await nextTask();
    return { header, settings, mapping: guessColumns(headings, sample, settings) };
  }

  const acts: ListActs = {
    async open(fileName, load) {
      set({ kind: "reading", fileName });
      const loaded = await load().catch(() => null);
      if (!loaded) return set({ kind: "refused", fileName, refusal: "notReadable" });
      bytes = new Uint8Array(loaded);
      await read(fileName);
    },
    refuse: (fileName, refusal) => set({ kind: "refused", fileName, refusal }),
    async readAs({ encoding, delimiter }) {
      const list = listOf(state.getState());
      if (list) await read(list.fileName, encoding ?? list.encoding, delimiter ?? list.table.delimiter);
    },
    async setHeader(header) {
      const list = listOf(state.getState());
      if (!list) return;
      const guesses = await guessed(list.table, header);
      change(() => ({ ...guesses, corrections: new Map(), choices: noChoices }));
    },
    setField: (column, field) =>
      change(({ mapping }) => ({
        mapping: mapping.map((before, index) => (index === column ? field : before)),
      })),
    setSettings: (patch) => change(({ settings }) => ({ settings: { ...settings, ...patch } })),
    setEveryCar: (everyCar) => change(() => ({ everyCar })),
    setBadCells: (badCells) => change(() => ({ badCells })),
    setKnown: (known) => change(({ choices }) => ({ choices: { ...choices, known } }), false),
    correct: (row, column, text) => change((list) => ({ corrections: corrected(list, row, column, text) })),
    take: (rows, taken) => change((list) => ({ choices: chosen(list, rows, taken) }), false),
    goTo(step) {
      const now = state.getState();
      if (now.kind === "columns" || now.kind === "cars") set({ ...now, kind: step });
    },
    async takeIn() {
      const now = state.getState();
      if (now.kind !== "cars" || now.list.isPlanning) return;
      const { list } = now;
      importing = new AbortController();
      const taken = list.plan.filter((row) => isTaken(row, list.choices));
      set({ kind: "importing", list, done: 0, total: taken.length });
      try {
        const { done, cancelled, refused } = await replica.stockLists.import(taken, list.fileName, {
          signal: importing.signal,
          onProgress: (done, total) => set({ kind: "importing", list, done, total }),
        });
        set({ kind: "done", list, report: reportOf(list, taken, done, cancelled, new Set(refused)) });
      } catch {
        set({ kind: "failed", list });
      }
    },
    cancel: () => importing.abort(),
    close() {
      planning.abort();
      bytes = new Uint8Array();
      set({ kind: "closed" });
    },
  };
  return { state, acts };
}

const noChoices: RowChoices = { known: "update", leftOut: new Set(), takenIn: new Set() };

const blankList = {
  everyCar: {},
  corrections: new Map(),
  badCells: "leaveOut",
  choices: noChoices,
  plan: [],
  isPlanning: true,
} as const satisfies Partial<OpenList>;

/** What was put right in one cell holds for the same word elsewhere in its column where that could not be read either. */
function corrected(
  { corrections, plan, table }: OpenList,
  row: number,
  column: number,
  text: string,
): Corrections {
  const said = table.rows[row]?.[column] ?? "";
  const isWord = plan.some(
    (each) =>
      each.row === row && each.bad.some((bad) => bad.column === column && bad.problem === "unknownWord"),
  );
  const alike = plan.filter(
    (each) =>
      isWord && each.bad.some((bad) => bad.column === column) && table.rows[each.row]?.[column] === said,
  );
  const next = new Map(corrections);
  for (const each of [row, ...alike.map((planned) => planned.row)])
    next.set(each, new Map([...(next.get(each) ?? []), [column, text]]));
  return next;
}

function chosen({ choices, plan }: OpenList, rows: readonly number[], taken: boolean): RowChoices {
  const repeated = new Set(plan.filter(({ verdict }) => verdict === "repeated").map(({ row }) => row));
  const leftOut = new Set(choices.leftOut);
  const takenIn = new Set(choices.takenIn);
  for (const row of rows) {
    if (taken) leftOut.delete(row);
    else leftOut.add(row);
    if (taken && repeated.has(row)) takenIn.add(row);
    else takenIn.delete(row);
  }
  return { ...choices, leftOut, takenIn };
}

function reportOf(
  list: OpenList,
  taken: readonly PlannedRow[],
  done: number,
  cancelled: boolean,
  refused: ReadonlySet<string>,
): ImportReport {
  const written = taken.slice(0, done).filter(({ vehicleId }) => !refused.has(vehicleId));
  const rows = new Set(written.map(({ row }) => row));
  const updated = written.filter(({ verdict }) => verdict === "update").length;
  return {
    added: written.length - updated,
    updated,
    cancelled,
    unchanged: list.plan.filter(({ verdict, row }) => verdict === "same" && !list.choices.leftOut.has(row))
      .length,
    leftOut: list.plan.filter(({ verdict, row }) => !rows.has(row) && verdict !== "same"),
  };
}
