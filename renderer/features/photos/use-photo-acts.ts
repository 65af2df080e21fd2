import { useMemo } from "react";
import { useTranslation } from "react-i18next";
import { useReplica } from "#renderer/replica/context.tsx";
import { type ActOnMany, useActsOnMany } from "#renderer/ui/acts-on-many.ts";
import { useAccess } from "#renderer/ui/access.tsx";
import { notifyProblem } from "#renderer/ui/notify.tsx";
import type { PhotoEdits } from "#shared/model/photo-edits.ts";
import type { Defect } from "#shared/model/photo.ts";
import type { NamedShot } from "./use-shots.ts";

export interface PhotoActs {
  /** What changes a photo is not offered to who may not change one. Keys are there for everybody: they say why nothing happens. */
  readonly mayChange: boolean;
  /** Says that photos may not be changed here. */
  refuse(): void;
  /** To the bin at once, with a way back. */
  remove(ids: readonly string[]): void;
  restore(ids: readonly string[]): void;
  cover(vehicleId: string, photoId: string): void;
  /** `done` is told when it is kept, which is also when it can be undone. */
  reorder(ids: readonly string[], before: string | null, done?: () => void): void;
  /** Null takes the shot away. */
  setShot(ids: readonly string[], shot: NamedShot | null): void;
  setCaption(id: string, caption: string): void;
  addTags(ids: readonly string[], names: readonly string[]): void;
  removeTags(ids: readonly string[], names: readonly string[]): void;
  moveTo(ids: readonly string[], vehicleId: string, carName: string): void;
  setDefect(photoId: string, defectId: string, defect: Defect | null): void;
  edit(ids: readonly string[], edits: PhotoEdits | null): void;
  undo(): void;
}

/** What a person does with photos, each said when it is done and when it could not be kept. */
export function usePhotoActs(): PhotoActs {
  const { t } = useTranslation(["photos", "common"]);
  const { photos, undo: last } = useReplica();
  const mayChange = useAccess().changes("photo");
  const { perform, undo } = useActsOnMany(last);

  return useMemo(() => {
    const refuse = () => notifyProblem({ message: t("notAllowed"), id: "photo-act" });
    const keep = async (act: () => Promise<unknown>, done?: () => void) => {
      if (!mayChange) return refuse();
      try {
        await act();
        done?.();
      } catch {
        notifyProblem({ message: t("actFailed"), id: "photo-act" });
      }
    };
    const allowed = (act: ActOnMany) => void (mayChange ? perform(act) : refuse());
    const restore = (ids: readonly string[]) =>
      allowed({
        ids,
        doing: t("common:longAct.restoring"),
        did: (count) => t("restored", { count }),
        act: (following) => photos.restore(ids, following),
      });
    const tag = (ids: readonly string[], names: readonly string[], value: true | null) =>
      allowed({
        ids,
        doing: t("common:longAct.tagging"),
        did: (count) => t("tagged", { count }),
        isSeen: true,
        act: (following) =>
          photos.tag(ids, Object.fromEntries(names.map((name) => [name, value])), following),
      });

    return {
      mayChange,
      refuse,
      remove: (ids) =>
        allowed({
          ids,
          doing: t("common:longAct.binning"),
          did: (count) => (count === 1 ? t("deleted") : t("deletedCount", { count })),
          act: (following) => photos.bin(ids, following),
          takeBack: () => restore(ids),
        }),
      restore,
      cover: (vehicleId, photoId) => void keep(() => photos.setCover(vehicleId, photoId)),
      reorder: (ids, before, done) => void keep(() => photos.reorder(ids, before), done),
      setShot: (ids, shot) =>
        allowed({
          ids,
          doing: t("common:longAct.settingShot"),
          did: (count) =>
            shot ? t("shotAssigned", { count, shot: shot.name }) : t("shotCleared", { count }),
          act: (following) => photos.describe(ids, { shot: shot?.id ?? null }, following),
          noticeId: "photo-shot",
        }),
      setCaption: (id, caption) => void keep(() => photos.describe([id], { caption })),
      addTags: (ids, names) => tag(ids, names, true),
      removeTags: (ids, names) => tag(ids, names, null),
      moveTo: (ids, vehicleId, carName) =>
        allowed({
          ids,
          doing: t("common:longAct.moving", { car: carName }),
          did: (count) => t("movedToCar", { count, car: carName }),
          act: (following) => photos.moveTo(ids, vehicleId, following),
        }),
      setDefect: (photoId, defectId, defect) => void keep(() => photos.setDefect(photoId, defectId, defect)),
      edit: (ids, edits) => void keep(() => photos.edit(ids, edits)),
      undo: () => (mayChange ? void undo() : refuse()),
    };
  }, [t, photos, mayChange, perform, undo]);
}
