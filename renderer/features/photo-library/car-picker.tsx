import { Modal, ScrollArea, TextInput, UnstyledButton } from "@mantine/core";
import { IconSearch } from "@tabler/icons-react";
import { useMemo, useState } from "react";
import { useTranslation } from "react-i18next";
import { useReplica } from "#renderer/replica/context.tsx";
import type { InventoryCar } from "#renderer/replica/inventory.ts";
import { useLive } from "#renderer/replica/use-live.ts";
import { fold } from "#renderer/ui/fold.ts";
import { StatusBadge } from "#renderer/ui/status-badge.tsx";
import { carTitle } from "./car-name.ts";
import styles from "./car-picker.module.css";

const mostShown = 50;

interface CarPickerProps {
  opened: boolean;
  /** How many photos wait for their car. */
  count: number;
  onChoose: (car: InventoryCar) => void;
  onClose: () => void;
}

/** Asks which car the selected photos go to. */
export function CarPicker({ opened, count, onChoose, onClose }: CarPickerProps) {
  const { t } = useTranslation(["library", "common"]);
  return (
    <Modal
      opened={opened}
      onClose={onClose}
      title={t("moveTitle", { count })}
      size="md"
      closeButtonProps={{ "aria-label": t("common:close") }}
    >
      <CarList onChoose={onChoose} />
    </Modal>
  );
}

function CarList({ onChoose }: Pick<CarPickerProps, "onChoose">) {
  const { t } = useTranslation("library");
  const { cars } = useLive(useReplica().inventory);
  const [search, setSearch] = useState("");
  const found = useMemo(() => carsNamed(cars, search), [cars, search]);
  return (
    <div className={styles.list}>
      <TextInput
        data-autofocus
        value={search}
        onChange={(event) => setSearch(event.currentTarget.value)}
        onKeyDown={(event) => {
          if (event.key === "Enter" && found[0]) onChoose(found[0]);
        }}
        leftSection={<IconSearch size={16} aria-hidden />}
        placeholder={t("carSearch")}
        aria-label={t("carSearch")}
      />
      <ScrollArea.Autosize mah={360}>
        {found.map((car) => (
          <UnstyledButton key={car.id} className={styles.car} onClick={() => onChoose(car)}>
            <span className={styles.stock}>{car.vehicle.stockNumber || "—"}</span>
            <span className={styles.title}>{carTitle(car) || t("unnamedCar")}</span>
            <StatusBadge status={car.vehicle.status.state} plain />
          </UnstyledButton>
        ))}
        {found.length === 0 && <p className={styles.none}>{t("noCarNamed")}</p>}
      </ScrollArea.Autosize>
    </div>
  );
}

function carsNamed(cars: readonly InventoryCar[], search: string): InventoryCar[] {
  const words = fold(search).split(/\s+/).filter(Boolean);
  const found: InventoryCar[] = [];
  for (const car of cars) {
    const { stockNumber, vin, trim, deletedAt } = car.vehicle;
    const text = fold(`${stockNumber} ${carTitle(car)} ${trim} ${vin}`);
    if (deletedAt === null && words.every((word) => text.includes(word))) found.push(car);
    if (found.length === mostShown) break;
  }
  return found;
}
