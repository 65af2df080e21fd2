import { useDeferredValue, useEffect, useMemo, useRef, useState, type RefObject } from "react";
import { useAccess } from "#renderer/ui/access.tsx";
import { useStore } from "zustand";
import type { InventoryCar } from "#renderer/replica/inventory.ts";
import { useListKeys } from "#renderer/ui/use-list-keys.ts";
import { useShell, useShellRequest, useShellStore } from "#renderer/ui/shell-state.tsx";
import {
  nothingSelected,
  selectAll,
  selectOne,
  selectRange,
  shownOf,
  stepFrom,
  toggleOne,
  type Step,
} from "#renderer/ui/selection.ts";
import { useCarActs, type CarActs } from "./use-car-acts.ts";
import { useInventoryRows, type InventoryRows } from "./use-inventory-rows.ts";
import type { ListActs } from "./use-list-events.ts";
import { screenKeys } from "./screen-keys.ts";
import type { ViewStore } from "./view-state.ts";

interface Around {
  readonly onDropFiles: (vehicleId: string, transfer: DataTransfer) => void;
  readonly openPhotos: (vehicleId: string) => void;
}

/** What the parts of the screen do to the list, the selection and the inspector. */
export interface InventoryActs {
  readonly rows: InventoryRows;
  readonly acts: CarActs;
  readonly listActs: ListActs;
  readonly listRef: RefObject<HTMLDivElement | null>;
  /** The selected cars that are shown, in the order shown. */
  readonly selected: readonly InventoryCar[];
  /** The car beside the list; null where the inspector is closed. */
  readonly inspected: InventoryCar | null;
  readonly adding: boolean;
  setAdding(adding: boolean): void;
  step(step: Step, widen: boolean): void;
  selectAll(): void;
  clearSelection(): void;
  clearFilters(): void;
  /** Opens a car beside the list. */
  show(id: string): void;
  close(): void;
  /** Asks how cars are to be printed; all that are shown where none are given. */
  print(cars: readonly InventoryCar[]): void;
  bin(cars: readonly InventoryCar[]): void;
  duplicate(car: InventoryCar): Promise<void>;
}

export function useInventory(view: ViewStore, around: Around): InventoryActs {
  const rows = useInventoryRows(view);
  const acts = useCarActs();
  const shell = useShellStore();
  const listRef = useRef<HTMLDivElement>(null);
  const { changes } = useAccess();
  const [adding, setAddingShown] = useState(false);
  const setAdding = (shown: boolean) => setAddingShown(shown && changes("vehicle"));
  const order = useMemo(() => rows.shown.map(({ id }) => id), [rows.shown]);
  const selected = useSelected(view, rows, order);
  const inspected = useInspected(view, rows);

  const latest = useRef({ order, around });
  useEffect(() => {
    latest.current = { order, around };
  });

  const handlers = useMemo(() => {
    const selection = () => view.getState().selection;
    const { select, inspect, closeInspector, openInspector, clearChoices } = view.getState();
    const show = (id: string) => inspect(selectOne(id));
    const listActs: ListActs = {
      pick(id, how) {
        if (how === "one") show(id);
        else if (how === "toggle") select(toggleOne(selection(), id));
        else select(selectRange(selection(), latest.current.order, id));
      },
      open: show,
      addPhotos(id) {
        show(id);
        latest.current.around.openPhotos(id);
      },
      dropFiles(id, transfer) {
        latest.current.around.onDropFiles(id, transfer);
        show(id);
      },
    };
    return {
      show,
      listActs,
      openInspector,
      step(step: Step, widen: boolean) {
        const id = stepFrom(selection().current, latest.current.order, step);
        if (id) select(widen ? selectRange(selection(), latest.current.order, id) : selectOne(id));
      },
      selectAll() {
        const all = selection().ids.size >= latest.current.order.length;
        select(all ? nothingSelected : selectAll(selection(), latest.current.order));
      },
      clearSelection: () => select(nothingSelected),
      clearFilters() {
        clearChoices();
        shell.getState().search("");
      },
      close() {
        closeInspector();
        listRef.current?.focus({ preventScroll: true });
      },
      print(cars: readonly InventoryCar[]) {
        const vehicleIds = cars.length > 0 ? cars.map(({ id }) => id) : latest.current.order;
        if (vehicleIds.length > 0) shell.getState().show({ type: "print", vehicleIds });
      },
      /** The keyboard goes on with the next car that stays. */
      bin(cars: readonly InventoryCar[]) {
        const gone = new Set(cars.map(({ id }) => id));
        const { order } = latest.current;
        const from = order.indexOf(selection().current ?? "");
        const next = order.slice(from + 1).find((id) => !gone.has(id));
        const before = order.slice(0, Math.max(0, from)).findLast((id) => !gone.has(id));
        const stays = next ?? before;
        select(stays ? selectOne(stays) : nothingSelected);
        listRef.current?.focus({ preventScroll: true });
        void acts.bin(cars);
      },
      async duplicate(car: InventoryCar) {
        const copy = await acts.duplicate(car);
        if (copy) show(copy);
      },
    };
  }, [view, shell, acts]);

  useShellLink(view, inspected, {
    show: handlers.show,
    add: () => setAdding(true),
    print: () => handlers.print(selected),
    openPhotos: around.openPhotos,
  });
  useListKeys(listRef, screenKeys, {
    open: () => view.getState().selection.current && handlers.openInspector(),
    edit: () => view.getState().selection.current && view.getState().edit(),
    add: () => setAdding(true),
    photos: () => withCurrent(view, handlers.listActs.addPhotos),
    history: () =>
      withCurrent(view, (vehicleId) => shell.getState().showHistory({ vehicleId, photoId: null })),
    print: () => handlers.print(selected),
    bin: () => changes("vehicle") && handlers.bin(selected),
    close: () => (selected.length > 1 ? narrowToCurrent(view) : handlers.close()),
    undo: () => void acts.undo(),
    selectAll: handlers.selectAll,
    toggle: () => withCurrent(view, (id) => handlers.listActs.pick(id, "toggle")),
  });

  return { ...handlers, rows, acts, listRef, selected, inspected, adding, setAdding };
}

