import { Button, Modal, ScrollArea, TextInput, UnstyledButton } from "@mantine/core";
import { IconPlus, IconSearch } from "@tabler/icons-react";
import { useMemo, useState } from "react";
import { useTranslation } from "react-i18next";
import { useReplica } from "#renderer/replica/context.tsx";
import { useLive } from "#renderer/replica/use-live.ts";
import type { InventoryCar } from "#renderer/replica/inventory.ts";
import classes from "./car-chooser.module.css";
import { useIntake } from "./intake-context.tsx";

const mostShown = 50;

/** Asks which car the dropped photos are of; they may also make a new one. */
export function CarChooser() {
  const { t } = useTranslation(["intake", "common"]);
  const { unassigned, assign, forgetUnassigned } = useIntake();
  return (
    <Modal
      opened={unassigned !== null}
      onClose={forgetUnassigned}
      title={t("chooseCarTitle")}
      size="md"
      closeButtonProps={{ "aria-label": t("common:close") }}
    >
      {unassigned && <CarList onChoose={assign} />}
    </Modal>
  );
}

function CarList({ onChoose }: { onChoose: (vehicleId: string) => void }) {
  const { t } = useTranslation("intake");
  const { inventory, vehicles } = useReplica();
  const { cars } = useLive(inventory);
  const [search, setSearch] = useState("");
  const found = useMemo(() => matching(cars, search), [cars, search]);

  return (
    <div className={classes.list}>
      <TextInput
        data-autofocus
        value={search}
        onChange={(event) => setSearch(event.currentTarget.value)}
        onKeyDown={(event) => {
          if (event.key === "Enter" && found[0]) onChoose(found[0].id);
        }}
        leftSection={<IconSearch size={16} />}
        placeholder={t("chooseCarSearch")}
        aria-label={t("chooseCarSearch")}
      />
      <ScrollArea.Autosize mah={320}>
        {found.map(({ id, vehicle }) => (
          <UnstyledButton key={id} className={classes.car ?? ""} onClick={() => onChoose(id)}>
            <span className={classes.stock}>{vehicle.stockNumber || "—"}</span>
            <span>
              {[vehicle.year, vehicle.make, vehicle.model, vehicle.trim].filter(Boolean).join(" ") ||
                t("carWithoutName")}
            </span>
          </UnstyledButton>
        ))}
        {found.length === 0 && <p className={classes.none}>{t("chooseCarNone")}</p>}
      </ScrollArea.Autosize>
      <Button
        variant="default"
        leftSection={<IconPlus size={16} />}
        onClick={() => void vehicles.create({}).then(onChoose)}
      >
        {t("newCarFromPhotos")}
      </Button>
    </div>
  );
}

function matching(cars: readonly InventoryCar[], search: string): InventoryCar[] {
  const words = search.toLowerCase().split(/\s+/).filter(Boolean);
  return cars
    .filter(({ vehicle }) => {
      if (vehicle.deletedAt) return false;
      const text =
        `${vehicle.stockNumber} ${vehicle.year ?? ""} ${vehicle.make} ${vehicle.model} ${vehicle.trim} ${vehicle.vin}`.toLowerCase();
      return words.every((word) => text.includes(word));
    })
    .slice(0, mostShown);
}
