import { Button } from "@mantine/core";
import { IconPlus } from "@tabler/icons-react";
import { useMemo, type ReactNode } from "react";
import { useTranslation } from "react-i18next";
import { useAccess } from "#renderer/ui/access.tsx";
import { useStore } from "zustand";
import { sum } from "#shared/rules/cost.ts";
import { formatCount, formatMoney } from "#renderer/ui/format.ts";
import { useLocale } from "#renderer/ui/use-locale.ts";
import { ChoiceMenu } from "./choice-menu.tsx";
import { choicesOf, isFiltered, statusCounts, type Filters } from "./filter.ts";
import type { CarRow } from "./rows.ts";
import { StatusChips } from "./status-chips.tsx";
import { twinsAmong } from "./twins.ts";
import { TwinsChip } from "./twins-chip.tsx";
import { ClearFilters } from "#renderer/ui/clear-filters.tsx";
import styles from "#renderer/ui/list-toolbar.module.css";
import { ColumnMenu, LayoutSwitch, SortMenu } from "./view-controls.tsx";
import type { ViewStore } from "./view-state.ts";

interface ToolbarProps {
  view: ViewStore;
  /** Every car of the lot, and those that the filters leave. */
  all: readonly CarRow[];
  shown: readonly CarRow[];
  filters: Filters;
  onClear: () => void;
  onAdd: () => void;
  otherWaysIn?: ReactNode;
  menu?: ReactNode;
}

/** Above the list: how much it shows, how it is shown, and what it is narrowed to. */
export function Toolbar({ view, all, shown, filters, onClear, onAdd, otherWaysIn, menu }: ToolbarProps) {
  const { t } = useTranslation("inventory");
  const layout = useStore(view, (state) => state.layout);
  const { changes } = useAccess();
  return (
    <div className={styles.toolbar}>
      <div className={styles.line}>
        <h1 className={styles.heading}>{t("title")}</h1>
        <Summary all={all} shown={shown} filtered={isFiltered(filters)} />
        <span className={styles.space} />
        <ChoiceMenus view={view} all={all} filters={filters} />
        {layout === "table" ? <ColumnMenu view={view} /> : <SortMenu view={view} />}
        {menu}
        <LayoutSwitch view={view} />
        {otherWaysIn}
        {changes("vehicle") ? (
          <Button
            size="compact-sm"
            leftSection={<IconPlus size={14} stroke={2} aria-hidden />}
            onClick={onAdd}
          >
            {t("addCar")}
          </Button>
        ) : null}
      </div>
      <StatusLine view={view} all={all} filters={filters} onClear={onClear} />
    </div>
  );
}

function StatusLine({
  view,
  all,
  filters,
  onClear,
}: Pick<ToolbarProps, "view" | "all" | "filters" | "onClear">) {
  const { t } = useTranslation("inventory");
  const counts = useMemo(() => statusCounts(all, filters), [all, filters]);
  const twins = useMemo(() => twinsAmong(all), [all]);
  return (
    <div className={styles.line}>
      <StatusChips
        chosen={filters.statuses}
        counts={counts}
        onChange={(statuses) => view.getState().narrow({ statuses })}
      />
      <TwinsChip
        chosen={filters.twins}
        count={twins.size}
        onChange={(chosen) => view.getState().narrow({ twins: chosen })}
      />
      {isFiltered(filters) && <ClearFilters label={t("clearAll")} onClick={onClear} />}
    </div>
  );
}

function ChoiceMenus({ view, all, filters }: Pick<ToolbarProps, "view" | "all" | "filters">) {
  const { t } = useTranslation("inventory");
  const { narrow } = view.getState();
  const makes = useMemo(() => choicesOf(all, "make", filters.makes), [all, filters.makes]);
  const locations = useMemo(() => choicesOf(all, "location", filters.locations), [all, filters.locations]);
  return (
    <>
      <ChoiceMenu
        label={t("make")}
        name={t("filterByMake")}
        choices={makes}
        chosen={filters.makes}
        onChange={(chosen) => narrow({ makes: chosen })}
      />
      <ChoiceMenu
        label={t("location")}
        name={t("filterByLocation")}
        choices={locations}
        chosen={filters.locations}
        onChange={(chosen) => narrow({ locations: chosen })}
      />
      <span className={styles.divider} />
    </>
  );
}

function Summary({
  all,
  shown,
  filtered,
}: {
  all: readonly CarRow[];
  shown: readonly CarRow[];
  filtered: boolean;
}) {
  const { t } = useTranslation("inventory");
  const locale = useLocale();
  const total = useMemo(
    () => sum(shown.flatMap(({ car }) => (car.vehicle.price ? [car.vehicle.price] : []))),
    [shown],
  );
  const cars = filtered
    ? t("summary", { shown: formatCount(shown.length, locale), count: all.length })
    : t("summaryAll", { count: all.length });
  return (
    <p className={styles.summary} role="status" aria-label={t("summaryLabel")}>
      {cars}
      {total && (
        <span title={t("priceTotal")}>
          {" "}
          · {formatMoney({ ...total, amount: Math.round(total.amount / 100) * 100 }, locale)}
        </span>
      )}
    </p>
  );
}
