import { Button } from "@mantine/core";
import { memo, useMemo, useState } from "react";
import { useTranslation } from "react-i18next";
import { useReplica } from "#renderer/replica/context.tsx";
import { useLive } from "#renderer/replica/use-live.ts";
import { useAccess } from "#renderer/ui/access.tsx";
import { InspectorSection } from "#renderer/ui/inspector-section.tsx";
import { useShell } from "#renderer/ui/shell-state.tsx";
import { HistoryLine } from "./history-line.tsx";
import styles from "./history-line.module.css";
import { mayGoBack, mayTakeBack } from "./line-rights.ts";
import { usePhotoLooks } from "./photo-looks.tsx";
import { ReturnPreview } from "./return-preview.tsx";
import { useHistoryActs } from "./use-history-acts.ts";

const shownAtFirst = 8;

/** The latest of what was done to a car, and the way to all of it. */
export const HistorySection = memo(function HistorySection({ vehicleId }: { vehicleId: string }) {
  const { t } = useTranslation("history");
  const { history } = useReplica();
  const entries = useLive(useMemo(() => history.of(vehicleId), [history, vehicleId]));
  const looks = usePhotoLooks(vehicleId);
  const acts = useHistoryActs();
  const access = useAccess();
  const showHistory = useShell((state) => state.showHistory);
  const [moment, setMoment] = useState<string | null>(null);
  return (
    <InspectorSection
      title={t("history")}
      action={
        <Button
          size="compact-sm"
          variant="subtle"
          color="gray"
          onClick={() => showHistory({ vehicleId, photoId: null })}
        >
          {t("whole")}
        </Button>
      }
    >
      {entries.length === 0 && <p className={styles.none}>{t("nothingRecorded")}</p>}
      <ol className={styles.entries}>
        {entries.slice(0, shownAtFirst).map((entry, index) => (
          <li key={entry.id} className={styles.entry} data-joined>
            <HistoryLine
              entry={entry}
              looks={looks}
              onUndo={mayTakeBack(entry, access) ? () => acts.undo({ lineId: entry.id }) : null}
              onGoBack={index === 0 || !mayGoBack(access) ? null : () => setMoment(entry.change.at)}
            />
          </li>
        ))}
      </ol>
      {entries.length > shownAtFirst && (
        <Button
          size="compact-sm"
          variant="subtle"
          color="gray"
          onClick={() => showHistory({ vehicleId, photoId: null })}
        >
          {t("showEarlier", { count: entries.length - shownAtFirst })}
        </Button>
      )}
      {moment !== null && (
        <ReturnPreview vehicleId={vehicleId} moment={moment} onClose={() => setMoment(null)} />
      )}
    </InspectorSection>
  );
});
