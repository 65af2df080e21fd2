import { ActionIcon, Menu } from "@mantine/core";
import {
  IconChevronDown,
  IconChevronUp,
  IconCopy,
  IconDots,
  IconPrinter,
  IconTrash,
  IconX,
} from "@tabler/icons-react";
import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";
import { useAccess } from "#renderer/ui/access.tsx";
import type { InventoryCar } from "#renderer/replica/inventory.ts";
import { CarSummary } from "./car-summary.tsx";
import { CostsSection } from "./costs-section.tsx";
import { DetailsSection, type NotedField, notedFields } from "./details-section.tsx";
import styles from "./inspector.module.css";
import type { Step } from "#renderer/ui/selection.ts";
import type { CarActs } from "./use-car-acts.ts";
import type { ViewStore } from "./view-state.ts";
import { carName } from "./words.ts";

/** What other parts of the window have to say of a car. Functions that stay the same, so that a form is not drawn for them. */
export interface CarNotes {
  /** All that has no place beside one of these fields. */
  readonly ofCar: (vehicleId: string, besideFields: ReadonlySet<string>) => ReactNode;
  readonly ofField: (vehicleId: string, field: NotedField) => ReactNode;
}

interface InspectorProps {
  car: InventoryCar;
  view: ViewStore;
  acts: CarActs;
  photos: ReactNode;
  notes: CarNotes;
  history: ReactNode;
  onStep: (step: Step, widen: boolean) => void;
  onAddPhotos: () => void;
  onBin: () => void;
  onPrint: () => void;
  onDuplicate: () => void;
  onClose: () => void;
}

/** Everything of one car, edited in place without leaving the list. */
export function Inspector(props: InspectorProps) {
  const { car, view, acts, photos, notes, history, onAddPhotos } = props;
  const { t } = useTranslation("inventory");
  const { sees, changes } = useAccess();
  return (
    <section className={styles.inspector} aria-label={t("inspector")}>
      <InspectorBar {...props} />
      <div className={styles.scroll} tabIndex={-1}>
        <fieldset className={styles.plain} disabled={!changes("vehicle")}>
          <CarSummary car={car} onMove={(to) => void acts.move([car], to)} onAddPhotos={onAddPhotos} />
        </fieldset>
        {notes.ofCar(car.id, notedFields)}
        <div className={styles.section}>{photos}</div>
        <fieldset className={styles.plain} disabled={!changes("vehicle")}>
          <DetailsSection car={car} view={view} noteOf={notes.ofField} />
        </fieldset>
        {sees("vehicle-cost") ? <CostsSection car={car} /> : null}
        {history}
      </div>
    </section>
  );
}

function InspectorBar({ car, onStep, onPrint, onBin, onDuplicate, onClose }: InspectorProps) {
  const { t } = useTranslation("inventory");
  const { changes } = useAccess();
  const { stockNumber } = car.vehicle;
  return (
    <header className={styles.bar}>
      <ActionIcon aria-label={t("previousCar")} title={t("previousCar")} onClick={() => onStep(-1, false)}>
        <IconChevronUp size={16} stroke={1.75} />
      </ActionIcon>
      <ActionIcon aria-label={t("nextCar")} title={t("nextCar")} onClick={() => onStep(1, false)}>
        <IconChevronDown size={16} stroke={1.75} />
      </ActionIcon>
      <span className={styles.place} data-selectable>
        {stockNumber || carName(car.vehicle, t)}
      </span>
      <Menu position="bottom-end">
        <Menu.Target>
          <ActionIcon aria-label={t("moreActions")} title={t("moreActions")}>
            <IconDots size={16} stroke={1.75} />
          </ActionIcon>
        </Menu.Target>
        <Menu.Dropdown>
          <Menu.Item leftSection={<IconPrinter size={16} stroke={1.75} aria-hidden />} onClick={onPrint}>
            {t("print")}
          </Menu.Item>
          {changes("vehicle") ? (
            <>
              <Menu.Item leftSection={<IconCopy size={16} stroke={1.75} aria-hidden />} onClick={onDuplicate}>
                {t("duplicate")}
              </Menu.Item>
              <Menu.Divider />
              <Menu.Item
                color="red"
                leftSection={<IconTrash size={16} stroke={1.75} aria-hidden />}
                onClick={onBin}
              >
                {t("moveToBin")}
              </Menu.Item>
            </>
          ) : null}
        </Menu.Dropdown>
      </Menu>
      <ActionIcon aria-label={t("closeInspector")} title={t("closeInspector")} onClick={onClose}>
        <IconX size={16} stroke={1.75} />
      </ActionIcon>
    </header>
  );
}
