import { UnstyledButton } from "@mantine/core";
import { useMemo, useState } from "react";
import { useTranslation } from "react-i18next";
import type { BridgeClient } from "#renderer/bridge/client.ts";
import { useDesk } from "#renderer/bridge/context.tsx";
import { useStream } from "#renderer/bridge/use-stream.ts";
import { useReplica } from "#renderer/replica/context.tsx";
import type { LibraryPhoto } from "#renderer/replica/library.ts";
import { useLive } from "#renderer/replica/use-live.ts";
import type { WaitingPhoto } from "#shared/contract/bridge.ts";
import { CarName } from "./car-name.tsx";
import { queuedByCar, type QueuedCar } from "./queued-photos.ts";
import styles from "./sync-panel.module.css";

const uploadsOf = (bridge: BridgeClient, signal: AbortSignal) => bridge.sync.uploads(undefined, { signal });

/** Most photos that are listed; the heading says how many wait in all. */
const mostPhotos = 100;

/** The photos that the hub lacks, by car, and how far each is. */
export function PhotoQueue({ onOpenCar }: { onOpenCar: (vehicleId: string) => void }) {
  const [waiting, setWaiting] = useState<readonly WaitingPhoto[]>([]);
  useStream(uploadsOf, ({ photos }) => setWaiting(photos));
  const { photos } = useLive(useReplica().library);
  const cars = useMemo(() => queuedByCar(waiting.slice(0, mostPhotos), photos), [waiting, photos]);
  return (
    <ul className={styles.list}>
      {cars.map((car) => (
        <li key={car.vehicleId ?? ""}>
          <CarQueue car={car} onOpenCar={onOpenCar} />
        </li>
      ))}
    </ul>
  );
}

function CarQueue({ car, onOpenCar }: { car: QueuedCar; onOpenCar: (vehicleId: string) => void }) {
  const { t } = useTranslation(["sync", "common"]);
  const { vehicleId, photos } = car;
  return (
    <>
      {vehicleId === null ? (
        <span className={styles.car}>{t("photosOfNoCar")}</span>
      ) : (
        <UnstyledButton className={styles.car} onClick={() => onOpenCar(vehicleId)}>
          <CarName vehicleId={vehicleId} />
          <span className={styles.time}>{t("common:photo", { count: photos.length })}</span>
        </UnstyledButton>
      )}
      {photos.map(({ waiting, photo }) => (
        <QueuedPhoto key={waiting.original} waiting={waiting} photo={photo} />
      ))}
    </>
  );
}

function QueuedPhoto({ waiting, photo }: { waiting: WaitingPhoto; photo: LibraryPhoto | null }) {
  const { t } = useTranslation("sync");
  const { photoBase } = useDesk();
  const { sent, files, sending } = waiting;
  const said = t(sending ? "photoSending" : "photoWaits", { sent, files });
  return (
    <div className={styles.photo}>
      {photo && (
        <img
          className={styles.queued}
          src={`${photoBase}${photo.thumbnail}`}
          alt={photo.name}
          style={{ backgroundColor: photo.color }}
        />
      )}
      <div>
        <span className={styles.what}>{said}</span>
        <div
          className={styles.bar}
          role="progressbar"
          aria-label={photo?.name ?? said}
          aria-valuemin={0}
          aria-valuemax={files}
          aria-valuenow={sent}
        >
          <span style={{ width: `${(100 * sent) / files}%` }} />
        </div>
      </div>
    </div>
  );
}
