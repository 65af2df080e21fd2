import { useMemo } from "react";
import { useTranslation } from "react-i18next";
import { useReplica } from "#renderer/replica/context.tsx";
import type { UndoneLine } from "#renderer/replica/going-back.ts";
import { useConfirm } from "#renderer/ui/confirm.tsx";
import { fieldWord, useFieldWords } from "#renderer/ui/field-words.ts";
import { formatInstant } from "#renderer/ui/format.ts";
import { notifyDone, notifyProblem } from "#renderer/ui/notify.tsx";

export interface HistoryActs {
  /** Asks first where a field was changed again since. */
  undo(line: UndoneLine): void;
  /** Resolves when the car is what it was, or when it was said that it could not be done. */
  goBack(vehicleId: string, moment: string): Promise<void>;
}

/** What a person does with a history, each said when it is done, with the way back. */
export function useHistoryActs(): HistoryActs {
  const { t } = useTranslation("history");
  const { history, undo } = useReplica();
  const words = useFieldWords();
  const confirm = useConfirm();

  return useMemo(() => {
    const failed = () => notifyProblem({ message: words.t("actFailed"), id: "history-act" });
    const done = (message: string) =>
      notifyDone({ message, action: { label: words.t("undo"), run: () => void undo.undo().catch(failed) } });

    async function undoLine(line: UndoneLine) {
      const plan = await history.planUndo(line);
      if (plan.length === 0) return notifyDone({ message: t("nothingToUndo") });
      const newer = plan.filter(({ changedSince }) => changedSince);
      const fields = [...new Set(newer.map(({ path }) => fieldWord(path, words)))].join(", ");
      const isMeant =
        newer.length === 0 ||
        (await confirm({
          title: t("changedSinceTitle"),
          text: t("changedSinceText", { fields }),
          confirm: t("undoAnyway"),
          dismiss: t("leave"),
        }));
      if (!isMeant) return;
      await history.undoLine(line, { overNewer: newer.length > 0 });
      done(t("undone"));
    }

    return {
      undo: (line) => void undoLine(line).catch(failed),
      async goBack(vehicleId, moment) {
        const said = t("wentBack", { moment: formatInstant(moment, words.locale) });
        try {
          await history.returnTo(vehicleId, moment);
          done(said);
        } catch {
          failed();
        }
      },
    };
  }, [t, history, undo, words, confirm]);
}
