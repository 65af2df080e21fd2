import { ActionIcon, Button, Menu, Tooltip } from "@mantine/core";
import {
  IconArrowDown,
  IconArrowUp,
  IconColumns3,
  IconLayoutGrid,
  IconLayoutList,
} from "@tabler/icons-react";
import { useTranslation } from "react-i18next";
import { useStore } from "zustand";
import { columnIds, isFixed } from "./columns.ts";
import { IconSwitch } from "#renderer/ui/icon-switch.tsx";
import styles from "#renderer/ui/list-toolbar.module.css";
import type { ViewStore } from "./view-state.ts";

export function ColumnMenu({ view }: { view: ViewStore }) {
  const { t } = useTranslation("inventory");
  const columns = useStore(view, (state) => state.columns);
  const { toggleColumn, resetColumns } = view.getState();
  return (
    <Menu position="bottom-end" closeOnItemClick={false}>
      <Menu.Target>
        <Tooltip label={t("chooseColumns")}>
          <ActionIcon aria-label={t("chooseColumns")}>
            <IconColumns3 size={16} stroke={1.75} />
          </ActionIcon>
        </Tooltip>
      </Menu.Target>
      <Menu.Dropdown className={styles.choices}>
        <Menu.Label>{t("columns")}</Menu.Label>
        {columnIds
          .filter((id) => !isFixed(id))
          .map((id) => (
            <Menu.CheckboxItem key={id} checked={columns.includes(id)} onChange={() => toggleColumn(id)}>
              {t(`column.${id}`)}
            </Menu.CheckboxItem>
          ))}
        <Menu.Divider />
        <Menu.Item onClick={resetColumns}>{t("resetColumns")}</Menu.Item>
      </Menu.Dropdown>
    </Menu>
  );
}

const sortable = ["days", "price", "year", "car", "odometer", "photos", "status", "stockNumber"] as const;

/** For the gallery, which has no column heads to click. */
export function SortMenu({ view }: { view: ViewStore }) {
  const { t } = useTranslation("inventory");
  const [first] = useStore(view, (state) => state.sort);
  const Direction = first?.direction === "desc" ? IconArrowDown : IconArrowUp;
  return (
    <Menu position="bottom-end" closeOnItemClick={false}>
      <Menu.Target>
        <Button
          size="compact-sm"
          variant="subtle"
          color="gray"
          aria-label={t("sort")}
          rightSection={<Direction size={14} stroke={1.75} aria-hidden />}
        >
          {first ? t(`column.${first.column}`) : t("sort")}
        </Button>
      </Menu.Target>
      <Menu.Dropdown>
        <Menu.Label>{t("sort")}</Menu.Label>
        {sortable.map((column) => (
          <Menu.Item
            key={column}
            rightSection={first?.column === column && <Direction size={14} stroke={1.75} aria-hidden />}
            onClick={() => view.getState().sortBy(column, false)}
          >
            {t(`column.${column}`)}
          </Menu.Item>
        ))}
      </Menu.Dropdown>
    </Menu>
  );
}

const layouts = [
  { value: "table", icon: IconLayoutList },
  { value: "gallery", icon: IconLayoutGrid },
] as const;

export function LayoutSwitch({ view }: { view: ViewStore }) {
  const { t } = useTranslation("inventory");
  return (
    <IconSwitch
      label={t("view")}
      choices={layouts.map(({ value, icon }) => ({ value, icon, label: t(value) }))}
      value={useStore(view, (state) => state.layout)}
      onChange={view.getState().setLayout}
    />
  );
}
