import { useMemo } from "react";
import { useTranslation } from "react-i18next";
import { type Following, useLongAct } from "./long-acts.tsx";
import { notifyDone, notifyProblem } from "./notify.tsx";

export interface ActOnMany {
  readonly ids: readonly string[];
  readonly doing: string;
  /** What the end says; `count` is how many there were. */
  readonly did: (count: number) => string;
  readonly act: (following: Following) => Promise<unknown>;
  /** It shows where it was done: nothing is said of its end where it was over at once. */
  readonly isSeen?: boolean;
  /** What the notice offers instead of undoing the last act. */
  readonly takeBack?: () => unknown;
  /** A notice with the id of one that is shown takes its place. */
  readonly noticeId?: string;
}

/** What was done last and its way back, as the replica has it. */
interface LastAct {
  readonly label: { get(): { readonly count: number } | null };
  undo(following: Following): Promise<unknown>;
}

export interface ActsOnMany {
  /** Does it, says how it ended and offers to take it back. */
  perform(act: ActOnMany): Promise<void>;
  /** Undoes the last act and says so. */
  undo(): Promise<void>;
}

/** Acts on one thing or on thousands: those that take long are followed and can be cancelled, one at a time. */
export function useActsOnMany(last: LastAct): ActsOnMany {
  const { t } = useTranslation("common");
  const runLong = useLongAct();

  return useMemo<ActsOnMany>(() => {
    const failed = (count: number) =>
      notifyProblem({ message: t(count === 1 ? "actFailed" : "longAct.failed"), id: "act-failed" });
    const nothingElseMayRun = () => notifyProblem({ message: t("longAct.running"), id: "act-running" });

    const undo = async () => {
      const label = last.label.get();
      if (!label) return notifyDone({ message: t("longAct.nothingToUndo"), id: "undo" });
      const { count } = label;
      try {
        const act = (following: Following) => last.undo(following);
        const end = await runLong({ doing: t("longAct.undoing"), total: count, act });
        if (!end) return nothingElseMayRun();
        const { done, cancelled } = end;
        notifyDone({
          message: cancelled ? t("longAct.undoneSome", { done, count }) : t("longAct.undone"),
          id: "undo",
        });
      } catch {
        failed(count);
      }
    };

    /** The button of a notice takes back what the notice tells of, never what was done after it. */
    const undoOfThis = () => {
      const label = last.label.get();
      return () =>
        last.label.get() === label ? undo() : notifyProblem({ message: t("longAct.otherActSince") });
    };

    return {
      undo,
      async perform({ ids, doing, did, act, isSeen, takeBack, noticeId }) {
        const count = ids.length;
        if (count === 0) return;
        try {
          const end = await runLong({ doing, total: count, act });
          if (!end) return nothingElseMayRun();
          const { done, cancelled, followed } = end;
          if (isSeen && !followed) return;
          if (cancelled && done === 0) return notifyDone({ message: t("longAct.cancelledAtOnce") });
          notifyDone({
            message: cancelled ? `${t("longAct.cancelledSome", { done, count })} ${did(done)}` : did(done),
            action: { label: t("undo"), run: takeBack ?? undoOfThis() },
            ...(noticeId !== undefined && { id: noticeId }),
          });
        } catch {
          failed(count);
        }
      },
    };
  }, [t, last, runLong]);
}
