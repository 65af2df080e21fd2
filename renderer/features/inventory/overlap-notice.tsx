import { Button } from "@mantine/core";
import { IconArrowsSplit2 } from "@tabler/icons-react";
import { useTranslation } from "react-i18next";
import { deviceOf, millisOf } from "#shared/rules/hybrid-logical-clock.ts";
import { useDesk } from "#renderer/bridge/context.tsx";
import { useReplica } from "#renderer/replica/context.tsx";
import type { OverlapEntry } from "#renderer/replica/history.ts";
import type { InventoryCar } from "#renderer/replica/inventory.ts";
import { useLive } from "#renderer/replica/use-live.ts";
import { formatInstant } from "#renderer/ui/format.ts";
import { notifyProblem } from "#renderer/ui/notify.tsx";
import { fieldWord, valueWord } from "./history-words.ts";
import { useValueWords } from "./history-section.tsx";
import styles from "./overlap-notice.module.css";

/** Where two desks changed this car without knowing of each other: both values, and one click for either. */
export function OverlapNotice({ car }: { car: InventoryCar }) {
  const { t } = useTranslation("inventory");
  const { history } = useReplica();
  const open = useLive(history.openOverlaps).filter(({ overlap }) => overlap.vehicleId === car.id);
  if (open.length === 0) return null;
  return (
    <section className={styles.notice} aria-label={t("overlapsTitle", { count: open.length })}>
      <h3 className={styles.title}>
        <IconArrowsSplit2 size={16} stroke={1.75} aria-hidden />
        {t("overlapsTitle", { count: open.length })}
      </h3>
      {open.map((entry) => (
        <OverlapItem key={entry.id} entry={entry} />
      ))}
    </section>
  );
}

function OverlapItem({ entry: { id, overlap } }: { entry: OverlapEntry }) {
  const { t } = useTranslation("inventory");
  const { history } = useReplica();
  const words = useValueWords();
  const settle = (how: "keep" | "takeOther") =>
    void history[how](id).catch(() => notifyProblem({ message: t("actFailed") }));
  return (
    <div className={styles.overlap} role="group" aria-label={fieldWord(overlap.field, words)}>
      <span className={styles.field}>{fieldWord(overlap.field, words)}</span>
      {(["kept", "other"] as const).map((side) => (
        <div key={side} className={styles.side}>
          <span className={styles.which}>{t(side === "kept" ? "overlapKept" : "overlapOther")}</span>
          <span className={styles.value} data-selectable>
            {valueWord(overlap.field, overlap[side].value, words)}
            <Origin stamp={overlap[side].stamp} />
          </span>
          <Button
            size="compact-sm"
            variant={side === "kept" ? "default" : "light"}
            onClick={() => settle(side === "kept" ? "keep" : "takeOther")}
          >
            {t(side === "kept" ? "overlapKeep" : "overlapTakeOther")}
          </Button>
        </div>
      ))}
    </div>
  );
}

/** Which desk wrote a value, and when. */
function Origin({ stamp }: { stamp: string }) {
  const { t, locale } = useValueWords();
  const { deviceId } = useDesk();
  const desks = useLive(useReplica().settings.desks);
  const device = deviceOf(stamp);
  const millis = millisOf(stamp);
  const name = desks.find((desk) => desk.deviceId === device)?.name;
  const desk = device === deviceId ? t("onThisDesk") : name ? t("onDesk", { desk: name }) : "";
  const at = millis === null ? "" : formatInstant(new Date(millis).toISOString(), locale);
  return <small className={styles.origin}>{[desk, at].filter(Boolean).join(", ")}</small>;
}
