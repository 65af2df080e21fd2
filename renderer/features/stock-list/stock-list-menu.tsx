import { ActionIcon, Button, Menu, Tooltip } from "@mantine/core";
import { IconFileExport, IconFileImport, IconFileSpreadsheet } from "@tabler/icons-react";
import { useReplica } from "#renderer/replica/context.tsx";
import { useAccess } from "#renderer/ui/access.tsx";
import { civilDateOf } from "#renderer/ui/format.ts";
import { notifyDone, notifyProblem } from "#renderer/ui/notify.tsx";
import { saveText } from "#renderer/ui/save-text.ts";
import { exportedCsv, type ShownCar } from "./export-list.ts";
import { useStockList } from "./stock-list-context.tsx";
import { useListWords } from "./words.ts";

interface StockListMenuProps {
  /** The cars that the list shows, and those of them that are selected. */
  shown: readonly ShownCar[];
  selected: readonly ShownCar[];
  /** The columns of the inventory, in order. */
  columns: readonly string[];
}

/** The whole stock in and out as a list. */
export function StockListMenu({ shown, selected, columns }: StockListMenuProps) {
  const words = useListWords();
  const { t } = words;
  const { choose } = useStockList();
  const { stockLists } = useReplica();
  const access = useAccess();
  const isSelection = selected.length > 1;
  const cars = isSelection ? selected : shown;
  const save = async () => {
    const today = civilDateOf(new Date());
    const file = `${t("exportName")} ${today}.csv`;
    const priced = access.sees("vehicle-cost") ? cars.map(({ id }) => id) : [];
    try {
      const purchases = await stockLists.purchases(priced);
      saveText(file, exportedCsv(cars, columns, today, words, purchases), "text/csv");
      notifyDone({ message: t("exported", { file }) });
    } catch {
      notifyProblem({ message: t("exportFailed") });
    }
  };
  return (
    <Menu position="bottom-end">
      <Menu.Target>
        <Tooltip label={t("menu")}>
          <ActionIcon aria-label={t("menu")}>
            <IconFileSpreadsheet size={16} stroke={1.75} />
          </ActionIcon>
        </Tooltip>
      </Menu.Target>
      <Menu.Dropdown>
        <Menu.Item
          leftSection={<IconFileImport size={16} stroke={1.75} aria-hidden />}
          onClick={() => void choose()}
        >
          {t("import")}
        </Menu.Item>
        <Menu.Item
          leftSection={<IconFileExport size={16} stroke={1.75} aria-hidden />}
          disabled={cars.length === 0}
          onClick={() => void save()}
        >
          {t(isSelection ? "exportSelected" : "exportShown", { count: cars.length })}
        </Menu.Item>
      </Menu.Dropdown>
    </Menu>
  );
}

/** The way in for a dealership whose stock is in a list already. */
export function ImportStockListButton() {
  const { t } = useListWords();
  const { choose } = useStockList();
  return (
    <Button
      variant="default"
      leftSection={<IconFileImport size={16} stroke={1.75} aria-hidden />}
      onClick={() => void choose()}
    >
      {t("import")}
    </Button>
  );
}
