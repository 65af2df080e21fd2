import { Button, Checkbox } from "@mantine/core";
import { IconArrowBackUp, IconTrash } from "@tabler/icons-react";
import { useMemo, useState } from "react";
import { useTranslation } from "react-i18next";
import { binDays, daysLeftInBin } from "#shared/rules/bin-days.ts";
import { useDesk } from "#renderer/bridge/context.tsx";
import { useReplica } from "#renderer/replica/context.tsx";
import type { InventoryCar } from "#renderer/replica/inventory.ts";
import { useLive } from "#renderer/replica/use-live.ts";
import { EmptyState } from "#renderer/ui/empty-state.tsx";
import { formatInstant } from "#renderer/ui/format.ts";
import { StatusBadge } from "#renderer/ui/status-badge.tsx";
import { useLocale } from "#renderer/ui/use-locale.ts";
import { binnedCars } from "./binned-cars.ts";
import styles from "./bin-screen.module.css";
import { Cover } from "./cover.tsx";
import { carTitle } from "./rows.ts";
import { useCarActs } from "./use-car-acts.ts";
import { useNow } from "./use-now.ts";
import { carName, type CellWords } from "./words.ts";

/** Cars that were deleted and can still be had back. */
export function BinScreen() {
  const { t } = useTranslation("inventory");
  const { cars } = useLive(useReplica().inventory);
  const now = useNow();
  const binned = useMemo(() => binnedCars(cars, now), [cars, now]);
  const [chosen, setChosen] = useState<ReadonlySet<string>>(new Set());
  const selected = binned.filter(({ id }) => chosen.has(id));
  const acts = useCarActs();
  const restore = (restored: readonly InventoryCar[]) => {
    setChosen(new Set());
    void acts.restore(restored);
  };

  return (
    <section className={styles.bin} aria-label={t("bin")}>
      <header className={styles.head}>
        <div className={styles.titles}>
          <h1 className={styles.title}>{t("bin")}</h1>
          <p className={styles.text}>{t("binText", { count: binDays })}</p>
        </div>
        {selected.length > 0 && (
          <Button
            size="compact-sm"
            leftSection={<IconArrowBackUp size={16} stroke={1.75} aria-hidden />}
            onClick={() => restore(selected)}
          >
            {t("restoreSelected", { count: selected.length })}
          </Button>
        )}
      </header>
      {binned.length === 0 ? (
        <EmptyState icon={IconTrash} title={t("binEmptyTitle")}>
          {t("binEmptyText", { count: binDays })}
        </EmptyState>
      ) : (
        <BinList cars={binned} chosen={chosen} onChoose={setChosen} onRestore={restore} />
      )}
    </section>
  );
}

interface BinListProps {
  cars: readonly InventoryCar[];
  chosen: ReadonlySet<string>;
  onChoose: (chosen: ReadonlySet<string>) => void;
  onRestore: (cars: readonly InventoryCar[]) => void;
}

function BinList({ cars, chosen, onChoose, onRestore }: BinListProps) {
  const { t } = useTranslation("inventory");
  const locale = useLocale();
  const { photoBase } = useDesk();
  const words = useMemo(() => ({ t, locale, photoBase }), [t, locale, photoBase]);
  const all = cars.every(({ id }) => chosen.has(id));
  return (
    <div className={styles.scroll}>
      <div className={styles.row} data-head>
        <Checkbox
          aria-label={t("selectAll")}
          checked={all}
          indeterminate={!all && chosen.size > 0}
          onChange={() => onChoose(all ? new Set() : new Set(cars.map(({ id }) => id)))}
        />
        <span className={styles.text}>{t("selectAll")}</span>
      </div>
      <ul className={styles.list}>
        {cars.map((car) => (
          <BinnedCar
            key={car.id}
            car={car}
            words={words}
            chosen={chosen.has(car.id)}
            onToggle={() => onChoose(toggled(chosen, car.id))}
            onRestore={() => onRestore([car])}
          />
        ))}
      </ul>
    </div>
  );
}

function toggled(chosen: ReadonlySet<string>, id: string): ReadonlySet<string> {
  const next = new Set(chosen);
  if (!next.delete(id)) next.add(id);
  return next;
}

interface BinnedCarProps {
  car: InventoryCar;
  words: CellWords;
  chosen: boolean;
  onToggle: () => void;
  onRestore: () => void;
}

function BinnedCar({ car, words, chosen, onToggle, onRestore }: BinnedCarProps) {
  const { t, locale } = words;
  const { t: common } = useTranslation("common");
  const { vehicle } = car;
  const name = carName(vehicle, t);
  const left = daysLeftInBin(vehicle.deletedAt ?? "", useNow());
  return (
    <li className={styles.row}>
      <Checkbox aria-label={t("selectCar", { car: name })} checked={chosen} onChange={onToggle} />
      <Cover car={car} words={words} size="still" />
      <span className={styles.names} data-selectable>
        <span className={styles.name}>{carTitle(vehicle) || t("untitled")}</span>
        <span className={styles.text}>
          {[vehicle.stockNumber, vehicle.trim, vehicle.vin].filter(Boolean).join(" · ")}
        </span>
      </span>
      <span>
        <StatusBadge status={vehicle.status.state} />
      </span>
      <span className={styles.times}>
        <span data-soon={left <= 3 || undefined}>
          {left === 0 ? t("binLastDay") : t("binDaysLeft", { count: left })}
        </span>
        <span className={styles.text}>
          {vehicle.deletedAt && t("binnedOn", { date: formatInstant(vehicle.deletedAt, locale) })}
        </span>
      </span>
      <Button
        size="compact-sm"
        variant="default"
        leftSection={<IconArrowBackUp size={14} stroke={1.75} aria-hidden />}
        aria-label={t("restoreCar", { car: name })}
        onClick={onRestore}
      >
        {common("restore")}
      </Button>
    </li>
  );
}
