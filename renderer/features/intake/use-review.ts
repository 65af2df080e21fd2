import { useCallback, useMemo, useRef, useState } from "react";
import { useTranslation } from "react-i18next";
import { v7 } from "uuid";
import { useBridge } from "#renderer/bridge/context.tsx";
import { useReplica } from "#renderer/replica/context.tsx";
import { notifyProblem } from "#renderer/ui/notify.tsx";
import type { ImportView, Placement } from "./import-store.ts";
import { useIntake } from "./intake-context.tsx";
import { type PlannedCars, usePlannedCars } from "./planned-cars.ts";
import { confirmReview } from "./review-confirming.ts";
import { type NewCar, type ReviewGroup, leftOutId } from "./review-groups.ts";
import { assigned, type Correction, leftOut, movedTo, splitOff } from "./review-placing.ts";
import { useReviewGroups } from "./use-review-groups.ts";

export interface Review {
  readonly groups: readonly ReviewGroup[];
  readonly acts: ReviewActs;
}

/** Which car photos are to go to: one of the lot, or a new one. */
export type PickedCar = { readonly vehicleId: string } | "new";

/** Corrections of the user. Each is kept by main at once and can be taken back. */
interface ReviewActs {
  move(photoIds: readonly string[], group: ReviewGroup): void;
  moveToCar(photoIds: readonly string[], car: PickedCar): void;
  split(photoIds: readonly string[]): void;
  setCar(group: ReviewGroup, car: PickedCar): void;
  leaveOut(photoIds: readonly string[]): void;
  putBack(photoIds: readonly string[]): void;
  readonly canUndo: boolean;
  undo(): void;
  /** Resolves when main has it; false where it could not be done. */
  confirm(): Promise<boolean>;
}

const nameless: NewCar = { vin: "", stockNumber: "" };

export function useReview(view: ImportView): Review {
  const planned = usePlannedCars(view.importId);
  const groups = useReviewGroups(view, planned.byId);
  const { place, canUndo, undo } = usePlacing(view);
  const confirm = useConfirming(view, groups, planned);

  const acts = useMemo<ReviewActs>(() => {
    const correct = ({ placements }: Correction) => place(placements);
    const toPlanned = (correction: Correction, car: NewCar, isNew: boolean) => {
      planned.add(correction.vehicleId, { ...car, isNew });
      correct(correction);
    };
    return {
      canUndo,
      undo,
      confirm,
      move(photoIds, group) {
        const correction = movedTo(group, photoIds, v7);
        if (group.car.type === "new") toPlanned(correction, group.car.newCar, true);
        else if (group.car.type === "undecided" && group.car.named)
          toPlanned(correction, group.car.named, false);
        else correct(correction);
      },
      moveToCar(photoIds, car) {
        if (car === "new") toPlanned(splitOff(photoIds, v7), nameless, true);
        else place(photoIds.map((photoId) => ({ photoId, vehicleId: car.vehicleId })));
      },
      split: (photoIds) => correct(splitOff(photoIds, v7)),
      setCar(group, car) {
        const named = group.car.type === "undecided" && group.car.named;
        if (car === "new") toPlanned(assigned(group, v7()), named || nameless, true);
        else correct(assigned(group, car.vehicleId));
      },
      leaveOut: (photoIds) => correct(leftOut(photoIds)),
      putBack: (photoIds) =>
        place(
          photoIds
            .filter((photoId) => view.items.get(photoId)?.vehicleId === leftOutId)
            .map((photoId) => ({ photoId, vehicleId: null })),
        ),
    };
  }, [view.items, planned, place, canUndo, undo, confirm]);

  return { groups, acts };
}

/**
 * Keeps placements in main and the way back from each. They are shown once main has them on disk: what is seen survives a
 * kill, and no older news of a photo that is still on its way puts it back where it was.
 */
function usePlacing({ importId, items }: ImportView) {
  const { t } = useTranslation("intake");
  const bridge = useBridge();
  const { store } = useIntake();
  const done = useRef<(readonly Placement[])[]>([]);
  const [canUndo, setCanUndo] = useState(false);

  const keep = useCallback(
    (placements: readonly Placement[]) => {
      const before = placements.map(({ photoId }) => ({
        photoId,
        vehicleId: items.get(photoId)?.vehicleId ?? null,
      }));
      void bridge.photos.place({ importId, placements: [...placements] }).then(
        () => store.place(importId, placements),
        () => notifyProblem({ message: t("placeFailed"), id: "place-failed" }),
      );
      return before;
    },
    [bridge, importId, items, store, t],
  );
  const place = useCallback(
    (placements: readonly Placement[]) => {
      if (placements.length === 0) return;
      done.current.push(keep(placements));
      setCanUndo(true);
    },
    [keep],
  );
  const undo = useCallback(() => {
    const before = done.current.pop();
    if (before) keep(before);
    setCanUndo(done.current.length > 0);
  }, [keep]);
  return { place, canUndo, undo };
}

function useConfirming(view: ImportView, groups: readonly ReviewGroup[], planned: PlannedCars) {
  const { t } = useTranslation("intake");
  const bridge = useBridge();
  const { vehicles } = useReplica();
  const { importId, items } = view;
  return useCallback(async () => {
    try {
      const remember = (vehicleId: string, car: NewCar) => planned.add(vehicleId, { ...car, isNew: true });
      await confirmReview({ importId, items, groups, bridge, vehicles, remember });
      planned.forget();
      return true;
    } catch {
      notifyProblem({ message: t("confirmFailed"), id: "confirm-failed" });
      return false;
    }
  }, [bridge, planned, groups, importId, items, t, vehicles]);
}
