import { Button } from "@mantine/core";
import { IconArrowBackUp, IconCircleCheck, IconFileDownload, IconPlayerStop } from "@tabler/icons-react";
import { useState } from "react";
import { useReplica } from "#renderer/replica/context.tsx";
import { useLive } from "#renderer/replica/use-live.ts";
import { formatCount } from "#renderer/ui/format.ts";
import { notifyDone, notifyProblem } from "#renderer/ui/notify.tsx";
import { saveText } from "#renderer/ui/save-text.ts";
import { leftOutCsv, leftOutReason, stemOf } from "./left-out.ts";
import type { ImportReport, OpenList } from "./list-store.ts";
import classes from "./stock-list-screen.module.css";
import { useStockList } from "./stock-list-context.tsx";
import type { ListWords } from "./words.ts";

interface ReportProps {
  list: OpenList;
  report: ImportReport;
  words: ListWords;
}

/** What happened, what was left out and why, and the way back. */
export function ImportReportView({ list, report, words }: ReportProps) {
  const { t } = words;
  const { close } = useStockList();
  const Icon = report.cancelled ? IconPlayerStop : IconCircleCheck;
  return (
    <div className={classes.report}>
      <section className={classes.outcome} role="status">
        <Icon size={28} stroke={1.5} aria-hidden />
        <h3 className={classes.title}>{t(report.cancelled ? "cancelledTitle" : "doneTitle")}</h3>
        {outcomeLines(report, words).map((line) => (
          <p key={line} className={classes.line}>
            {line}
          </p>
        ))}
      </section>
      {report.leftOut.length > 0 && <LeftOut list={list} report={report} words={words} />}
      <div className={classes.acts}>
        <UndoButton words={words} onUndone={close} />
        <Button data-autofocus onClick={close}>
          {t("common:done")}
        </Button>
      </div>
    </div>
  );
}

function outcomeLines({ added, updated, unchanged, leftOut }: ImportReport, { t }: ListWords): string[] {
  return [
    ...(added > 0 ? [t("added", { count: added })] : []),
    ...(updated > 0 ? [t("updated", { count: updated })] : []),
    ...(added + updated === 0 ? [t("doneNothing")] : []),
    ...(unchanged > 0 ? [t("unchanged", { count: unchanged })] : []),
    ...(leftOut.length > 0 ? [t("leftOutCount", { count: leftOut.length })] : []),
  ];
}

/** Rows that are told one by one. */
const mostTold = 100;

function LeftOut({ list, report: { leftOut }, words }: ReportProps) {
  const { t } = words;
  const save = () =>
    saveText(
      `${t("leftOutFile", { file: stemOf(list.fileName) })}.csv`,
      leftOutCsv(leftOut, list, words),
      "text/csv",
    );
  return (
    <section className={classes.leftOut} aria-label={t("leftOutTitle")}>
      <div className={classes.leftOutHead}>
        <h3 className={classes.title}>{t("leftOutTitle")}</h3>
        <span className={classes.space} />
        <Button
          size="compact-sm"
          variant="default"
          leftSection={<IconFileDownload size={14} aria-hidden />}
          onClick={save}
        >
          {t("saveLeftOut")}
        </Button>
      </div>
      <ul className={classes.leftOutRows}>
        {leftOut.slice(0, mostTold).map((planned) => (
          <li key={planned.row}>
            <span className={classes.soft}>{t("headerRow", { row: planned.row + 1 })}</span>
            <span className={classes.rowText}>
              {(list.table.rows[planned.row] ?? []).filter((cell) => cell.trim() !== "").join(" · ")}
            </span>
            <span>{leftOutReason(planned, list, words)}</span>
          </li>
        ))}
      </ul>
      {leftOut.length > mostTold && (
        <p className={classes.soft}>{t("andMore", { count: leftOut.length - mostTold })}</p>
      )}
    </section>
  );
}

/** Takes the import back while it is the last thing that was done here. */
function UndoButton({ words, onUndone }: { words: ListWords; onUndone: () => void }) {
  const { t, locale } = words;
  const { undo } = useReplica();
  const label = useLive(undo.label);
  const [progress, setProgress] = useState<{ done: number; total: number } | null>(null);
  if (progress === null && label?.act !== "stockImported") return null;
  const run = async () => {
    setProgress({ done: 0, total: label?.count ?? 0 });
    try {
      await undo.undo({ onProgress: (done, total) => setProgress({ done, total }) });
      notifyDone({ message: t("undone") });
      onUndone();
    } catch {
      setProgress(null);
      notifyProblem({ message: t("common:somethingWrong") });
    }
  };
  return (
    <Button
      variant="default"
      disabled={progress !== null}
      leftSection={<IconArrowBackUp size={16} aria-hidden />}
      onClick={() => void run()}
    >
      {progress
        ? t("undoing", {
            done: formatCount(progress.done, locale),
            total: formatCount(progress.total, locale),
          })
        : t("undoImport")}
    </Button>
  );
}
