import { useCallback, useEffect, useState } from "react";
import type { Intake as IntakePlaces } from "#shared/contract/photo-import.ts";
import { useBridge } from "#renderer/bridge/context.tsx";

export type IntakePlace = keyof IntakePlaces;
export type PlaceProblem = "missing" | "noPermission" | "ownFolder" | "failed";

export interface UsedPlaces {
  /** Null until main has said. */
  readonly places: IntakePlaces | null;
  /** Null where it went well. */
  set(place: IntakePlace, path: string | null): Promise<PlaceProblem | null>;
}

/** The watched folder and the second place of this desk. */
export function useIntakePlaces(): UsedPlaces {
  const bridge = useBridge();
  const [places, setPlaces] = useState<IntakePlaces | null>(null);
  useEffect(() => {
    let gone = false;
    void bridge.photos.intake().then(
      (answer) => gone || setPlaces(answer),
      () => undefined,
    );
    return () => void (gone = true);
  }, [bridge]);

  const set = useCallback(
    async (place: IntakePlace, path: string | null) => {
      try {
        const now = await bridge.photos.intake();
        setPlaces(await bridge.photos.setIntake({ ...now, [place]: path }));
        return null;
      } catch (error) {
        return problemOf(error);
      }
    },
    [bridge],
  );
  return { places, set };
}

function problemOf(error: unknown): PlaceProblem {
  const reason =
    typeof error === "object" && error !== null && "data" in error
      ? (error.data as { reason?: unknown } | null)?.reason
      : null;
  return reason === "missing" || reason === "noPermission" || reason === "ownFolder" ? reason : "failed";
}
