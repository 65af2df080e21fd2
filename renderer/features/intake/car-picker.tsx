import { Button, Modal, ScrollArea, TextInput, UnstyledButton } from "@mantine/core";
import { IconCar, IconPlus, IconSearch } from "@tabler/icons-react";
import { useMemo, useState } from "react";
import { useTranslation } from "react-i18next";
import { useDesk } from "#renderer/bridge/context.tsx";
import { useReplica } from "#renderer/replica/context.tsx";
import type { InventoryCar } from "#renderer/replica/inventory.ts";
import { useLive } from "#renderer/replica/use-live.ts";
import { PhotoImage } from "#renderer/ui/photo-image.tsx";
import { carsMatching, carTitle } from "./car-names.ts";
import classes from "./car-picker.module.css";

const mostShown = 50;

/** Which car photos are to go to: one of the lot, or a new one. */
export type PickedCar = { readonly vehicleId: string } | "new";

export interface CarPickerProps {
  readonly title: string;
  /** Cars that are offered first, such as those of the same card. */
  readonly first: readonly InventoryCar[];
  /** What else there is to choose, such as a group whose car is new. */
  readonly others?: readonly {
    readonly key: string;
    readonly label: string;
    readonly hint: string;
    readonly onPick: () => void;
  }[];
  readonly onPick: (car: PickedCar) => void;
  readonly onClose: () => void;
}

/** Asks which car photos are of, by any of its words. Enter takes the first that is found. */
export function CarPicker({ title, first, others, onPick, onClose }: CarPickerProps) {
  const { t } = useTranslation(["intake", "common"]);
  const { cars } = useLive(useReplica().inventory);
  const [search, setSearch] = useState("");
  const found = useMemo(
    () => carsMatching(search ? cars : [...new Set([...first, ...cars])], search, mostShown),
    [cars, first, search],
  );
  const pick = (car: PickedCar) => {
    onClose();
    onPick(car);
  };

  return (
    <Modal
      opened
      onClose={onClose}
      title={title}
      size="md"
      zIndex={320}
      closeButtonProps={{ "aria-label": t("common:close") }}
    >
      <div className={classes.list}>
        <TextInput
          data-autofocus
          value={search}
          onChange={(event) => setSearch(event.currentTarget.value)}
          onKeyDown={(event) => {
            if (event.key !== "Enter" || !found[0]) return;
            // It ends here: what gets the focus back would take it for its own.
            event.preventDefault();
            pick({ vehicleId: found[0].id });
          }}
          leftSection={<IconSearch size={16} aria-hidden />}
          placeholder={t("chooseCarSearch")}
          aria-label={t("chooseCarSearch")}
        />
        <ScrollArea.Autosize mah={360} type="auto">
          {!search &&
            others?.map(({ key, label, hint, onPick: take }) => (
              <UnstyledButton
                key={key}
                className={classes.car ?? ""}
                onClick={() => {
                  onClose();
                  take();
                }}
              >
                <CarCover car={null} />
                <span className={classes.other}>
                  <strong>{label}</strong>
                  <span>{hint}</span>
                </span>
              </UnstyledButton>
            ))}
          {found.map((car) => (
            <CarOption key={car.id} car={car} onClick={() => pick({ vehicleId: car.id })} />
          ))}
          {found.length === 0 && <p className={classes.none}>{t("chooseCarNone")}</p>}
        </ScrollArea.Autosize>
        <Button
          variant="default"
          leftSection={<IconPlus size={16} aria-hidden />}
          onClick={() => pick("new")}
        >
          {t("newCarFromPhotos")}
        </Button>
      </div>
    </Modal>
  );
}

function CarOption({ car, onClick }: { car: InventoryCar; onClick: () => void }) {
  const { t } = useTranslation("intake");
  return (
    <UnstyledButton className={classes.car ?? ""} onClick={onClick}>
      <CarCover car={car} />
      <span className={classes.stock}>{car.vehicle.stockNumber || "—"}</span>
      <span className={classes.name}>{carTitle(car.vehicle) || t("carWithoutName")}</span>
    </UnstyledButton>
  );
}

/** The cover of a car in a small box that is there without one too. */
export function CarCover({ car }: { car: InventoryCar | null }) {
  const { photoBase } = useDesk();
  return (
    <span className={classes.cover}>
      {car?.cover ? (
        <PhotoImage src={photoBase + car.cover.sha256} alt="" color={car.cover.dominantColor} missing="" />
      ) : (
        <IconCar size={20} stroke={1.5} aria-hidden />
      )}
    </span>
  );
}
