import { useEffect, useMemo, useRef, useState } from "react";
import { isRestorable } from "#shared/rules/bin-days.ts";
import { groupPhotos } from "#shared/rules/photo-grouping.ts";
import { useReplica } from "#renderer/replica/context.tsx";
import type { InventoryCar } from "#renderer/replica/inventory.ts";
import { useLive } from "#renderer/replica/use-live.ts";
import { useShell } from "#renderer/ui/shell-state.tsx";
import type { ImportView } from "./import-store.ts";
import { type PlannedCar, type ReviewGroup, reviewGroups } from "./review-groups.ts";

/**
 * Who is with whom on a card. Sorting thousands of files takes a while, so it is done again only when something changed that
 * tells which car a file is of, at once for what the user says and with rests for what is found out.
 */
export function useReviewGroups(
  view: ImportView,
  plannedCars: ReadonlyMap<string, PlannedCar>,
): readonly ReviewGroup[] {
  const { inventory, library, settings } = useReplica();
  const { codeAddress } = useLive(settings.printLayout);
  const { cars: allCars } = useLive(inventory);
  const openCar = useShell((state) => state.selectedVehicleId);
  const { items, source, placingRevision } = view;
  const recognised = useRecognised(view);
  const [times] = useState(() => ({ sorting: 0 }));
  const sorted = useRested(view.sortingRevision, () => times.sorting * restRatio);
  const [now] = useState(() => Date.now());
  const { cars, binned } = useMemo(() => onLotAndInBin(allCars, now), [allCars, now]);
  const planned = usePlacedOn(view, plannedCars);

  const found = useMemo(() => {
    const began = performance.now();
    const present = [...items.values()].filter(({ state }) => state !== "failed" && state !== "cancelled");
    const groups = groupPhotos(present, {
      source,
      cars: [...cars, ...planned],
      binned,
      codeAddress,
      openCar,
      vehiclesWith: (sha256) => library.vehiclesWith(sha256),
    });
    times.sorting = performance.now() - began;
    return groups;
    // The items are one map for as long as the import lives; the others say that something of them changed.
    // oxlint-disable-next-line react/exhaustive-deps
  }, [
    items,
    sorted,
    placingRevision,
    recognised,
    source,
    cars,
    binned,
    planned,
    codeAddress,
    openCar,
    library,
    times,
  ]);

  return useMemo(() => {
    const carsById = new Map([...cars, ...binned].map((car) => [car.id, car]));
    return reviewGroups(found, { items, carsById, plannedCars });
  }, [found, items, cars, binned, plannedCars]);
}

/** The cars of the lot, and those that can be had back from the bin, binned last first. */
function onLotAndInBin(all: readonly InventoryCar[], now: number) {
  const binnedAt = ({ vehicle }: InventoryCar) => vehicle.deletedAt ?? "";
  return {
    cars: all.filter((car) => car.vehicle.deletedAt === null),
    binned: all
      .filter((car) => car.vehicle.deletedAt !== null && isRestorable(car.vehicle.deletedAt, now))
      .sort((a, b) => binnedAt(b).localeCompare(binnedAt(a))),
  };
}

/** Planned cars that photos are on: their labels tell them like any other car's, until that is taken back. */
function usePlacedOn({ items, placingRevision }: ImportView, plannedCars: ReadonlyMap<string, PlannedCar>) {
  return useMemo(() => {
    const placedOn = new Set([...items.values()].map(({ vehicleId }) => vehicleId));
    return [...plannedCars].flatMap(([id, vehicle]) => (placedOn.has(id) ? [{ id, vehicle }] : []));
    // The items are one map for as long as the import lives; the revision says that something was placed.
    // oxlint-disable-next-line react/exhaustive-deps
  }, [items, placingRevision, plannedCars]);
}

/** Sorting may take this part of the window's time at most while a card is read. */
const restRatio = 10;

/** How many files of the card a car has already. */
function useRecognised({ items, revision }: ImportView): number {
  const { library } = useReplica();
  const { photos } = useLive(library);
  return useMemo(() => {
    let known = 0;
    for (const { file } of items.values())
      if (file && library.vehiclesWith(file.original.sha256).length > 0) known += 1;
    return known;
    // The items are one map for as long as the import lives, and the library one object.
    // oxlint-disable-next-line react/exhaustive-deps
  }, [items, revision, library, photos]);
}

/** A revision that is followed with rests between one change and the next, in milliseconds. */
function useRested(revision: number, rest: () => number): number {
  const [followed, setFollowed] = useState(revision);
  const latest = useRef({ revision, rest });
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined);
  useEffect(() => {
    latest.current = { revision, rest };
    if (followed === revision || timer.current !== undefined) return;
    timer.current = setTimeout(() => {
      timer.current = undefined;
      setFollowed(latest.current.revision);
    }, rest());
  });
  useEffect(
    () => () => {
      clearTimeout(timer.current);
      timer.current = undefined;
    },
    [],
  );
  return followed;
}
