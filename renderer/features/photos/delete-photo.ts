import { useCallback } from "react";
import { useTranslation } from "react-i18next";
import { useReplica } from "#renderer/replica/context.tsx";
import { notifyDone } from "#renderer/ui/notify.tsx";

/** Puts a photo in the bin at once and offers to take that back. */
export function useDeletePhoto(): (photoId: string) => void {
  const { t } = useTranslation(["photos", "common"]);
  const { photos } = useReplica();
  return useCallback(
    (photoId) =>
      void photos.bin([photoId]).then(() =>
        notifyDone({
          message: t("photos:deleted"),
          action: { label: t("common:undo"), run: () => photos.restore([photoId]) },
        }),
      ),
    [photos, t],
  );
}
