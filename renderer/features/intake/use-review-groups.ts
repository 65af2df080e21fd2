import { useEffect, useMemo, useRef, useState } from "react";
import { groupPhotos } from "#shared/rules/photo-grouping.ts";
import { useReplica } from "#renderer/replica/context.tsx";
import { useLive } from "#renderer/replica/use-live.ts";
import { useShell } from "#renderer/ui/shell-state.tsx";
import type { ImportView } from "./import-store.ts";
import { type NewCar, type ReviewGroup, reviewGroups } from "./review-groups.ts";

/**
 * Who is with whom on a card. Sorting thousands of files takes a while, so it is done again only when something changed that
 * tells which car a file is of, at once for what the user says and with rests for what is found out.
 */
export function useReviewGroups(
  view: ImportView,
  newCars: ReadonlyMap<string, NewCar>,
): readonly ReviewGroup[] {
  const { inventory, library } = useReplica();
  const { cars: allCars } = useLive(inventory);
  const openCar = useShell((state) => state.selectedVehicleId);
  const { items, source, placingRevision } = view;
  const recognised = useRecognised(view);
  const [times] = useState(() => ({ sorting: 0 }));
  const sorted = useRested(view.sortingRevision, () => times.sorting * restRatio);
  const cars = useMemo(() => allCars.filter(({ vehicle }) => vehicle.deletedAt === null), [allCars]);

  const found = useMemo(() => {
    const began = performance.now();
    const present = [...items.values()].filter(({ state }) => state !== "failed" && state !== "cancelled");
    const groups = groupPhotos(present, {
      source,
      cars,
      openCar,
      vehiclesWith: (sha256) => library.vehiclesWith(sha256),
    });
    times.sorting = performance.now() - began;
    return groups;
    // The items are one map for as long as the import lives; the other four say that something of them changed.
    // oxlint-disable-next-line react/exhaustive-deps
  }, [items, sorted, placingRevision, recognised, source, cars, openCar, library, times]);

  return useMemo(() => {
    const carsById = new Map(cars.map((car) => [car.id, car]));
    return reviewGroups(found, { items, carsById, newCars });
  }, [found, items, cars, newCars]);
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
