import { useMemo } from "react";
import { useTranslation } from "react-i18next";
import { useReplica } from "#renderer/replica/context.tsx";
import { useAccess } from "#renderer/ui/access.tsx";
import { notifyDone, notifyProblem } from "#renderer/ui/notify.tsx";
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
  const { photos, undo } = useReplica();
  const mayChange = useAccess().changes("photo");

  return useMemo(() => {
    const failed = () => notifyProblem({ message: t("actFailed"), id: "photo-act" });
    const refuse = () => notifyProblem({ message: t("notAllowed"), id: "photo-act" });
    const keep = async (act: () => Promise<unknown>, done?: () => void) => {
      if (!mayChange) return refuse();
      try {
        await act();
        done?.();
      } catch {
        failed();
      }
    };
    const restore = (ids: readonly string[]) => void keep(() => photos.restore(ids));
    const set = <T>(names: readonly string[], value: T) =>
      Object.fromEntries(names.map((name) => [name, value]));

    return {
      mayChange,
      refuse,
      remove: (ids) =>
        void keep(
          () => photos.bin(ids),
          () =>
            notifyDone({
              message: ids.length === 1 ? t("deleted") : t("deletedCount", { count: ids.length }),
              action: { label: t("common:undo"), run: () => restore(ids) },
            }),
        ),
      restore: (ids) =>
        void keep(
          () => photos.restore(ids),
          () => notifyDone({ message: t("restored", { count: ids.length }) }),
        ),
      cover: (vehicleId, photoId) => void keep(() => photos.setCover(vehicleId, photoId)),
      reorder: (ids, before, done) => void keep(() => photos.reorder(ids, before), done),
      setShot: (ids, shot) =>
        void keep(
          () => photos.describe(ids, { shot: shot?.id ?? null }),
          () =>
            notifyDone({
              message: shot
                ? t("shotAssigned", { count: ids.length, shot: shot.name })
                : t("shotCleared", { count: ids.length }),
              id: "photo-shot",
            }),
        ),
      setCaption: (id, caption) => void keep(() => photos.describe([id], { caption })),
      addTags: (ids, names) => void keep(() => photos.tag(ids, set(names, true as const))),
      removeTags: (ids, names) => void keep(() => photos.tag(ids, set(names, null))),
      moveTo: (ids, vehicleId, carName) =>
        void keep(
          () => photos.moveTo(ids, vehicleId),
          () =>
            notifyDone({
              message: t("movedToCar", { count: ids.length, car: carName }),
              action: { label: t("common:undo"), run: () => void keep(() => undo.undo()) },
            }),
        ),
      setDefect: (photoId, defectId, defect) => void keep(() => photos.setDefect(photoId, defectId, defect)),
      edit: (ids, edits) => void keep(() => photos.edit(ids, edits)),
      undo() {
        const nothing = undo.label.get() === null;
        void keep(
          () => undo.undo(),
          () => notifyDone({ message: t(nothing ? "nothingToUndo" : "undone"), id: "undo" }),
        );
      },
    };
  }, [t, photos, undo, mayChange]);
}
