import * as z from "zod";
import { createStore, type StoreApi } from "zustand";
import { nothingSelected, type Selection } from "#renderer/ui/selection.ts";
import { VehicleStatus } from "#shared/model/vehicle.ts";
import { moment } from "#renderer/ui/kept-moment.ts";
import { flawKinds, noChoices, shelves, type LibraryChoices } from "./library-filter.ts";
import { sortAtFirst, sortKeys, type LibrarySort, type SortKey } from "./library-sort.ts";

export const densities = ["small", "medium", "large"] as const;
export type Density = (typeof densities)[number];

/** What the library is doing on this desk: never the photos themselves. */
interface ViewState {
  readonly choices: LibraryChoices;
  readonly grouped: boolean;
  readonly density: Density;
  readonly sort: LibrarySort;
  readonly selection: Selection;
}

interface ViewActs {
  narrow(choices: Partial<LibraryChoices>): void;
  clearChoices(): void;
  group(grouped: boolean): void;
  setDensity(density: Density): void;
  /** By the same key once more turns the order around. */
  sortBy(key: SortKey): void;
  select(selection: Selection): void;
}

export type ViewStore = StoreApi<ViewState & ViewActs>;

const Kept = z.object({
  grouped: z.boolean().catch(true),
  density: z.enum(densities).catch("medium"),
  sort: z.object({ key: z.enum(sortKeys), reversed: z.boolean() }).catch({ ...sortAtFirst }),
});
/** What the library is narrowed to, which only a page that is loaded again comes back to. */
const Choices = z.object({
  shelf: z.enum(shelves),
  flaws: z.array(z.enum(flawKinds)),
  presetId: z.string().nullable(),
  shot: z.object({ is: z.enum(["taken", "missing"]), shot: z.string() }).nullable(),
  statuses: z.array(VehicleStatus),
  tags: z.array(z.string()),
  from: z.string().nullable(),
  to: z.string().nullable(),
});
const keptParts = ["grouped", "density", "sort"] as const;

/** The view of one desk; how it is shown is kept in `storage` under `key`, what it is narrowed to is not. */
export function createViewStore(storage: Pick<Storage, "getItem" | "setItem">, key: string): ViewStore {
  const store = createStore<ViewState & ViewActs>((set) => ({
    ...keptView(storage, key),
    choices: moment.take("photos.choices", Choices) ?? noChoices,
    selection: nothingSelected,
    narrow: (choices) => set((state) => ({ choices: { ...state.choices, ...choices } })),
    clearChoices: () => set({ choices: noChoices }),
    group: (grouped) => set({ grouped }),
    setDensity: (density) => set({ density }),
    sortBy: (sortKey) =>
      set(({ sort }) => ({ sort: { key: sortKey, reversed: sort.key === sortKey && !sort.reversed } })),
    select: (selection) => set({ selection }),
  }));
  store.subscribe((state, before) => {
    if (keptParts.some((part) => state[part] !== before[part])) keep(storage, key, state);
    if (state.choices !== before.choices) moment.keep("photos.choices", state.choices);
  });
  return store;
}

function keptView(storage: Pick<Storage, "getItem">, key: string): z.infer<typeof Kept> {
  try {
    const found = Kept.safeParse(JSON.parse(storage.getItem(key) ?? "{}"));
    return found.success ? found.data : Kept.parse({});
  } catch {
    return Kept.parse({});
  }
}

/** A view that cannot be kept (storage full or forbidden) is still a view. */
function keep(storage: Pick<Storage, "setItem">, key: string, state: ViewState): void {
  try {
    storage.setItem(key, JSON.stringify(Object.fromEntries(keptParts.map((part) => [part, state[part]]))));
  } catch {
    // Nothing is lost but a preference.
  }
}
