import { Button, ScrollArea, TextInput, UnstyledButton } from "@mantine/core";
import { IconCar, IconPlus, IconSearch } from "@tabler/icons-react";
import { useMemo, useState } from "react";
import { useTranslation } from "react-i18next";
import { OpenDialog } from "./open-dialog.tsx";
import { carsMatching, carTitle, type NamedCar } from "./car-names.ts";
import classes from "./car-picker.module.css";
import { PhotoImage } from "./photo-image.tsx";

const mostShown = 50;

interface PickableCar extends NamedCar {
  readonly cover: { readonly sha256: string; readonly dominantColor: string } | null;
}

interface CarPickerProps<Car> {
  readonly title: string;
  readonly cars: readonly Car[];
  readonly photoBase: string;
  /** Cars that are offered first, such as those of the same card. */
  readonly first?: readonly Car[];
  /** What else there is to choose, such as a group whose car is new. */
  readonly others?: readonly {
    readonly key: string;
    readonly label: string;
    readonly hint: string;
    readonly onPick: () => void;
  }[];
  readonly onPick: (car: Car) => void;
  /** Where a car may be chosen that is not there yet. */
  readonly onNew?: () => void;
  readonly onClose: () => void;
  /** Of a screen that stands above others. */
  readonly zIndex?: number;
}

/** Asks which car is meant, by any of its words. Enter takes the first that is found. */
export function CarPicker<Car extends PickableCar>(props: CarPickerProps<Car>) {
  const { title, cars, photoBase, first = [], others = [], onPick, onNew, onClose, zIndex = 200 } = props;
  const { t } = useTranslation("common");
  const [search, setSearch] = useState("");
  const found = useMemo(
    () => carsMatching(search ? cars : [...new Set([...first, ...cars])], search, mostShown),
    [cars, first, search],
  );
  const take = (act: () => void) => () => {
    onClose();
    act();
  };

  return (
    <OpenDialog
      onClose={onClose}
      title={title}
      size="md"
      zIndex={zIndex}
      closeButtonProps={{ "aria-label": t("close") }}
    >
      <div className={classes.list}>
        <TextInput
          data-autofocus
          value={search}
          onChange={(event) => setSearch(event.currentTarget.value)}
          onKeyDown={(event) => {
            const [car] = found;
            if (event.key !== "Enter" || !car) return;
            // It ends here: what gets the focus back would take it for its own.
            event.preventDefault();
            take(() => onPick(car))();
          }}
          leftSection={<IconSearch size={16} aria-hidden />}
          placeholder={t("carPicker.search")}
          aria-label={t("carPicker.search")}
        />
        <ScrollArea.Autosize mah={360} type="auto">
          {!search &&
            others.map(({ key, label, hint, onPick: pickOther }) => (
              <UnstyledButton key={key} className={classes.car ?? ""} onClick={take(pickOther)}>
                <CarCover car={null} photoBase={photoBase} />
                <span className={classes.other}>
                  <strong>{label}</strong>
                  <span>{hint}</span>
                </span>
              </UnstyledButton>
            ))}
          {found.map((car) => (
            <UnstyledButton key={car.id} className={classes.car ?? ""} onClick={take(() => onPick(car))}>
              <CarCover car={car} photoBase={photoBase} />
              <span className={classes.stock}>{car.vehicle.stockNumber || "—"}</span>
              <span className={classes.name}>{carTitle(car.vehicle) || t("carPicker.unnamed")}</span>
            </UnstyledButton>
          ))}
          {found.length === 0 && <p className={classes.none}>{t("carPicker.none")}</p>}
        </ScrollArea.Autosize>
        {onNew && (
          <Button variant="default" leftSection={<IconPlus size={16} aria-hidden />} onClick={take(onNew)}>
            {t("carPicker.new")}
          </Button>
        )}
      </div>
    </OpenDialog>
  );
}

/** The cover of a car in a small box that is there without one too. */
export function CarCover({ car, photoBase }: { car: PickableCar | null; photoBase: string }) {
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
