import { ActionIcon, Button, Menu } from "@mantine/core";
import { IconArrowRight, IconPrinter, IconTrash, IconX } from "@tabler/icons-react";
import { useTranslation } from "react-i18next";
import type { InventoryCar } from "#renderer/replica/inventory.ts";
import { useAccess } from "#renderer/ui/access.tsx";
import { vehicleStatusLook } from "#renderer/ui/vehicle-status-look.ts";
import styles from "#renderer/ui/bulk-bar.module.css";
import { bulkMoves } from "./bulk-moves.ts";
import type { CarActs } from "./use-car-acts.ts";

interface BulkBarProps {
  cars: readonly InventoryCar[];
  acts: CarActs;
  onPrint: () => void;
  onBin: () => void;
  onClear: () => void;
}

/** Floats over the list while several cars are selected. */
export function BulkBar({ cars, acts, onPrint, onBin, onClear }: BulkBarProps) {
  const { t } = useTranslation("inventory");
  const { changes } = useAccess();
  return (
    <div className={styles.bar} role="toolbar" aria-label={t("bulkActions")}>
      <span className={styles.count} role="status">
        {t("selected", { count: cars.length })}
      </span>
      {changes("vehicle") ? <MoveMenu cars={cars} acts={acts} /> : null}
      <Button
        size="compact-sm"
        variant="subtle"
        leftSection={<IconPrinter size={16} stroke={1.75} aria-hidden />}
        onClick={onPrint}
      >
        {t("print")}
      </Button>
      {changes("vehicle") ? (
        <Button
          size="compact-sm"
          variant="subtle"
          color="red"
          leftSection={<IconTrash size={16} stroke={1.75} aria-hidden />}
          onClick={onBin}
        >
          {t("moveToBin")}
        </Button>
      ) : null}
      <ActionIcon aria-label={t("clearSelection")} title={t("clearSelection")} onClick={onClear}>
        <IconX size={16} stroke={1.75} />
      </ActionIcon>
    </div>
  );
}

function MoveMenu({ cars, acts }: Pick<BulkBarProps, "cars" | "acts">) {
  const { t } = useTranslation(["inventory", "common"]);
  return (
    <Menu position="top-start">
      <Menu.Target>
        <Button
          size="compact-sm"
          variant="subtle"
          leftSection={<IconArrowRight size={16} stroke={1.75} aria-hidden />}
        >
          {t("moveTo")}
        </Button>
      </Menu.Target>
      <Menu.Dropdown>
        {bulkMoves(cars).map(({ to, cars: movable }) => {
          const { icon: Icon, color } = vehicleStatusLook[to];
          return (
            <Menu.Item
              key={to}
              leftSection={<Icon size={16} stroke={1.75} style={{ color }} aria-hidden />}
              rightSection={<span className={styles.number}>{movable.length}</span>}
              onClick={() => void acts.move(cars, to)}
            >
              {t(`common:status.${to}`)}
            </Menu.Item>
          );
        })}
      </Menu.Dropdown>
    </Menu>
  );
}
