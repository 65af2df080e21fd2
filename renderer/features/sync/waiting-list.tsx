import { UnstyledButton } from "@mantine/core";
import { IconCloudCheck } from "@tabler/icons-react";
import { useEffect, useState } from "react";
import { useTranslation } from "react-i18next";
import { useBridge } from "#renderer/bridge/context.tsx";
import { pendingChanges } from "#renderer/bridge/pending-changes.ts";
import { EmptyState } from "#renderer/ui/empty-state.tsx";
import { fieldWord, useFieldWords } from "#renderer/ui/field-words.ts";
import { formatSince } from "#renderer/ui/format.ts";
import { useLocale } from "#renderer/ui/use-locale.ts";
import { useNow } from "#renderer/ui/use-now.ts";
import type { SyncStatus } from "#shared/contract/bridge.ts";
import { CarName } from "./car-name.tsx";
import { PhotoQueue } from "./photo-queue.tsx";
import styles from "./sync-panel.module.css";
import { groupWaiting, type Waiting, type WaitingCar } from "./waiting.ts";

/** Most cars that the list shows; the sentence above it says how much waits in all. */
const shownCars = 200;

interface WaitingListProps {
  status: SyncStatus;
  /** Something else was not taken, which is told of above. */
  isRefused: boolean;
  onOpenCar: (vehicleId: string) => void;
}

export function WaitingList({ status, isRefused, onOpenCar }: WaitingListProps) {
  const { t } = useTranslation("sync");
  const waiting = useWaiting(status.changesWaiting);
  const nothing = status.changesWaiting + status.photosWaiting + status.picturesToFetch === 0;
  if (nothing)
    return (
      <EmptyState icon={IconCloudCheck} title={t(isRefused ? "nothingElseTitle" : "nothingTitle")}>
        {t(nothingSentence(status, isRefused))}
      </EmptyState>
    );
  return (
    <>
      {status.photosWaiting > 0 ? (
        <section className={styles.section} aria-label={t("photosWaiting")}>
          <h3 className={styles.heading}>{t("photo", { count: status.photosWaiting })}</h3>
          <p className={styles.hint}>{t("photosWaitingText")}</p>
          <PhotoQueue onOpenCar={onOpenCar} />
        </section>
      ) : null}
      {status.picturesToFetch > 0 ? (
        <section className={styles.section}>
          <h3 className={styles.heading}>{t("fetchingTitle")}</h3>
          <p className={styles.hint}>{t("picture", { count: status.picturesToFetch })}</p>
        </section>
      ) : null}
      {status.changesWaiting > 0 ? (
        <section className={styles.section} aria-label={t("changesWaiting")}>
          <h3 className={styles.heading}>{t("change", { count: status.changesWaiting })}</h3>
          {waiting === "failed" ? <p className={styles.hint}>{t("loadFailed")}</p> : null}
          {waiting && waiting !== "failed" ? <Cars waiting={waiting} onOpenCar={onOpenCar} /> : null}
        </section>
      ) : null}
    </>
  );
}

function nothingSentence({ reason }: SyncStatus, isRefused: boolean) {
  if (reason === "ownHubDown" || reason === "newHub") return "nothingWithoutHub";
  return isRefused ? "nothingElseText" : "nothingText";
}

function Cars({ waiting, onOpenCar }: { waiting: Waiting; onOpenCar: (vehicleId: string) => void }) {
  const { t } = useTranslation("sync");
  return (
    <ul className={styles.list}>
      {waiting.settings ? (
        <li className={styles.car}>
          <span className={styles.carName}>{t("dealership")}</span>
        </li>
      ) : null}
      {waiting.cars.slice(0, shownCars).map((car) => (
        <li key={car.vehicleId}>
          <CarRow car={car} onOpen={onOpenCar} />
        </li>
      ))}
    </ul>
  );
}

interface CarRowProps {
  car: WaitingCar;
  onOpen: (vehicleId: string) => void;
}

function CarRow({ car, onOpen }: CarRowProps) {
  const { t } = useTranslation(["sync", "common"]);
  const locale = useLocale();
  const now = useNow();
  const words = useFieldWords();
  const fields = car.fields
    .map((field) => (field === "cost" ? t("cost") : fieldWord(field, words)))
    .join(", ");
  const what = [
    car.isNew ? t("newCar") : fields && t("fields", { fields }),
    car.photos > 0 ? t("photo", { count: car.photos }) : "",
  ].filter(Boolean);
  return (
    <UnstyledButton className={styles.car} onClick={() => onOpen(car.vehicleId)}>
      <CarName vehicleId={car.vehicleId} />
      <span className={styles.time}>{car.at ? formatSince(car.at, locale, now) : null}</span>
      <span className={styles.what}>{what.join(" · ")}</span>
    </UnstyledButton>
  );
}

/**
 * The journal, read again each time that the count of what waits changes. A reading is read to its end, which the next one waits
 * for: while much is sent the count changes sooner than much is read.
 */
function useWaiting(count: number): Waiting | "failed" | null {
  const bridge = useBridge();
  const [read, setRead] = useState<{ count: number; waiting: Waiting | "failed" } | null>(null);
  const [reading, setReading] = useState(count);
  if (reading !== count && read?.count === reading) setReading(count);
  useEffect(() => {
    const stop = new AbortController();
    const settle = (waiting: Waiting | "failed") =>
      stop.signal.aborted || setRead({ count: reading, waiting });
    void pendingChanges(bridge.journal, stop.signal).then(
      (entries) => settle(groupWaiting(entries)),
      () => settle("failed"),
    );
    return () => stop.abort();
  }, [bridge, reading]);
  return read?.waiting ?? null;
}
