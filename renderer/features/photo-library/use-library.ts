import { useEffect, useMemo, useRef, type RefObject } from "react";
import { useStore } from "zustand";
import { useShell, useShellStore } from "#renderer/ui/shell-state.tsx";
import { nothingSelected, selectAll, selectOne, selectRange, toggleOne } from "#renderer/ui/selection.ts";
import type { LibraryEntry, LibraryView } from "./library-view.ts";
import type { GridActs } from "./use-grid-events.ts";
import type { Library } from "./use-library-view.ts";
import type { ViewStore } from "./view-state.ts";

interface LibraryHandlers {
  readonly gridActs: GridActs;
  readonly gridRef: RefObject<HTMLDivElement | null>;
  /** The selected photos that are shown, in the order shown: a bulk act never touches what is filtered away. */
  readonly selected: readonly LibraryEntry[];
  /** The photo that the keyboard stands on. */
  readonly current: LibraryEntry | null;
  move(position: number, widen: boolean): void;
  selectAll(): void;
  toggleCurrent(): void;
  openCurrent(): void;
  clearSelection(): void;
  /** These photos are about to go: the keyboard goes on with the next one that stays. */
  leave(ids: readonly string[]): void;
  clearFilters(): void;
}

const noEntries: readonly LibraryEntry[] = [];

/** What the parts of the screen do to the grid and its selection. */
export function useLibrary(
  store: ViewStore,
  { view }: Library,
  openBinned: (photoId: string) => void,
): LibraryHandlers {
  const shell = useShellStore();
  const ask = useShell((state) => state.ask);
  const gridRef = useRef<HTMLDivElement>(null);
  const selection = useStore(store, (state) => state.selection);
  const selected = useMemo(() => selectedOf(view, selection.ids), [view, selection.ids]);
  const latest = useRef(view);
  useEffect(() => {
    latest.current = view;
  });

  const handlers = useMemo(() => {
    const order = () => latest.current?.order ?? [];
    const now = () => store.getState().selection;
    const { select } = store.getState();
    const open = (photoId: string) => {
      const photo = latest.current?.entries.get(photoId)?.photo;
      if (!photo) return;
      if (photo.deletedAt !== null) openBinned(photoId);
      else shell.getState().show({ type: "viewer", vehicleId: photo.vehicleId, photoId });
    };
    const gridActs: GridActs = {
      open,
      pick(id, how) {
        if (how === "one") select(selectOne(id));
        else select(how === "toggle" ? toggleOne(now(), id) : selectRange(now(), order(), id));
      },
      pickCar(key) {
        const group = latest.current?.groups.find((each) => each.key === key);
        if (group) select(withGroup(now(), group.entries));
      },
      openCar: (vehicleId) => ask({ type: "openCar", vehicleId }),
    };
    return {
      gridActs,
      move(position: number, widen: boolean) {
        const id = order()[position];
        if (id) select(widen ? selectRange(now(), order(), id) : selectOne(id));
      },
      selectAll() {
        const all = now().ids.size >= order().length;
        select(all ? nothingSelected : selectAll(now(), order()));
      },
      toggleCurrent() {
        const { current } = now();
        if (current !== null) select(toggleOne(now(), current));
      },
      openCurrent() {
        const { current } = now();
        if (current !== null) open(current);
      },
      clearSelection: () => select(nothingSelected),
      leave(ids: readonly string[]) {
        const gone = new Set(ids);
        const at = order().findLastIndex((id) => gone.has(id));
        const next = order()
          .slice(at + 1)
          .find((id) => !gone.has(id));
        const stays =
          next ??
          order()
            .slice(0, Math.max(0, at))
            .findLast((id) => !gone.has(id));
        select(stays ? selectOne(stays) : nothingSelected);
        gridRef.current?.focus({ preventScroll: true });
      },
      clearFilters() {
        store.getState().clearChoices();
        shell.getState().search("");
      },
    };
  }, [store, shell, ask, openBinned]);

  const current = selection.current === null ? null : (view?.entries.get(selection.current) ?? null);
  return { ...handlers, gridRef, selected, current };
}

function selectedOf(view: LibraryView | null, ids: ReadonlySet<string>): readonly LibraryEntry[] {
  if (!view || ids.size === 0) return noEntries;
  if (ids.size === 1) return [...ids].flatMap((id) => view.entries.get(id) ?? []);
  return view.order.flatMap((id) => (ids.has(id) ? view.entries.get(id)! : []));
}

/** Adds all photos of a car to the selection; takes them out where all of them are in it. */
function withGroup(selection: ReturnType<typeof selectOne>, entries: readonly LibraryEntry[]) {
  const [first] = entries;
  if (!first) return selection;
  const ids = new Set(selection.ids);
  const all = entries.every(({ photo }) => ids.has(photo.id));
  for (const { photo } of entries) {
    if (all) ids.delete(photo.id);
    else ids.add(photo.id);
  }
  return { ids, current: first.photo.id, anchor: first.photo.id };
}
