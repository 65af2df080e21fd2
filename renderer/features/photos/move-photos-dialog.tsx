import { Modal, ScrollArea, TextInput, UnstyledButton } from "@mantine/core";
import { IconSearch } from "@tabler/icons-react";
import { useMemo, useState } from "react";
import { useTranslation } from "react-i18next";
import { useReplica } from "#renderer/replica/context.tsx";
import type { InventoryCar } from "#renderer/replica/inventory.ts";
import { useLive } from "#renderer/replica/use-live.ts";
import { fold } from "#renderer/ui/fold.ts";
import classes from "./move-photos-dialog.module.css";

interface MovePhotosDialogProps {
  readonly ids: readonly string[];
  /** The car that they are on now. */
  readonly vehicleId: string;
  readonly onMove: (vehicleId: string, carName: string) => void;
  readonly onClose: () => void;
}

const mostShown = 50;

/** Asks which other car photos belong to. */
export function MovePhotosDialog({ ids, vehicleId, onMove, onClose }: MovePhotosDialogProps) {
  const { t } = useTranslation(["photos", "common"]);
  const { cars } = useLive(useReplica().inventory);
  const [search, setSearch] = useState("");
  const found = useMemo(
    () =>
      matching(cars, search)
        .filter(({ id }) => id !== vehicleId)
        .slice(0, mostShown),
    [cars, search, vehicleId],
  );
  const choose = ({ id, vehicle }: InventoryCar) => {
    onClose();
    onMove(id, vehicle.stockNumber || nameOf(vehicle) || t("carWithoutName"));
  };
  return (
    <Modal
      opened
      onClose={onClose}
      title={t("moveTitle", { count: ids.length })}
      size="md"
      closeButtonProps={{ "aria-label": t("common:close") }}
    >
      <div className={classes.list}>
        <TextInput
          data-autofocus
          value={search}
          onChange={(event) => setSearch(event.currentTarget.value)}
          onKeyDown={(event) => event.key === "Enter" && found[0] && choose(found[0])}
          leftSection={<IconSearch size={16} />}
          placeholder={t("moveSearch")}
          aria-label={t("moveSearch")}
        />
        <ScrollArea.Autosize mah={320}>
          {found.map((car) => (
            <UnstyledButton key={car.id} className={classes.car ?? ""} onClick={() => choose(car)}>
              <span className={classes.stock}>{car.vehicle.stockNumber || "—"}</span>
              <span>{nameOf(car.vehicle) || t("carWithoutName")}</span>
            </UnstyledButton>
          ))}
          {found.length === 0 && <p className={classes.none}>{t("moveNone")}</p>}
        </ScrollArea.Autosize>
      </div>
    </Modal>
  );
}

function nameOf({ year, make, model, trim }: InventoryCar["vehicle"]): string {
  return [year, make, model, trim].filter(Boolean).join(" ");
}

function matching(cars: readonly InventoryCar[], search: string): InventoryCar[] {
  const words = fold(search).split(/\s+/).filter(Boolean);
  return cars.filter(({ vehicle }) => {
    const text = fold(`${vehicle.stockNumber} ${nameOf(vehicle)} ${vehicle.vin}`);
    return vehicle.deletedAt === null && words.every((word) => text.includes(word));
  });
}
