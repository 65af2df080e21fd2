import { Button, Group, Skeleton } from "@mantine/core";
import { IconCar, IconCloudDown, IconFilterOff, IconPlus } from "@tabler/icons-react";
import { useMemo, type ReactNode } from "react";
import { useTranslation } from "react-i18next";
import { useAccess } from "#renderer/ui/access.tsx";
import { ProgressBar } from "#renderer/ui/progress-bar.tsx";
import { useStore } from "zustand";
import { useDesk } from "#renderer/bridge/context.tsx";
import { useReplica } from "#renderer/replica/context.tsx";
import type { Arrival } from "#renderer/replica/first-sync.ts";
import { useLive } from "#renderer/replica/use-live.ts";
import { EmptyState } from "#renderer/ui/empty-state.tsx";
import { formatCount } from "#renderer/ui/format.ts";
import { useKeptScroll } from "#renderer/ui/use-kept-scroll.ts";
import { useLocale } from "#renderer/ui/use-locale.ts";
import { CarGallery } from "./car-gallery.tsx";
import styles from "./car-list.module.css";
import { CarTable } from "./car-table.tsx";
import type { InventoryActs } from "./use-inventory.ts";
import type { ViewStore } from "./view-state.ts";
import type { CellWords } from "./words.ts";

interface CarListProps {
  view: ViewStore;
  inventory: InventoryActs;
  /** Another way to the first cars than adding one. */
  firstWayIn?: ReactNode;
}

/** The list in the layout chosen, or what there is to say and do where it is empty. */
export function CarList({ view, inventory, firstWayIn }: CarListProps) {
  const { rows } = inventory;
  const layout = useStore(view, (state) => state.layout);
  const columns = useStore(view, (state) => state.columns);
  const sort = useStore(view, (state) => state.sort);
  const selection = useStore(view, (state) => state.selection);
  const words = useCellWords();
  const { vehicles: arrival } = useLive(useReplica().arrivals);
  useKeptScroll(`inventory.${layout}`, inventory.listRef, rows.ready && rows.shown.length > 0);

  if (!rows.ready) return <LoadingList />;
  if (rows.all.length === 0 && arrival) return <ArrivingCars {...arrival} />;
  if (rows.all.length === 0) return <NoCars onAdd={() => inventory.setAdding(true)} otherWay={firstWayIn} />;
  if (rows.shown.length === 0) return <NoMatch onClear={inventory.clearFilters} />;

  const shared = {
    rows: rows.shown,
    selection,
    acts: inventory.listActs,
    onStep: inventory.step,
    onSelectAll: inventory.selectAll,
    words,
    listRef: inventory.listRef,
  };
  return layout === "gallery" ? (
    <CarGallery {...shared} />
  ) : (
    <CarTable {...shared} columns={columns} sort={sort} onSort={view.getState().sortBy} />
  );
}

function useCellWords(): CellWords {
  const { t } = useTranslation("inventory");
  const locale = useLocale();
  const { photoBase } = useDesk();
  return useMemo(() => ({ t, locale, photoBase }), [t, locale, photoBase]);
}

/** They are on their way: nobody should take the lot for one without cars. */
function ArrivingCars({ done, total }: Arrival) {
  const { t } = useTranslation("inventory");
  const locale = useLocale();
  const title = t("arrivingTitle", { total: formatCount(total, locale) });
  return (
    <EmptyState
      icon={IconCloudDown}
      title={title}
      action={<ProgressBar w={240} size="md" label={title} done={done} total={total} />}
    >
      {t("arrivingText")}
    </EmptyState>
  );
}

function NoCars({ onAdd, otherWay }: { onAdd: () => void; otherWay: ReactNode }) {
  const { t } = useTranslation("inventory");
  const { changes } = useAccess();
  return (
    <EmptyState
      icon={IconCar}
      title={t("emptyTitle")}
      action={
        <Group gap="sm" justify="center">
          {changes("vehicle") ? (
            <>
              <Button leftSection={<IconPlus size={16} aria-hidden />} onClick={onAdd}>
                {t("addCar")}
              </Button>
              {otherWay}
            </>
          ) : null}
        </Group>
      }
    >
      {t("emptyText")}
    </EmptyState>
  );
}

function NoMatch({ onClear }: { onClear: () => void }) {
  const { t } = useTranslation("inventory");
  return (
    <EmptyState
      icon={IconFilterOff}
      title={t("noMatchTitle")}
      action={
        <Button variant="default" onClick={onClear}>
          {t("clearFilters")}
        </Button>
      }
    >
      {t("noMatchText")}
    </EmptyState>
  );
}

const skeletonRows = Array.from({ length: 12 }, (_, row) => row);

function LoadingList() {
  const { t } = useTranslation("inventory");
  return (
    <div className={styles.loading} role="status" aria-label={t("loading")}>
      {skeletonRows.map((row) => (
        <div key={row} className={styles.skeleton}>
          <Skeleton width={48} height={36} radius="sm" />
          <Skeleton width={64} height={10} />
          <Skeleton width={120 + ((row * 37) % 90)} height={10} />
          <span className={styles.space} />
          <Skeleton width={72} height={10} />
          <Skeleton width={88} height={10} />
        </div>
      ))}
    </div>
  );
}