function withCurrent(view: ViewStore, act: (id: string) => void): void {
  const { current } = view.getState().selection;
  if (current) act(current);
}

function toggleInspector(view: ViewStore): void {
  const { inspectorOpen, openInspector, closeInspector } = view.getState();
  if (inspectorOpen) closeInspector();
  else openInspector();
}

function narrowToCurrent(view: ViewStore): void {
  const { selection, select } = view.getState();
  select(selection.current ? selectOne(selection.current) : nothingSelected);
}

function useSelected(
  view: ViewStore,
  rows: InventoryRows,
  order: readonly string[],
): readonly InventoryCar[] {
  const selection = useStore(view, (state) => state.selection);
  return useMemo(() => {
    const ids = new Set(shownOf(selection, order));
    return rows.shown.flatMap(({ id, car }) => (ids.has(id) ? [car] : []));
  }, [selection, order, rows.shown]);
}

/** A car that an edit took out of the filtered list stays open. Moving fast over the list is ahead of the inspector. */
function useInspected(view: ViewStore, rows: InventoryRows): InventoryCar | null {
  const open = useStore(view, (state) => state.inspectorOpen);
  const current = useDeferredValue(useStore(view, (state) => state.selection.current));
  return useMemo(
    () => (open && current ? (rows.all.find(({ id }) => id === current)?.car ?? null) : null),
    [open, current, rows.all],
  );
}

/** Tells the shell which car is open and does what its palette asks. */
function useShellLink(
  view: ViewStore,
  inspected: InventoryCar | null,
  acts: {
    readonly show: (id: string) => void;
    readonly add: () => void;
    readonly print: () => void;
    readonly openPhotos: (id: string) => void;
  },
): void {
  const select = useShell((state) => state.select);
  const openId = inspected?.id ?? null;
  useEffect(() => {
    select(openId);
    return () => select(null);
  }, [select, openId]);

  useShellRequest((request) => {
    if (request.type === "addCar") acts.add();
    else if (request.type === "openCar") acts.show(request.vehicleId);
    else if (request.type === "showAs") view.getState().setLayout(request.layout);
    else if (request.type === "toggleInspector") toggleInspector(view);
    else if (request.type === "printCars") acts.print();
    else withCurrent(view, acts.openPhotos);
    return true;
  });
}
