import { useMemo } from "react";
import { useTranslation } from "react-i18next";
import type { PhotoEdits } from "#shared/model/photo-edits.ts";
import type { ElementSet } from "#shared/model/vehicle.ts";
import { useReplica } from "#renderer/replica/context.tsx";
import type { InventoryCar } from "#renderer/replica/inventory.ts";
import { notifyDone, notifyProblem } from "#renderer/ui/notify.tsx";
import { carName } from "./car-name.ts";
import { withCopied, type CopiedPart } from "./copied-edits.ts";
import { useLongAct, type Following } from "./long-acts.tsx";

/** What can be done with many photos at once, each saying how it ended and offering to take it back. */
export interface LibraryActs {
  moveTo(ids: readonly string[], car: InventoryCar): Promise<void>;
  bin(ids: readonly string[]): Promise<void>;
  restore(ids: readonly string[]): Promise<void>;
  tag(ids: readonly string[], tags: ElementSet): Promise<void>;
  setShot(ids: readonly string[], shot: string | null, name: string): Promise<void>;
  copyEdits(ids: readonly string[], edits: PhotoEdits, part: CopiedPart): Promise<void>;
  removeEdits(ids: readonly string[]): Promise<void>;
  undo(): Promise<void>;
}

interface BulkAct {
  readonly ids: readonly string[];
  readonly doing: string;
  /** What the end says; `count` is how many photos there were. */
  readonly did: (count: number) => string;
  readonly act: (following: Following) => Promise<unknown>;
}

export function useLibraryActs(): LibraryActs {
  const { t } = useTranslation(["library", "common"]);
  const { photos, undo } = useReplica();
  const runLong = useLongAct();

  return useMemo<LibraryActs>(() => {
    const failed = () => notifyProblem({ message: t("actFailed") });
    const nothingElseMayRun = () => notifyProblem({ message: t("actRunning") });

    const takeBack = async () => {
      const label = undo.label.get();
      if (!label) return notifyDone({ message: t("nothingToUndo"), id: "undo" });
      const end = await runLong({
        doing: t("undoing"),
        total: label.count,
        act: (following) => undo.undo(following),
      });
      if (!end) return nothingElseMayRun();
      const { done, cancelled } = end;
      notifyDone({
        message: cancelled ? t("undoneSome", { done, count: label.count }) : t("undone"),
        id: "undo",
      });
    };

    /** The button of a notice takes back what the notice tells of, never what was done after it. */
    const offerToTakeBack = () => {
      const label = undo.label.get();
      const run = () =>
        undo.label.get() === label
          ? takeBack().catch(failed)
          : notifyProblem({ message: t("otherActSince") });
      return { label: t("common:undo"), run };
    };

    const perform = async ({ ids, doing, did, act }: BulkAct) => {
      if (ids.length === 0) return;
      try {
        const end = await runLong({ doing, total: ids.length, act });
        if (!end) return nothingElseMayRun();
        const { done, cancelled } = end;
        if (cancelled && done === 0) return notifyDone({ message: t("cancelledAtOnce") });
        const message = cancelled
          ? `${t("cancelledSome", { done, count: ids.length })} ${did(done)}`
          : did(done);
        notifyDone({ message, action: offerToTakeBack() });
      } catch {
        failed();
      }
    };

    return {
      moveTo: (ids, car) => {
        const name = carName(car, t("unnamedCar"));
        return perform({
          ids,
          doing: t("moving", { car: name }),
          did: (count) => t("moved", { count, car: name }),
          act: (following) => photos.moveTo(ids, car.id, following),
        });
      },
      bin: (ids) =>
        perform({
          ids,
          doing: t("binning"),
          did: (count) => t("binned", { count }),
          act: (following) => photos.bin(ids, following),
        }),
      restore: (ids) =>
        perform({
          ids,
          doing: t("restoring"),
          did: (count) => t("restored", { count }),
          act: (following) => photos.restore(ids, following),
        }),
      tag: (ids, tags) =>
        perform({
          ids,
          doing: t("tagging"),
          did: (count) => t("tagged", { count }),
          act: (following) => photos.tag(ids, tags, following),
        }),
      setShot: (ids, shot, name) =>
        perform({
          ids,
          doing: t("settingShot"),
          did: (count) => (shot === null ? t("shotRemoved", { count }) : t("shotSet", { count, shot: name })),
          act: (following) => photos.describe(ids, { shot }, following),
        }),
      copyEdits: (ids, edits, part) =>
        perform({
          ids,
          doing: t("copyingEdits"),
          did: (count) => t("editsCopied", { count }),
          act: (following) => photos.edit(ids, (photo) => withCopied(photo.edits, edits, part), following),
        }),
      removeEdits: (ids) =>
        perform({
          ids,
          doing: t("removingEdits"),
          did: (count) => t("editsRemoved", { count }),
          act: (following) => photos.edit(ids, null, following),
        }),
      undo: () => takeBack().catch(failed),
    };
  }, [t, photos, undo, runLong]);
}
