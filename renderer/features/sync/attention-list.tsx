import { Button, UnstyledButton } from "@mantine/core";
import { useMemo } from "react";
import { useTranslation } from "react-i18next";
import { useReplica } from "#renderer/replica/context.tsx";
import { useLive } from "#renderer/replica/use-live.ts";
import { fieldWord, useFieldWords, valueWord } from "#renderer/ui/field-words.ts";
import { formatSince } from "#renderer/ui/format.ts";
import { useNow } from "#renderer/ui/use-now.ts";
import type { HeldRow } from "#shared/contract/replication.ts";
import { CarName } from "./car-name.tsx";
import {
  aboutOf,
  type HeldCar,
  heldCars,
  namesOf,
  useHeldActs,
  useHeldFields,
  useMaySend,
  withoutLines,
} from "./held-rows.ts";
import { AboutPhoto } from "./overlap-value.tsx";
import styles from "./sync-panel.module.css";

interface AttentionListProps {
  rows: readonly HeldRow[];
  onOpenCar: (vehicleId: string, noteId: string) => void;
}

/** What was not taken, why, and what can be done about it. */
export function AttentionList({ rows: held, onOpenCar }: AttentionListProps) {
  const { t } = useTranslation("sync");
  const acts = useHeldActs();
  const { rows, lines } = withoutLines(held);
  const cars = useMemo(() => heldCars(held), [held]);
  return (
    <section className={styles.section} aria-label={t("attentionTitle")}>
      <h3 className={styles.heading}>{t("attentionTitle")}</h3>
      {rows.length > 0 && <p className={styles.hint}>{t("attentionText")}</p>}
      {rows.map((row) => (
        <HeldCard key={row.heldId} row={row} cars={cars} onOpenCar={onOpenCar} />
      ))}
      {lines.length > 0 && (
        <p className={styles.hint}>
          {t(rows.length > 0 ? "heldLines" : "heldLinesAlone", { count: lines.length })}
        </p>
      )}
      {(rows.length > 1 || lines.length > 0) && (
        <div className={styles.rowActs}>
          <Button size="compact-sm" variant="subtle" color="red" onClick={() => void acts.discard(held)}>
            {t("discardAll")}
          </Button>
        </div>
      )}
    </section>
  );
}

interface HeldCardProps {
  row: HeldRow;
  cars: ReadonlyMap<string, HeldCar>;
  onOpenCar: (vehicleId: string, noteId: string) => void;
}

function HeldCard({ row, cars, onOpenCar }: HeldCardProps) {
  const { t } = useTranslation("sync");
  const words = useFieldWords();
  const { locale } = words;
  const now = useNow();
  const acts = useHeldActs();
  const fields = useHeldFields(row);
  const maySend = useMaySend(row);
  const { vehicleId, photoId } = aboutOf(row);
  const isHere = useLive(useReplica().inventory).cars.some(({ id }) => id === vehicleId);
  const reason = t(`refusal.${row.reason}`);
  return (
    <article className={styles.held} aria-label={reason} data-entry tabIndex={-1}>
      <div className={styles.about}>
        {photoId !== null && <AboutPhoto photoId={photoId} />}
        {vehicleId !== null ? (
          <CarName vehicleId={vehicleId} orElse={cars.get(vehicleId)} />
        ) : (
          <span>{t("dealership")}</span>
        )}
        <span className={styles.time}>{formatSince(row.at, locale, now)}</span>
      </div>
      <p className={styles.reason} data-selectable>
        {reason}
        {row.detail && row.reason === "malformed" ? ` (${row.detail})` : ""}
      </p>
      {fields && fields.length > 0 && <HeldFields fields={fields} />}
      {fields && fields.length === 0 && <p className={styles.hint}>{t("heldNothing")}</p>}
      <div className={styles.rowActs}>
        {vehicleId !== null && isHere && (
          <UnstyledButton className={styles.linkButton} onClick={() => onOpenCar(vehicleId, row.heldId)}>
            {t("openCar")}
          </UnstyledButton>
        )}
        {maySend && fields && fields.length > 0 && (
          <Button size="compact-sm" variant="light" onClick={() => void acts.sendAgain(row)}>
            {t("sendAgain")}
          </Button>
        )}
        <Button
          size="compact-sm"
          variant="subtle"
          color="red"
          onClick={() => void acts.discard([row], namesOf(fields ?? [], words))}
        >
          {t("discard")}
        </Button>
      </div>
    </article>
  );
}

function HeldFields({ fields }: { fields: readonly { path: string; held: unknown }[] }) {
  const words = useFieldWords();
  return (
    <dl className={styles.heldFields}>
      {fields.slice(0, mostFields).map(({ path, held }) => (
        <Pair key={path} name={fieldWord(path, words)} value={valueWord(path, held, words)} />
      ))}
    </dl>
  );
}

/** A new car has many; its first ones tell which it is. */
const mostFields = 8;

function Pair({ name, value }: { name: string; value: string }) {
  return (
    <>
      <dt>{name}</dt>
      <dd data-selectable>{value}</dd>
    </>
  );
}
