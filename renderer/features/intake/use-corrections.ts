import { useCallback, useLayoutEffect, useMemo, useRef, useState } from "react";
import { flushSync } from "react-dom";
import { useTranslation } from "react-i18next";
import { useBridge } from "#renderer/bridge/context.tsx";
import { notifyProblem } from "#renderer/ui/notify.tsx";
import type { ImportView, Placement } from "./import-store.ts";
import { useIntake } from "./intake-context.tsx";
import type { PlannedCars } from "./planned-cars.ts";
import type { PlannedCar, ReviewGroup } from "./review-groups.ts";
import { asItStands, type Correction } from "./review-placing.ts";

/** A group as it is by now, told by how it was drawn when the user chose. */
export type Latest = (drawn: ReviewGroup) => ReviewGroup;

export interface Corrections {
  /** `about` is the group that is all put on the correction's car. */
  correct(make: (latest: Latest) => Correction, about?: ReviewGroup): void;
  readonly canUndo: boolean;
  undo(): void;
  /** Once every correction before it is kept or could not be. */
  afterwards<Result>(act: (groups: readonly ReviewGroup[]) => Promise<Result>): Promise<Result>;
}

/** Where photos are put, and what is said of a car that is not in the inventory: nothing where `car` is undefined. */
interface Step {
  readonly placements: readonly Placement[];
  readonly said: { readonly vehicleId: string; readonly car: PlannedCar | undefined } | undefined;
}

/**
 * Keeps corrections in main and the way back from each. They are shown once main has them on disk: what is seen survives a
 * kill, and no older news of a photo that is still on its way puts it back where it was. So that none misses what the one
 * before it does, each waits until that one is shown.
 */
export function useCorrections(
  view: ImportView,
  groups: readonly ReviewGroup[],
  { byId, set }: PlannedCars,
): Corrections {
  const { t } = useTranslation("intake");
  const bridge = useBridge();
  const { store } = useIntake();
  const shown = useRef({ items: view.items, groups, planned: byId });
  useLayoutEffect(() => {
    shown.current = { items: view.items, groups, planned: byId };
  });
  const { importId } = view;
  const { inTurn, became } = useTurns();
  const done = useRef<Step[]>([]);
  const [canUndo, setCanUndo] = useState(false);

  /** Answers with the way back; null where there is none, as it could not be kept. */
  const keep = useCallback(
    async ({ placements, said }: Step): Promise<Step | null> => {
      const { items, planned } = shown.current;
      const before: Step = {
        placements: placements.map(({ photoId }) => ({
          photoId,
          vehicleId: items.get(photoId)?.vehicleId ?? null,
        })),
        said: said && { vehicleId: said.vehicleId, car: planned.get(said.vehicleId) },
      };
      if (said) set(said.vehicleId, said.car);
      try {
        if (placements.length > 0) await bridge.photos.place({ importId, placements: [...placements] });
      } catch {
        if (before.said) set(before.said.vehicleId, before.said.car);
        notifyProblem({ message: t("placeFailed"), id: "place-failed" });
        return null;
      }
      flushSync(() => store.place(importId, placements));
      return before;
    },
    [bridge, importId, set, store, t],
  );

  const correct = useCallback<Corrections["correct"]>(
    (make, about) =>
      void inTurn(async () => {
        const { vehicleId, photoIds, planned } = make((drawn) => asItStands(drawn, became, shown.current));
        const { items, planned: saidBefore } = shown.current;
        const moved = photoIds.filter((photoId) => items.get(photoId)?.vehicleId !== vehicleId);
        const said = planned && vehicleId !== null ? { vehicleId, car: planned } : undefined;
        const isDecided = said?.car.isDecided && !saidBefore.get(said.vehicleId)?.isDecided;
        if (moved.length === 0 && !isDecided) return;
        const before = await keep({ placements: moved.map((photoId) => ({ photoId, vehicleId })), said });
        if (!before) return;
        if (about && vehicleId !== null) became.set(about.key, vehicleId);
        done.current.push(before);
        setCanUndo(true);
      }),
    [inTurn, became, keep],
  );
  const undo = useCallback(
    () =>
      void inTurn(async () => {
        const before = done.current.at(-1);
        if (!before || !(await keep(before))) return;
        done.current.pop();
        setCanUndo(done.current.length > 0);
      }),
    [inTurn, keep],
  );
  const afterwards = useCallback<Corrections["afterwards"]>(
    (act) => inTurn(() => act(shown.current.groups)),
    [inTurn],
  );
  return useMemo(() => ({ correct, canUndo, undo, afterwards }), [correct, canUndo, undo, afterwards]);
}

/** Acts one after the other, and under which keys groups are shown that those which are still waiting know by another. */
function useTurns() {
  const [turns] = useState(() => {
    const became = new Map<string, string>();
    let last: Promise<unknown> = Promise.resolve();
    let waiting = 0;
    const inTurn = <Result>(act: () => Promise<Result>): Promise<Result> => {
      waiting += 1;
      const turn = last.then(act).finally(() => {
        waiting -= 1;
        if (waiting === 0) became.clear();
      });
      last = turn.catch(() => undefined);
      return turn;
    };
    return { inTurn, became };
  });
  return turns;
}
