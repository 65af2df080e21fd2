import { Button } from "@mantine/core";
import { useMemo } from "react";
import { useTranslation } from "react-i18next";
import { useReplica } from "#renderer/replica/context.tsx";
import type { OverlapEntry } from "#renderer/replica/history.ts";
import { useLive } from "#renderer/replica/use-live.ts";
import type { Kind } from "#shared/model/kinds.ts";
import { useAccess } from "#renderer/ui/access.tsx";
import { personOf } from "#renderer/ui/author.ts";
import { formatInstant, formatSince } from "#renderer/ui/format.ts";
import { notifyDone, notifyProblem } from "#renderer/ui/notify.tsx";
import { useLocale } from "#renderer/ui/use-locale.ts";
import { useNow } from "#renderer/ui/use-now.ts";
import { deviceOf, millisOf } from "#shared/rules/hybrid-logical-clock.ts";
import { FieldValue } from "./overlap-value.tsx";
import styles from "./overlap-sides.module.css";

/** Both values side by side, whose they are and since when, and a button under each. */
export function OverlapSides({ entry }: { entry: OverlapEntry }) {
  const { t } = useTranslation("sync");
  const settle = useSettling();
  const { changes } = useAccess();
  const maySettle = changes(kindIn[entry.overlap.collection] ?? "overlap");
  return (
    <div className={styles.sides}>
      {(["kept", "other"] as const).map((side) => (
        <div key={side} className={styles.side}>
          <span className={styles.tag}>{t(side)}</span>
          <span className={styles.value} data-selectable>
            <FieldValue
              vehicleId={entry.overlap.vehicleId}
              field={entry.overlap.field}
              value={entry.overlap[side].value}
            />
          </span>
          <Author stamp={entry.overlap[side].stamp} />
          {maySettle && (
            <Button
              size="compact-sm"
              variant={side === "kept" ? "default" : "light"}
              onClick={() => settle[side](entry.id)}
            >
              {t(side === "kept" ? "keep" : "takeOther")}
            </Button>
          )}
        </div>
      ))}
    </div>
  );
}

/** What is changed where the other value is taken. */
const kindIn: Readonly<Record<string, Kind>> = {
  vehicles: "vehicle",
  photos: "photo",
  deals: "vehicle-cost",
};

function useSettling(): Record<"kept" | "other", (overlapId: string) => void> {
  const { t } = useTranslation(["sync", "common"]);
  const { history, undo } = useReplica();
  return useMemo(() => {
    const failed = () => notifyProblem({ message: t("common:actFailed"), id: "overlap" });
    const run = () => void undo.undo().catch(failed);
    const say = (message: string) => () =>
      notifyDone({ message, id: "overlap", action: { label: t("common:undo"), run } });
    return {
      kept: (id) => void history.keep(id).then(say(t("keptDone")), failed),
      other: (id) => void history.takeOther(id).then(say(t("otherDone")), failed),
    };
  }, [t, history, undo]);
}

function Author({ stamp }: { stamp: string }) {
  const { t } = useTranslation("sync");
  const locale = useLocale();
  const now = useNow();
  const desks = useLive(useReplica().settings.desks);
  const device = deviceOf(stamp);
  const found = desks.find(({ deviceId }) => deviceId === device);
  const person = found ? personOf({ deskName: found.name, person: found.person }) : null;
  const desk = [person, found?.name ?? t("unknownDesk")].filter((name) => name !== null).join(" · ");
  const millis = millisOf(stamp);
  if (millis === null) return <span className={styles.by}>{desk}</span>;
  const at = new Date(millis).toISOString();
  return (
    <span className={styles.by} title={formatInstant(at, locale)}>
      {t("by", { desk, time: formatSince(at, locale, now) })}
    </span>
  );
}
