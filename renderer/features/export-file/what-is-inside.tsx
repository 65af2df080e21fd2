import { useEffect, useState } from "react";
import { useTranslation } from "react-i18next";
import { useBridge } from "#renderer/bridge/context.tsx";
import { useReplica } from "#renderer/replica/context.tsx";
import { useLive } from "#renderer/replica/use-live.ts";
import { useAccess } from "#renderer/ui/access.tsx";
import { Caution } from "#renderer/ui/told.tsx";
import styles from "#renderer/ui/long-work.module.css";

/** Before it is made: what goes in, what does not, and which photos have to be fetched first. */
export function WhatIsInside({ isHubThere }: { isHubThere: boolean }) {
  const { t } = useTranslation("exportFile");
  const { inventory, library } = useReplica();
  const { sees } = useAccess();
  const lacking = useLacking();
  const cars = useLive(inventory).cars.filter(({ vehicle }) => vehicle.deletedAt === null).length;
  const photos = useLive(library).photos.filter(({ deletedAt }) => deletedAt === null).length;
  return (
    <>
      <ul className={styles.facts}>
        <li>
          {t("goesIn", { cars: t("cars", { count: cars }), photos: t("photos", { count: photos }) })}{" "}
          {sees("vehicle-cost") ? t("withCosts") : t("withoutCosts")}
        </li>
        <li>{t("staysOut")}</li>
      </ul>
      {lacking > 0 && isHubThere ? <p className={styles.hint}>{t("fetched", { count: lacking })}</p> : null}
      {lacking > 0 && !isHubThere ? <Caution>{t("notFetched", { count: lacking })}</Caution> : null}
    </>
  );
}

const hashesPerQuestion = 1000;

/** Originals that are not on this computer. */
function useLacking(): number {
  const { photoSpace } = useBridge();
  const { library } = useReplica();
  const { photos } = useLive(library);
  const [lacking, setLacking] = useState(0);
  useEffect(() => {
    const left = new AbortController();
    const count = async () => {
      const hashes = [...new Set(photos.map(({ originalSha256 }) => originalSha256))];
      let found = 0;
      for (let start = 0; start < hashes.length && !left.signal.aborted; start += hashesPerQuestion) {
        const part = hashes.slice(start, start + hashesPerQuestion);
        found += (await photoSpace.lacking({ hashes: part })).hashes.length;
      }
      if (!left.signal.aborted) setLacking(found);
    };
    // What is not known before is told after.
    void count().catch(() => undefined);
    return () => left.abort();
  }, [photoSpace, photos]);
  return lacking;
}
