import { ActionIcon, Button, Menu, Tooltip } from "@mantine/core";
import {
  IconAlertTriangle,
  IconArrowDown,
  IconArrowUp,
  IconCar,
  IconLayoutGrid,
  IconPencil,
  IconPhoto,
  IconTrash,
  IconZoomIn,
  IconZoomOut,
  type Icon,
} from "@tabler/icons-react";
import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";
import { useStore } from "zustand";
import { formatCount } from "#renderer/ui/format.ts";
import { useLocale } from "#renderer/ui/use-locale.ts";
import { FilterMenus } from "./filter-menus.tsx";
import { isNarrowed, shelves, type Shelf } from "./library-filter.ts";
import { sortKeys } from "./library-sort.ts";
import { ClearFilters } from "#renderer/ui/clear-filters.tsx";
import { IconSwitch } from "#renderer/ui/icon-switch.tsx";
import styles from "#renderer/ui/list-toolbar.module.css";
import type { Library } from "./use-library-view.ts";
import { densities, type ViewStore } from "./view-state.ts";

interface LibraryToolbarProps {
  store: ViewStore;
  library: Library;
  onClear: () => void;
  besideSummary: ReactNode;
}

/** Above the grid: how much it shows, how it is shown, and what it is narrowed to. */
export function LibraryToolbar({ store, library, onClear, besideSummary }: LibraryToolbarProps) {
  const { t } = useTranslation("library");
  return (
    <div className={styles.toolbar}>
      <div className={styles.line}>
        <h1 className={styles.heading}>{t("title")}</h1>
        <Summary library={library} />
        {besideSummary}
        <span className={styles.space} />
        <SortMenu store={store} />
        <DensityButtons store={store} />
        <LayoutSwitch store={store} />
      </div>
      <div className={styles.line}>
        <ShelfChips store={store} library={library} />
        <span className={styles.divider} />
        <FilterMenus store={store} library={library} />
        {isNarrowed(library.filters) && <ClearFilters label={t("clearAll")} onClick={onClear} />}
      </div>
    </div>
  );
}

function Summary({ library: { view, filters } }: { library: Library }) {
  const { t } = useTranslation("library");
  const locale = useLocale();
  const shown = view?.order.length ?? 0;
  const total = view?.total ?? 0;
  return (
    <p className={styles.summary} role="status" aria-label={t("summaryLabel")}>
      {isNarrowed(filters)
        ? t("summary", { shown: formatCount(shown, locale), count: total, total: formatCount(total, locale) })
        : t("summaryAll", { count: total, total: formatCount(total, locale) })}
    </p>
  );
}

const shelfIcons: Readonly<Record<Shelf, Icon>> = {
  all: IconPhoto,
  attention: IconAlertTriangle,
  edited: IconPencil,
  bin: IconTrash,
};

function ShelfChips({ store, library: { view } }: Pick<LibraryToolbarProps, "store" | "library">) {
  const { t } = useTranslation("library");
  const locale = useLocale();
  const chosen = useStore(store, ({ choices }) => choices.shelf);
  return (
    <div role="group" aria-label={t("shelves")} className={styles.chips}>
      {shelves.map((shelf) => {
        const ShelfIcon = shelfIcons[shelf];
        const count = view?.shelves[shelf] ?? 0;
        return (
          <button
            key={shelf}
            type="button"
            className={styles.chip}
            aria-pressed={chosen === shelf}
            data-empty={count === 0 || undefined}
            onClick={() => store.getState().narrow({ shelf, flaws: [] })}
          >
            <ShelfIcon size={14} stroke={1.75} aria-hidden />
            {t(`shelf.${shelf}`)}
            <span className={styles.count}>{formatCount(count, locale)}</span>
          </button>
        );
      })}
    </div>
  );
}

function SortMenu({ store }: { store: ViewStore }) {
  const { t } = useTranslation("library");
  const { key, reversed } = useStore(store, (state) => state.sort);
  const isTime = key === "added" || key === "taken";
  const Direction = isTime === reversed ? IconArrowUp : IconArrowDown;
  return (
    <Menu position="bottom-end">
      <Menu.Target>
        <Button
          size="compact-sm"
          variant="subtle"
          color="gray"
          aria-label={t("sort")}
          rightSection={<Direction size={14} stroke={1.75} aria-hidden />}
        >
          {t(`sortBy.${key}`)}
        </Button>
      </Menu.Target>
      <Menu.Dropdown>
        <Menu.Label>{t("sort")}</Menu.Label>
        {sortKeys.map((each) => (
          <Menu.Item
            key={each}
            rightSection={each === key && <Direction size={14} stroke={1.75} aria-hidden />}
            onClick={() => store.getState().sortBy(each)}
          >
            {t(`sortBy.${each}`)}
          </Menu.Item>
        ))}
      </Menu.Dropdown>
    </Menu>
  );
}

function DensityButtons({ store }: { store: ViewStore }) {
  const { t } = useTranslation("library");
  const density = useStore(store, (state) => state.density);
  const at = densities.indexOf(density);
  const step = (to: number) => store.getState().setDensity(densities[to] ?? density);
  return (
    <>
      <Tooltip label={t("smaller")}>
        <ActionIcon aria-label={t("smaller")} disabled={at === 0} onClick={() => step(at - 1)}>
          <IconZoomOut size={16} stroke={1.75} />
        </ActionIcon>
      </Tooltip>
      <Tooltip label={t("larger")}>
        <ActionIcon
          aria-label={t("larger")}
          disabled={at === densities.length - 1}
          onClick={() => step(at + 1)}
        >
          <IconZoomIn size={16} stroke={1.75} />
        </ActionIcon>
      </Tooltip>
    </>
  );
}

const layouts = [
  { value: "byCar", icon: IconCar },
  { value: "flat", icon: IconLayoutGrid },
] as const;

function LayoutSwitch({ store }: { store: ViewStore }) {
  const { t } = useTranslation("library");
  return (
    <IconSwitch
      label={t("view")}
      choices={layouts.map(({ value, icon }) => ({ value, icon, label: t(value) }))}
      value={useStore(store, (state) => (state.grouped ? "byCar" : "flat"))}
      onChange={(layout) => store.getState().group(layout === "byCar")}
    />
  );
}
