import { useEffect, useMemo, useState, type ReactNode } from "react";
import { useStore } from "zustand";
import { useDesk } from "#renderer/bridge/context.tsx";
import type { InventoryCar } from "#renderer/replica/inventory.ts";
import { SplitPanel } from "#renderer/ui/split-panel.tsx";
import { AddCarDialog } from "./add-car-dialog.tsx";
import { BulkBar } from "./bulk-bar.tsx";
import { CarList } from "./car-list.tsx";
import { type CarNotes, Inspector } from "./inspector.tsx";
import styles from "./inventory-screen.module.css";
import { Toolbar } from "./toolbar.tsx";
import { useInventory } from "./use-inventory.ts";
import type { CarRow } from "./rows.ts";
import { createViewStore, type ViewStore } from "./view-state.ts";

export interface InventoryScreenProps {
  /** The photos of a car, as the inspector shows them. */
  photos: (vehicleId: string) => ReactNode;
  /** What has to be said of a car, above its fields and beside them. */
  notes: CarNotes;
  /** What was done to a car, as the inspector shows it. */
  history: (vehicleId: string) => ReactNode;
  /** Files were dropped on a car. Called while the drop event is being handled. */
  onDropFiles: (vehicleId: string, transfer: DataTransfer) => void;
  /** Photos are wanted for a car, or are to be looked at. */
  openPhotos: (vehicleId: string) => void;
  /** Stands beside the button that adds a car. */
  otherWaysIn?: ReactNode;
  /** Stands under what an empty lot says, beside the button that adds a car. */
  firstWayIn?: ReactNode;
  /** What else can be done with what the list shows. */
  listMenu?: (list: ShownList) => ReactNode;
}

export interface ShownList {
  /** In the order shown; `selected` are among them. */
  readonly shown: readonly InventoryCar[];
  readonly selected: readonly InventoryCar[];
  readonly columns: readonly string[];
}

/** The lot: its cars in the middle, the selected one beside them. */
export function InventoryScreen(props: InventoryScreenProps) {
  const { photos, notes, history, onDropFiles, openPhotos, otherWaysIn, firstWayIn, listMenu } = props;
  const { deviceId } = useDesk();
  const [view] = useState(() => createViewStore(localStorage, `inventory.${deviceId}`));
  const inventory = useInventory(view, { onDropFiles, openPhotos });
  const { rows, inspected, adding, listRef } = inventory;

  useEffect(() => {
    if (rows.ready && document.activeElement === document.body)
      listRef.current?.focus({ preventScroll: true });
  }, [listRef, rows.ready]);

  return (
    <SplitPanel
      name="inventory"
      initial={420}
      minimum={360}
      maximum={720}
      side={
        inspected && (
          <Inspector
            key={inspected.id}
            car={inspected}
            view={view}
            acts={inventory.acts}
            photos={photos(inspected.id)}
            notes={notes}
            history={history(inspected.id)}
            onStep={inventory.step}
            onAddPhotos={() => openPhotos(inspected.id)}
            onPrint={() => inventory.print([inspected])}
            onBin={() => inventory.bin([inspected])}
            onDuplicate={() => void inventory.duplicate(inspected)}
            onClose={inventory.close}
          />
        )
      }
    >
      <section className={styles.lot}>
        <Toolbar
          view={view}
          all={rows.all}
          shown={rows.shown}
          filters={rows.filters}
          onClear={inventory.clearFilters}
          onAdd={() => inventory.setAdding(true)}
          otherWaysIn={otherWaysIn}
          menu={
            listMenu && (
              <ListMenu view={view} shown={rows.shown} selected={inventory.selected} show={listMenu} />
            )
          }
        />
        <div className={styles.list}>
          <CarList view={view} inventory={inventory} firstWayIn={firstWayIn} />
          {inventory.selected.length > 1 && (
            <BulkBar
              cars={inventory.selected}
              acts={inventory.acts}
              onPrint={() => inventory.print(inventory.selected)}
              onBin={() => inventory.bin(inventory.selected)}
              onClear={inventory.clearSelection}
            />
          )}
        </div>
      </section>
      <AddCarDialog
        opened={adding}
        cars={rows.all}
        onClose={() => inventory.setAdding(false)}
        onAdded={inventory.show}
      />
    </SplitPanel>
  );
}

interface ListMenuProps {
  view: ViewStore;
  shown: readonly CarRow[];
  selected: readonly InventoryCar[];
  show: (list: ShownList) => ReactNode;
}

function ListMenu({ view, shown, selected, show }: ListMenuProps) {
  const columns = useStore(view, (state) => state.columns);
  const cars = useMemo(() => shown.map(({ car }) => car), [shown]);
  return show({ shown: cars, selected, columns });
}
