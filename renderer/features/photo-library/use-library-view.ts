import { useEffect, useMemo, useState } from "react";
import { useStore } from "zustand";
import type { Shot } from "#shared/model/shot-list.ts";
import { useReplica } from "#renderer/replica/context.tsx";
import { useLive } from "#renderer/replica/use-live.ts";
import { useNow } from "#renderer/ui/use-now.ts";
import { useShell } from "#renderer/ui/shell-state.tsx";
import { factCache } from "./library-facts.ts";
import type { LibraryFilters } from "./library-filter.ts";
import type { LibraryQuestion } from "./library-scan.ts";
import type { LibraryView } from "./library-view.ts";
import { LibraryScanner } from "./library-scanner.ts";
import type { ViewStore } from "./view-state.ts";

export interface Library {
  readonly ready: boolean;
  /** Null until the first answer. */
  readonly view: LibraryView | null;
  readonly filters: LibraryFilters;
  readonly shots: readonly Shot[];
}

/** How often the days in the bin are counted again, in milliseconds. */
const hour = 3_600_000;

/** The photos of the lot as the view wants them. What was found before stays until the new answer is there. */
export function useLibraryView(store: ViewStore): Library {
  const replica = useReplica();
  const { ready, photos } = useLive(replica.library);
  const { cars, ready: carsReady } = useLive(replica.inventory);
  const { shots } = useLive(replica.settings.shotList);
  const presets = useLive(replica.settings.presets);
  const choices = useStore(store, (state) => state.choices);
  const grouped = useStore(store, (state) => state.grouped);
  const sort = useStore(store, (state) => state.sort);
  const search = useShell((state) => state.searchText);

  const now = useNow(hour);
  const filters = useMemo(() => ({ ...choices, search }), [choices, search]);
  const preset = presets.find(({ id }) => id === choices.presetId)?.preset ?? null;
  const facts = useMemo(
    () =>
      factCache(
        preset,
        shots.filter(({ required }) => required),
      ),
    [preset, shots],
  );
  const question = useMemo(
    () => ({ photos, cars, filters, grouped, sort, facts, now }),
    [photos, cars, filters, grouped, sort, facts, now],
  );
  const view = useAnswer(question, ready && carsReady);
  return { ready: ready && carsReady, view, filters, shots };
}

function useAnswer(question: LibraryQuestion, ready: boolean): LibraryView | null {
  const [view, setView] = useState<LibraryView | null>(null);
  const [scanner] = useState(() => new LibraryScanner(setView));
  useEffect(() => {
    if (ready) scanner.ask(question);
  }, [scanner, question, ready]);
  useEffect(() => () => scanner.stop(), [scanner]);
  return view;
}
