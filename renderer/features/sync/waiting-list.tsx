import { UnstyledButton } from "@mantine/core";
import { IconCloudCheck } from "@tabler/icons-react";
import { useEffect, useState } from "react";
import { useTranslation } from "react-i18next";
import { useBridge } from "#renderer/bridge/context.tsx";
import { useReplica } from "#renderer/replica/context.tsx";
import { useLive } from "#renderer/replica/use-live.ts";
import { EmptyState } from "#renderer/ui/empty-state.tsx";
import { formatSince } from "#renderer/ui/format.ts";
import { useLocale } from "#renderer/ui/use-locale.ts";
import { useNow } from "#renderer/ui/use-now.ts";
import type { SyncStatus } from "#shared/contract/bridge.ts";
import type { Vehicle } from "#shared/model/vehicle.ts";
import { fieldName } from "./field-value.ts";
import styles from "./sync-panel.module.css";
import { groupWaiting, type Waiting, type WaitingCar } from "./waiting.ts";

/** Most cars that the list shows; the sentence above it says how much waits in all. */
const shownCars = 200;

interface WaitingListProps {
  status: SyncStatus;
  onOpenCar: (vehicleId: string) => void;
}

export function WaitingList({ status, onOpenCar }: WaitingListProps) {
  const { t } = useTranslation("sync");
  const waiting = useWaiting(status.changesWaiting);
  const nothing = status.changesWaiting + status.photosWaiting + status.picturesToFetch === 0;
  if (nothing)
    return (
      <EmptyState icon={IconCloudCheck} title={t("nothingTitle")}>
        {t("nothingText")}
      </EmptyState>
    );
  return (
    <>
      {status.photosWaiting > 0 ? (
        <section className={styles.section}>
          <h3 className={styles.heading}>{t("photo", { count: status.photosWaiting })}</h3>
          <p className={styles.hint}>{t("photosWaitingText")}</p>
        </section>
      ) : null}
      {status.picturesToFetch > 0 ? (
        <section className={styles.section}>
          <h3 className={styles.heading}>{t("fetchingTitle")}</h3>
          <p className={styles.hint}>{t("picture", { count: status.picturesToFetch })}</p>
        </section>
      ) : null}
      {status.changesWaiting > 0 ? (
        <section className={styles.section}>
          <h3 className={styles.heading}>{t("change", { count: status.changesWaiting })}</h3>
          {waiting === "failed" ? <p className={styles.hint}>{t("loadFailed")}</p> : null}
          {waiting && waiting !== "failed" ? <Cars waiting={waiting} onOpenCar={onOpenCar} /> : null}
        </section>
      ) : null}
    </>
  );
}

function Cars({ waiting, onOpenCar }: { waiting: Waiting; onOpenCar: (vehicleId: string) => void }) {
  const { t } = useTranslation("sync");
  const { cars } = useLive(useReplica().inventory);
  const vehicleById = new Map(cars.map(({ id, vehicle }) => [id, vehicle]));
  return (
    <ul className={styles.list}>
      {waiting.settings ? (
        <li className={styles.car}>
          <span className={styles.carName}>{t("dealership")}</span>
        </li>
      ) : null}
      {waiting.cars.slice(0, shownCars).map((car) => (
        <li key={car.vehicleId}>
          <CarRow car={car} vehicle={vehicleById.get(car.vehicleId) ?? null} onOpen={onOpenCar} />
        </li>
      ))}
    </ul>
  );
}

interface CarRowProps {
  car: WaitingCar;
  vehicle: Vehicle | null;
  onOpen: (vehicleId: string) => void;
}

function CarRow({ car, vehicle, onOpen }: CarRowProps) {
  const { t } = useTranslation(["sync", "common"]);
  const locale = useLocale();
  const now = useNow();
  const fields = car.fields.map((field) => fieldName(field, t)).join(", ");
  const what = [
    car.isNew ? t("newCar") : fields && t("fields", { fields }),
    car.photos > 0 ? t("photo", { count: car.photos }) : "",
  ].filter(Boolean);
  return (
    <UnstyledButton className={styles.car} onClick={() => onOpen(car.vehicleId)}>
      <span className={styles.carName}>
        {vehicle?.stockNumber ? <span className={styles.stock}>{vehicle.stockNumber}</span> : null}
        {(vehicle && carName(vehicle)) || t("unnamedCar")}
      </span>
      <span className={styles.time}>{car.at ? formatSince(car.at, locale, now) : null}</span>
      <span className={styles.what}>{what.join(" · ")}</span>
    </UnstyledButton>
  );
}

export function carName({ year, make, model }: Vehicle): string {
  return [year, make, model].filter(Boolean).join(" ");
}

/** The journal, read again each time that the count of what waits changes; the last reading stays until then. */
function useWaiting(count: number): Waiting | "failed" | null {
  const bridge = useBridge();
  const [read, setRead] = useState<{ count: number; waiting: Waiting | "failed" } | null>(null);
  useEffect(() => {
    const stop = new AbortController();
    const settle = (waiting: Waiting | "failed") => stop.signal.aborted || setRead({ count, waiting });
    void bridge.journal.pending(undefined, { signal: stop.signal }).then(
      ({ entries }) => settle(groupWaiting(entries)),
      () => settle("failed"),
    );
    return () => stop.abort();
  }, [bridge, count]);
  return read?.waiting ?? null;
}
