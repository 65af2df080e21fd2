import { useDeferredValue, useMemo, useState } from "react";
import { useStore } from "zustand";
import { useReplica } from "#renderer/replica/context.tsx";
import { useLive } from "#renderer/replica/use-live.ts";
import { useShell } from "#renderer/ui/shell-state.tsx";
import { filterRows, type Filters } from "./filter.ts";
import { rowCache, rowsOf, type CarRow } from "./rows.ts";
import { sortRows } from "./sort.ts";
import { useToday } from "./use-now.ts";
import type { ViewStore } from "./view-state.ts";

export interface InventoryRows {
  readonly ready: boolean;
  /** Every car that is not in the bin, sorted. */
  readonly all: readonly CarRow[];
  /** Those that the filters leave. */
  readonly shown: readonly CarRow[];
  readonly filters: Filters;
}

/** The lot, searched, filtered and sorted in memory; typing stays ahead of a long list. */
export function useInventoryRows(view: ViewStore): InventoryRows {
  const { ready, cars } = useLive(useReplica().inventory);
  const today = useToday();
  const [cache] = useState(rowCache);
  const choices = useStore(view, (state) => state.choices);
  const sort = useStore(view, (state) => state.sort);
  const search = useDeferredValue(useShell((state) => state.searchText));

  const filters = useMemo(() => ({ ...choices, search }), [choices, search]);
  const rows = useMemo(() => rowsOf(cars, today, cache), [cars, today, cache]);
  const all = useMemo(() => sortRows(rows, sort), [rows, sort]);
  const shown = useMemo(() => filterRows(all, filters), [all, filters]);
  return { ready, all, shown, filters };
}
