import { useMemo } from "react";
import { useTranslation } from "react-i18next";
import type { PhotoEdits } from "#shared/model/photo-edits.ts";
import type { ElementSet } from "#shared/model/vehicle.ts";
import { useReplica } from "#renderer/replica/context.tsx";
import type { InventoryCar } from "#renderer/replica/inventory.ts";
import { useActsOnMany } from "#renderer/ui/acts-on-many.ts";
import { carName } from "./car-name.ts";
import { withCopied, type CopiedPart } from "./copied-edits.ts";

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

export function useLibraryActs(): LibraryActs {
  const { t } = useTranslation(["library", "common"]);
  const { photos, undo: last } = useReplica();
  const { perform, undo } = useActsOnMany(last);

  return useMemo<LibraryActs>(() => {
    return {
      moveTo: (ids, car) => {
        const name = carName(car, t("unnamedCar"));
        return perform({
          ids,
          doing: t("common:longAct.moving", { car: name }),
          did: (count) => t("moved", { count, car: name }),
          act: (following) => photos.moveTo(ids, car.id, following),
        });
      },
      bin: (ids) =>
        perform({
          ids,
          doing: t("common:longAct.binning"),
          did: (count) => t("binned", { count }),
          act: (following) => photos.bin(ids, following),
        }),
      restore: (ids) =>
        perform({
          ids,
          doing: t("common:longAct.restoring"),
          did: (count) => t("restored", { count }),
          act: (following) => photos.restore(ids, following),
        }),
      tag: (ids, tags) =>
        perform({
          ids,
          doing: t("common:longAct.tagging"),
          did: (count) => t("tagged", { count }),
          act: (following) => photos.tag(ids, tags, following),
        }),
      setShot: (ids, shot, name) =>
        perform({
          ids,
          doing: t("common:longAct.settingShot"),
          did: (count) => (shot === null ? t("shotRemoved", { count }) : t("shotSet", { count, shot: name })),
          act: (following) => photos.describe(ids, { shot }, following),
        }),
      copyEdits: (ids, edits, part) =>
        perform({
          ids,
          doing: t("common:longAct.copyingEdits"),
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
      undo,
    };
  }, [t, photos, perform, undo]);
}
