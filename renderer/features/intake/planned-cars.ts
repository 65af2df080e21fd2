import { useLocalStorage } from "@mantine/hooks";
import { useCallback, useMemo } from "react";
import * as z from "zod";
import type { PlannedCar } from "./review-groups.ts";

const Stored = z.record(
  z.string(),
  z.object({ vin: z.string(), stockNumber: z.string(), isDecided: z.boolean() }),
);

export interface PlannedCars {
  readonly byId: ReadonlyMap<string, PlannedCar>;
  /** Nothing is known of a car any more where `car` is undefined. */
  set(vehicleId: string, car: PlannedCar | undefined): void;
  forget(): void;
}

/**
 * What is said of cars that photos are put on and that are not in the inventory yet, kept in the window until the review is confirmed. Were they lost, the review would
 * ask once more which car it is: which photos belong together is kept by main.
 */
export function usePlannedCars(importId: string): PlannedCars {
  const [text, setText, remove] = useLocalStorage({
    key: `intake.newCars.${importId}`,
    defaultValue: "{}",
    getInitialValueInEffect: false,
    serialize: (value) => value,
    deserialize: (value) => value ?? "{}",
  });
  const byId = useMemo(() => new Map(Object.entries(parsed(text))), [text]);
  const set = useCallback(
    (vehicleId: string, car: PlannedCar | undefined) =>
      setText((before) => JSON.stringify({ ...parsed(before), [vehicleId]: car })),
    [setText],
  );
  return useMemo(() => ({ byId, set, forget: remove }), [byId, set, remove]);
}

function parsed(text: string): z.infer<typeof Stored> {
  try {
    return Stored.parse(JSON.parse(text));
  } catch {
    return {};
  }
}
