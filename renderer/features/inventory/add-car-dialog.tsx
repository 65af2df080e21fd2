import { Autocomplete, Button, Group, Modal, TextInput } from "@mantine/core";
import { useState, type FormEvent } from "react";
import { useTranslation } from "react-i18next";
import { vinHint } from "#shared/rules/vin.ts";
import { useReplica } from "#renderer/replica/context.tsx";
import { useLive } from "#renderer/replica/use-live.ts";
import { notifyProblem } from "#renderer/ui/notify.tsx";
import styles from "./add-car-dialog.module.css";
import { blankNewCar, parseNewCar, type NewCar, type NewCarProblems } from "./new-car.ts";
import type { CarRow } from "./rows.ts";
import { nextStockNumber } from "./stock-number.ts";
import { useTwin } from "./use-twin.ts";
import { useValues } from "./use-values.ts";

interface AddCarDialogProps {
  opened: boolean;
  cars: readonly CarRow[];
  onClose: () => void;
  onAdded: (id: string) => void;
}

/** A new car in a few keystrokes; what is missing is filled in beside the list afterwards. */
export function AddCarDialog({ opened, onClose, ...form }: AddCarDialogProps) {
  const { t } = useTranslation("inventory");
  const { t: common } = useTranslation("common");
  return (
    <Modal
      opened={opened}
      onClose={onClose}
      title={t("addCarTitle")}
      size={520}
      closeButtonProps={{ "aria-label": common("close") }}
    >
      <AddCarForm onClose={onClose} {...form} />
    </Modal>
  );
}

function AddCarForm({ cars, onClose, onAdded }: Omit<AddCarDialogProps, "opened">) {
  const { t } = useTranslation("inventory");
  const { t: common } = useTranslation("common");
  const { vehicles, settings } = useReplica();
  const dealership = useLive(settings.dealership);
  const currency = dealership?.currency ?? "MXN";
  const unit = dealership?.distanceUnit ?? "km";
  const [typed, setTyped] = useState(() => firstGuess(cars));
  const [problems, setProblems] = useState<NewCarProblems>({});

  const submit = async (event: FormEvent) => {
    event.preventDefault();
    const parsed = parseNewCar(typed, currency, unit);
    if ("problems" in parsed) return setProblems(parsed.problems);
    try {
      onAdded(await vehicles.create(parsed.draft));
      onClose();
    } catch {
      notifyProblem({ message: t("actFailed") });
    }
  };
  const type = (field: keyof NewCar) => (text: string) => {
    setTyped((before) => ({ ...before, [field]: text }));
    setProblems((before) => ({ ...before, [field]: undefined }));
  };

  return (
    <form onSubmit={(event) => void submit(event)} noValidate>
      <p className={styles.text}>{t("addCarText")}</p>
      <NewCarFields typed={typed} problems={problems} type={type} currency={currency} unit={unit} />
      <Group justify="flex-end" gap="sm" mt="lg">
        <Button variant="default" onClick={onClose}>
          {common("cancel")}
        </Button>
        <Button type="submit">{t("addCarSubmit")}</Button>
      </Group>
    </form>
  );
}

/** The next stock number, and the place where the car acquired last stands. */
function firstGuess(cars: readonly CarRow[]): NewCar {
  const vehicles = cars.map(({ car }) => car.vehicle);
  const latest = vehicles.reduce<(typeof vehicles)[number] | null>(
    (last, vehicle) => (last && last.acquiredOn >= vehicle.acquiredOn ? last : vehicle),
    null,
  );
  const next = nextStockNumber(vehicles.map(({ stockNumber }) => stockNumber));
  return blankNewCar(next ?? "", latest?.location ?? "");
}

interface NewCarFieldsProps {
  typed: NewCar;
  problems: NewCarProblems;
  type: (field: keyof NewCar) => (text: string) => void;
  currency: string;
  unit: string;
}

function NewCarFields({ typed, problems, type, currency, unit }: NewCarFieldsProps) {
  const { t } = useTranslation("inventory");
  const stockTwin = useTwin("stockNumber", typed.stockNumber, null);
  const vinTwin = useTwin("vin", typed.vin, null);
  const odd = vinHint(typed.vin);
  const vinNote = odd
    ? t(`vinHint.${odd}`, { count: typed.vin.trim().length })
    : vinTwin && t("vinTaken", { car: vinTwin });
  const values = {
    make: useValues("make", typed),
    model: useValues("model", typed),
    trim: useValues("trim", typed),
  };
  const locations = useValues("location", typed);

  const errorOf = (field: keyof NewCar) => {
    const problem = problems[field];
    if (!problem) return undefined;
    return problem === "required" ? t("addCarNeedsName") : t(`problem.${problem}`);
  };
  const field = (name: keyof NewCar) => ({
    label: t(`field.${name}`),
    value: typed[name],
    error: errorOf(name),
    autoComplete: "off",
  });
  const text = (name: keyof NewCar) => ({
    ...field(name),
    onChange: (event: { currentTarget: { value: string } }) => type(name)(event.currentTarget.value),
  });
  const suggest = (name: "make" | "model" | "trim") => ({
    ...field(name),
    onChange: type(name),
    data: [...values[name]],
    limit: 8,
    openOnFocus: false,
  });

  return (
    <div className={styles.fields}>
      <TextInput
        {...text("stockNumber")}
        className={styles.half}
        description={stockTwin && t("stockNumberTaken", { car: stockTwin })}
        inputWrapperOrder={noteBelow}
      />
      <TextInput {...text("year")} className={styles.half} inputMode="numeric" data-autofocus />
      <Autocomplete {...suggest("make")} className={styles.third} />
      <Autocomplete {...suggest("model")} className={styles.third} />
      <Autocomplete {...suggest("trim")} className={styles.third} />
      <TextInput
        {...text("vin")}
        className={styles.whole}
        description={vinNote}
        inputWrapperOrder={noteBelow}
        classNames={{ input: styles.code, description: styles.hint }}
      />
      <TextInput
        {...text("odometer")}
        className={styles.third}
        inputMode="numeric"
        rightSection={<span className={styles.unit}>{unit}</span>}
      />
      <TextInput
        {...text("price")}
        className={styles.third}
        inputMode="decimal"
        rightSection={<span className={styles.unit}>{currency}</span>}
        rightSectionWidth={44}
      />
      <Autocomplete
        {...field("location")}
        onChange={type("location")}
        data={[...locations]}
        limit={8}
        openOnFocus={false}
        className={styles.third}
      />
    </div>
  );
}

/** Hints stand where problems do: under the field. */
const noteBelow: ("label" | "input" | "description" | "error")[] = ["label", "input", "description", "error"];
