import { useEffect, useState } from "react";
import { useTranslation } from "react-i18next";
import type { RefusedFile } from "#shared/contract/photo-import.ts";
import { useBridge } from "#renderer/bridge/context.tsx";
import { useConfirm } from "#renderer/ui/confirm.tsx";
import { notifyProblem } from "#renderer/ui/notify.tsx";
import { useIntake } from "./intake-context.tsx";

/** Where a refused file is: where it came from, only as the copy that was made of it, or nowhere. */
type RefusedPlace = "atSource" | "copied" | "gone";

export interface RefusedActs {
  /** Something is being tried again. */
  readonly busy: boolean;
  placeOf(photoId: string): RefusedPlace;
  /** Whether another try has anything to work with. */
  isHere(photoId: string): boolean;
  retry(files: readonly RefusedFile[]): Promise<void>;
  reveal(photoId: string): void;
  /** Asks first where this desk has the last copy, or where it is about many. */
  dismiss(files: readonly RefusedFile[]): Promise<void>;
}

const nowhere = { atSource: new Set<string>(), copied: new Set<string>() };

/** `onReview` is told when a review opens, for files that had no car. */
export function useRefusedActs(files: readonly RefusedFile[], onReview: () => void): RefusedActs {
  const { t } = useTranslation("intake");
  const bridge = useBridge();
  const { review } = useIntake();
  const confirm = useConfirm();
  const { atSource, copied } = usePlaces(files);
  const [busy, setBusy] = useState(false);
  const failed = () => notifyProblem({ message: t("refused.failed"), id: "refused-failed" });
  const placeOf = (photoId: string) =>
    atSource.has(photoId) ? "atSource" : copied.has(photoId) ? "copied" : "gone";

  return {
    busy,
    placeOf,
    isHere: (photoId) => placeOf(photoId) !== "gone",
    async retry(wanted) {
      setBusy(true);
      try {
        const photoIds = wanted.map(({ photoId }) => photoId);
        const { imports } = await bridge.photos.retryRefused({ photoIds });
        const toReview = imports.find(({ vehicleId }) => vehicleId === null);
        if (toReview) {
          review(toReview.importId);
          onReview();
        }
      } catch {
        failed();
      } finally {
        setBusy(false);
      }
    },
    reveal: (photoId) => void bridge.photos.revealRefused({ photoId }),
    async dismiss(unwanted) {
      const last = unwanted.filter(({ photoId }) => placeOf(photoId) === "copied").length;
      const isAsked = last > 0 || unwanted.length > 1;
      const sure =
        !isAsked ||
        (await confirm({
          title: t("refused.dismissTitle", { count: unwanted.length }),
          text: last > 0 ? t("refused.dismissLast", { count: last }) : t("refused.dismissText"),
          confirm: t("refused.dismissConfirm"),
          dangerous: last > 0,
        }));
      if (!sure) return;
      const photoIds = unwanted.map(({ photoId }) => photoId);
      await bridge.photos.dismissRefused({ photoIds }).catch(failed);
    },
  };
}

/** Asked again when the list changes and when somebody comes back to the window, maybe with the card in again. */
function usePlaces(files: readonly RefusedFile[]) {
  const bridge = useBridge();
  const [places, setPlaces] = useState(nowhere);
  useEffect(() => {
    if (files.length === 0) return undefined;
    let gone = false;
    const look = () =>
      void bridge.photos.refusedPlaces().then(
        ({ atSource, copied }) => gone || setPlaces({ atSource: new Set(atSource), copied: new Set(copied) }),
        () => undefined,
      );
    look();
    window.addEventListener("focus", look);
    return () => {
      gone = true;
      window.removeEventListener("focus", look);
    };
  }, [bridge, files]);
  return places;
}
