import { useKeepingProgress } from "../features/photo-editor/rendition-keeper-runner.tsx";
import { useStore } from "zustand";
import { useActProgress } from "../ui/long-acts.tsx";
import type { ListState } from "../features/stock-list/list-store.ts";
import { useStockList } from "../features/stock-list/stock-list-context.tsx";
import { useReplica } from "../replica/context.tsx";
import type { Arrivals } from "../replica/replication.ts";
import { useLive } from "../replica/use-live.ts";

/** How far this window's own long work is, for the app's icon: an act on many photos or its undoing, a stock list that is taken in, a first sync, else edited photos that are drawn. */
export function useOwnWork(): number | null {
  const { store } = useStockList();
  const taken = useStore(store.state, shareTaken);
  const arrived = shareArrived(useLive(useReplica().arrivals));
  const kept = useKeepingProgress(share);
  return useActProgress(share) ?? taken ?? arrived ?? kept;
}

function shareTaken(state: ListState): number | null {
  return state.kind === "importing" ? share(state.done, state.total) : null;
}

export function shareArrived(arrivals: Arrivals): number | null {
  const under = Object.values(arrivals);
  const sum = (of: "done" | "total") => under.reduce((all, arrival) => all + arrival[of], 0);
  return under.length === 0 ? null : share(sum("done"), sum("total"));
}

/** In hundredths, so that main hears of no step that nobody could see. */
function share(done: number, total: number): number {
  return total === 0 ? 0 : Math.floor((done / total) * 100) / 100;
}
