import * as z from "zod";
import { createStore, type StoreApi } from "zustand";
import { VehicleStatus } from "#shared/model/vehicle.ts";
import { columnIds, columnsAtFirst, isFixed, toggleColumn, type ColumnId } from "./columns.ts";
import { noChoices, type Choices } from "./filter.ts";
import { nothingSelected, type Selection } from "#renderer/ui/selection.ts";
import { sortAtFirst, sortedBy, type SortKey } from "./sort.ts";

/** What the inventory screen is doing on this desk: never the cars themselves. */
interface ViewState {
  readonly choices: Choices;
  readonly sort: readonly SortKey[];
  readonly columns: readonly ColumnId[];
  readonly layout: "table" | "gallery";
  readonly selection: Selection;
  readonly inspectorOpen: boolean;
  /** The inspector is asked to put the focus into the details. */
  readonly editAsked: boolean;
}

interface ViewActs {
  narrow(choices: Partial<Choices>): void;
  clearChoices(): void;
  sortBy(column: ColumnId, further: boolean): void;
  toggleColumn(column: ColumnId): void;
  resetColumns(): void;
  setLayout(layout: ViewState["layout"]): void;
  select(selection: Selection): void;
  inspect(selection: Selection): void;
  openInspector(): void;
  edit(): void;
  editTaken(): void;
  closeInspector(): void;
}

export type ViewStore = StoreApi<ViewState & ViewActs>;

const Column = z.enum(columnIds);
const Kept = z.object({
  choices: z
    .object({
      statuses: z.array(VehicleStatus),
      makes: z.array(z.string()),
      locations: z.array(z.string()),
      twins: z.boolean().default(false),
    })
    .catch({ statuses: [], makes: [], locations: [], twins: false }),
  sort: z
    .array(z.object({ column: Column, direction: z.enum(["asc", "desc"]) }))
    .min(1)
    .max(2)
    .catch([...sortAtFirst]),
  columns: z.array(Column).catch([...columnsAtFirst]),
  layout: z.enum(["table", "gallery"]).catch("table"),
});

/**
 * The view of one desk, kept in `storage` under `key`. What is selected is not kept: a fresh
 * start shows the lot. Kept values that an older version wrote and that no longer parse fall back one by one.
 */
export function createViewStore(storage: Pick<Storage, "getItem" | "setItem">, key: string): ViewStore {
  const found = Kept.safeParse(read(storage, key));
  const kept = found.success ? found.data : Kept.parse({});
  const store = createStore<ViewState & ViewActs>((set) => ({
    ...kept,
    columns: columnIds.filter((id) => isFixed(id) || kept.columns.includes(id)),
    selection: nothingSelected,
    inspectorOpen: false,
    editAsked: false,
    narrow: (choices) => set((state) => ({ choices: { ...state.choices, ...choices } })),
    clearChoices: () => set({ choices: noChoices }),
    sortBy: (column, further) => set(({ sort }) => ({ sort: sortedBy(sort, column, further) })),
    toggleColumn: (column) => set(({ columns }) => ({ columns: toggleColumn(columns, column) })),
    resetColumns: () => set({ columns: columnsAtFirst }),
    setLayout: (layout) => set({ layout }),
    select: (selection) => set({ selection }),
    inspect: (selection) => set({ selection, inspectorOpen: true }),
    openInspector: () => set({ inspectorOpen: true }),
    edit: () => set({ inspectorOpen: true, editAsked: true }),
    editTaken: () => set({ editAsked: false }),
    closeInspector: () => set({ inspectorOpen: false }),
  }));
  store.subscribe((state, before) => {
    if (keptParts.some((part) => state[part] !== before[part])) write(storage, key, state);
  });
  return store;
}

const keptParts = ["choices", "sort", "columns", "layout"] as const;

function read(storage: Pick<Storage, "getItem">, key: string): unknown {
  try {
    return JSON.parse(storage.getItem(key) ?? "{}") ?? {};
  } catch {
    return {};
  }
}

/** A view that cannot be kept (storage full or forbidden) is still a view. */
function write(storage: Pick<Storage, "setItem">, key: string, state: ViewState): void {
  const kept = Object.fromEntries(keptParts.map((part) => [part, state[part]]));
  try {
    storage.setItem(key, JSON.stringify(kept));
  } catch {
    // Nothing is lost but a preference.
  }
}
