import { Button, UnstyledButton } from "@mantine/core";
import { useTranslation } from "react-i18next";
import { useReplica } from "#renderer/replica/context.tsx";
import type { OverlapEntry } from "#renderer/replica/history.ts";
import { useLive } from "#renderer/replica/use-live.ts";
import { formatSince } from "#renderer/ui/format.ts";
import { useLocale } from "#renderer/ui/use-locale.ts";
import { useNow } from "#renderer/ui/use-now.ts";
import { deviceOf, millisOf } from "#shared/rules/hybrid-logical-clock.ts";
import { fieldName } from "./field-value.ts";
import { FieldValue } from "./overlap-value.tsx";
import styles from "./sync-panel.module.css";
import { carName } from "./waiting-list.tsx";

interface OverlapListProps {
  overlaps: readonly OverlapEntry[];
  onOpenCar: (vehicleId: string) => void;
}

export function OverlapList({ overlaps, onOpenCar }: OverlapListProps) {
  const { t } = useTranslation("sync");
  return (
    <section className={styles.section}>
      <h3 className={styles.heading}>{t("overlapsTitle")}</h3>
      <p className={styles.hint}>{t("overlapsText")}</p>
      {overlaps.map((entry) => (
        <OverlapCard key={entry.id} entry={entry} onOpenCar={onOpenCar} />
      ))}
    </section>
  );
}

/** Both values side by side, whose they are, and a button under each. */
function OverlapCard({ entry, onOpenCar }: { entry: OverlapEntry; onOpenCar: (id: string) => void }) {
  const { t } = useTranslation(["sync", "common"]);
  const { history, inventory } = useReplica();
  const { overlap } = entry;
  const vehicle = useLive(inventory).cars.find(({ id }) => id === overlap.vehicleId)?.vehicle;
  return (
    <article className={styles.overlap} aria-label={fieldName(overlap.field, t)}>
      <UnstyledButton className={styles.overlapHead} onClick={() => onOpenCar(overlap.vehicleId)}>
        <span className={styles.carName}>
          {vehicle?.stockNumber ? <span className={styles.stock}>{vehicle.stockNumber}</span> : null}
          {(vehicle && carName(vehicle)) || t("unnamedCar")}
        </span>
        <strong>{fieldName(overlap.field, t)}</strong>
      </UnstyledButton>
      <div className={styles.sides}>
        <Side title={t("kept")} entry={entry} side="kept">
          <Button variant="default" size="compact-sm" onClick={() => void history.keep(entry.id)}>
            {t("keep")}
          </Button>
        </Side>
        <Side title={t("other")} entry={entry} side="other">
          <Button variant="light" size="compact-sm" onClick={() => void history.takeOther(entry.id)}>
            {t("takeOther")}
          </Button>
        </Side>
      </div>
    </article>
  );
}

interface SideProps {
  title: string;
  entry: OverlapEntry;
  side: "kept" | "other";
  children: React.ReactNode;
}

function Side({ title, entry, side, children }: SideProps) {
  const { value, stamp } = entry.overlap[side];
  return (
    <div className={styles.side}>
      <span className={styles.tag}>{title}</span>
      <span className={styles.value} data-selectable>
        <FieldValue vehicleId={entry.overlap.vehicleId} field={entry.overlap.field} value={value} />
      </span>
      <span className={styles.by}>
        <Author stamp={stamp} />
      </span>
      {children}
    </div>
  );
}

function Author({ stamp }: { stamp: string }) {
  const { t } = useTranslation("sync");
  const locale = useLocale();
  const now = useNow();
  const desks = useLive(useReplica().settings.desks);
  const millis = millisOf(stamp);
  const device = deviceOf(stamp);
  const desk = desks.find(({ deviceId }) => deviceId === device)?.name ?? t("unknownDesk");
  if (millis === null) return desk;
  const time = formatSince(new Date(millis).toISOString(), locale, now);
  return t("by", { desk, time });
}
