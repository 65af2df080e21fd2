import { useMemo } from "react";
import { useReplica } from "#renderer/replica/context.tsx";
import type { ElementSet } from "#shared/model/vehicle.ts";

/** Tags that photos of the dealership have when the field is shown, for suggestions. */
export function useKnownTags(): string[] {
  const { library } = useReplica();
  return useMemo(() => {
    const names = new Set(library.get().photos.flatMap(({ tags }) => presentIn(tags)));
    return [...names].sort((a, b) => a.localeCompare(b));
  }, [library]);
}

export function presentIn(tags: ElementSet): string[] {
  return Object.keys(tags).filter((name) => tags[name]);
}
