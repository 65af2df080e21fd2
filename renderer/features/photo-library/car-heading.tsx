import { Checkbox } from "@mantine/core";
import { IconArrowUpRight, IconCameraOff } from "@tabler/icons-react";
import { shotName } from "#renderer/ui/shot-name.ts";
import { StatusBadge } from "#renderer/ui/status-badge.tsx";
import { carTitle } from "./car-name.ts";
import type { LibraryGroup } from "./library-view.ts";
import styles from "./car-heading.module.css";
import type { LibraryWords } from "./words.ts";

interface CarHeadingProps {
  group: LibraryGroup;
  /** How many of its photos are selected. */
  selected: number;
  words: LibraryWords;
}

/** Above the photos of a car: which one it is, how many there are, and what is still to be photographed. */
export function CarHeading({ group, selected, words }: CarHeadingProps) {
  const { key, car, entries } = group;
  const { t, common } = words;
  const name = car ? [car.vehicle.stockNumber, carTitle(car)].filter(Boolean).join(" · ") : t("unknownCar");
  return (
    <div role="rowheader" className={styles.heading} data-group={key}>
      <Checkbox
        data-act="pickCar"
        tabIndex={-1}
        aria-label={t("selectCar", { car: name || t("unnamedCar") })}
        disabled={entries.length === 0}
        checked={entries.length > 0 && selected === entries.length}
        indeterminate={selected > 0 && selected < entries.length}
        onChange={() => undefined}
      />
      <span className={styles.names}>
        {car?.vehicle.stockNumber && <span className={styles.stock}>{car.vehicle.stockNumber}</span>}
        <span className={styles.title}>{car ? carTitle(car) || t("unnamedCar") : t("unknownCar")}</span>
      </span>
      {car && <StatusBadge status={car.vehicle.status.state} plain />}
      <span className={styles.count}>{common("photo", { count: entries.length })}</span>
      {group.missing.length > 0 && <Missing missing={group.missing} words={words} />}
      <span className={styles.space} />
      {car && (
        <button
          type="button"
          className={styles.open}
          data-act="openCar"
          tabIndex={-1}
          aria-label={t("openCarNamed", { car: name || t("unnamedCar") })}
        >
          {t("openCar")}
          <IconArrowUpRight size={14} stroke={1.75} aria-hidden />
        </button>
      )}
    </div>
  );
}

const mostNamed = 3;

function Missing({
  missing,
  words: { t, common, shots },
}: {
  missing: readonly string[];
  words: LibraryWords;
}) {
  const names = missing.map((id) => shotName(shots.get(id) ?? { id, name: "" }, common));
  const more = names.length - mostNamed;
  return (
    <span className={styles.missing} title={names.join(", ")}>
      <IconCameraOff size={14} stroke={1.75} aria-hidden />
      <span className={styles.missingNames}>
        {t("missing", { shots: names.slice(0, mostNamed).join(", ") })}
        {more > 0 && ` ${t("andMore", { count: more })}`}
      </span>
    </span>
  );
}
