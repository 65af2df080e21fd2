import { useCallback, useMemo } from "react";
import { useTranslation } from "react-i18next";
import { v7 } from "uuid";
import { useBridge } from "#renderer/bridge/context.tsx";
import { useReplica } from "#renderer/replica/context.tsx";
import { notifyProblem } from "#renderer/ui/notify.tsx";
import type { ImportView } from "./import-store.ts";
import { type PlannedCars, usePlannedCars } from "./planned-cars.ts";
import { confirmReview } from "./review-confirming.ts";
import { includedOf, type NewCar, type ReviewGroup } from "./review-groups.ts";
import { begun, type Correction, leftOut, movedTo, restored, splitOff } from "./review-placing.ts";
import { type Corrections, type Latest, useCorrections } from "./use-corrections.ts";
import { useReviewGroups } from "./use-review-groups.ts";

export interface Review {
  readonly groups: readonly ReviewGroup[];
  readonly acts: ReviewActs;
}

/** Which car photos are to go to: one of the lot, or a new one. */
export type PickedCar = { readonly vehicleId: string } | "new";

/** Photos by their ids, or all that a group holds by the time of the act. */
type ReviewPhotos = readonly string[] | ReviewGroup;

/**
 * Corrections of the user. Each is kept by main and can be taken back. However soon one follows another, it is about the
 * groups as that one leaves them; those that are given tell which is meant.
 */
interface ReviewActs {
  move(photos: ReviewPhotos, group: ReviewGroup): void;
  moveToCar(photoIds: readonly string[], car: PickedCar): void;
  split(photoIds: readonly string[]): void;
  setCar(group: ReviewGroup, car: PickedCar): void;
  /** The car in the bin is to come back and have the photos. */
  restore(group: ReviewGroup): void;
  leaveOut(photos: ReviewPhotos): void;
  putBack(photos: ReviewPhotos): void;
  readonly canUndo: boolean;
  undo(): void;
  /** Resolves when main has it; false where it could not be done. */
  confirm(): Promise<boolean>;
}

const nameless: NewCar = { vin: "", stockNumber: "" };

export function useReview(view: ImportView): Review {
  const planned = usePlannedCars(view.importId);
  const groups = useReviewGroups(view, planned.byId);
  const corrections = useCorrections(view, groups, planned);
  const confirm = useConfirming(view, planned, corrections);

  const acts = useMemo<ReviewActs>(() => {
    const { correct, canUndo, undo } = corrections;
    return {
      canUndo,
      undo,
      confirm,
      move: (photos, drawn) => correct((latest) => movedTo(latest(drawn), idsOf(photos, latest), v7), drawn),
      moveToCar: (photoIds, car) => correct(() => onPicked(photoIds, car, nameless)),
      split: (photoIds) => correct(() => splitOff(photoIds, v7)),
      setCar: (drawn, car) =>
        correct((latest) => onPicked(includedOf(latest(drawn)), car, namedOf(drawn)), drawn),
      restore: (drawn) => correct((latest) => restored(latest(drawn)), drawn),
      leaveOut: (photos) => correct((latest) => leftOut(idsOf(photos, latest))),
      putBack: (photos) => correct((latest) => ({ vehicleId: null, photoIds: idsOf(photos, latest) })),
    };
  }, [corrections, confirm]);

  return { groups, acts };
}

/** What a car is called that is begun for a group. */
function namedOf({ car, reason }: ReviewGroup): NewCar {
  if (car.type === "binned" || car.type === "restored")
    return reason.text === car.car.vehicle.stockNumber
      ? { vin: "", stockNumber: reason.text }
      : { vin: reason.text, stockNumber: "" };
  return (car.type === "undecided" && car.named) || nameless;
}

function onPicked(photoIds: readonly string[], car: PickedCar, newCar: NewCar): Correction {
  return car === "new" ? begun(photoIds, newCar, v7) : { vehicleId: car.vehicleId, photoIds };
}

function idsOf(photos: ReviewPhotos, latest: Latest): readonly string[] {
  if (!("key" in photos)) return photos;
  const group = latest(photos);
  return group.car.type === "leftOut" ? group.photos.map(({ photoId }) => photoId) : includedOf(group);
}

function useConfirming(
  { importId, items }: ImportView,
  { set, forget }: PlannedCars,
  { afterwards }: Corrections,
) {
  const { t } = useTranslation("intake");
  const bridge = useBridge();
  const { vehicles } = useReplica();
  return useCallback(async () => {
    try {
      const remember = (vehicleId: string, car: NewCar) => set(vehicleId, { ...car, isDecided: true });
      await afterwards((groups) => confirmReview({ importId, items, groups, bridge, vehicles, remember }));
      forget();
      return true;
    } catch {
      notifyProblem({ message: t("confirmFailed"), id: "confirm-failed" });
      return false;
    }
  }, [afterwards, bridge, forget, importId, items, set, t, vehicles]);
}
