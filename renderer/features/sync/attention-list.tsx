import { Button, UnstyledButton } from "@mantine/core";
import { useTranslation } from "react-i18next";
import { fieldWord, useFieldWords, valueWord } from "#renderer/ui/field-words.ts";
import { formatSince } from "#renderer/ui/format.ts";
import { useNow } from "#renderer/ui/use-now.ts";
import type { HeldRow } from "#shared/contract/replication.ts";
import { CarName } from "./car-name.tsx";
import { aboutOf, useHeldActs, useHeldFields, withoutLines } from "./held-rows.ts";
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
  return (
    <section className={styles.section} aria-label={t("attentionTitle")}>
      <h3 className={styles.heading}>{t("attentionTitle")}</h3>
      <p className={styles.hint}>{t("attentionText")}</p>
      {rows.map((row) => (
        <HeldCard key={row.heldId} row={row} onOpenCar={onOpenCar} />
      ))}
      {lines.length > 0 && <p className={styles.hint}>{t("heldLines", { count: lines.length })}</p>}
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

function HeldCard({
  row,
  onOpenCar,
}: {
  row: HeldRow;
  onOpenCar: (vehicleId: string, noteId: string) => void;
}) {
  const { t } = useTranslation("sync");
  const { locale } = useFieldWords();
  const now = useNow();
  const acts = useHeldActs();
  const fields = useHeldFields(row);
  const { vehicleId, photoId } = aboutOf(row);
  const reason = t(`refusal.${row.reason}`);
  return (
    <article className={styles.held} aria-label={reason}>
      <div className={styles.about}>
        {photoId !== null && <AboutPhoto photoId={photoId} />}
        {vehicleId !== null ? <CarName vehicleId={vehicleId} /> : <span>{t("dealership")}</span>}
        <span className={styles.time}>{formatSince(row.at, locale, now)}</span>
      </div>
      <p className={styles.reason} data-selectable>
        {reason}
        {row.detail && row.reason === "malformed" ? ` (${row.detail})` : ""}
      </p>
      {fields && fields.length > 0 && <HeldFields fields={fields} />}
      {fields && fields.length === 0 && <p className={styles.hint}>{t("heldNothing")}</p>}
      <div className={styles.rowActs}>
        {vehicleId !== null && (
          <UnstyledButton className={styles.linkButton} onClick={() => onOpenCar(vehicleId, row.heldId)}>
            {t("openCar")}
          </UnstyledButton>
        )}
        {fields && fields.length > 0 && (
          <Button size="compact-sm" variant="light" onClick={() => void acts.sendAgain(row)}>
            {t("sendAgain")}
          </Button>
        )}
        <Button size="compact-sm" variant="subtle" color="red" onClick={() => void acts.discard([row])}>
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
