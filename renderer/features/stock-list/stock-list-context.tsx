import { createContext, type ReactNode, useContext, useMemo } from "react";
import { useTranslation } from "react-i18next";
import { useBridge, useDesk } from "#renderer/bridge/context.tsx";
import { useReplica } from "#renderer/replica/context.tsx";
import type { Replica } from "#renderer/replica/replica.ts";
import { civilDateOf } from "#renderer/ui/format.ts";
import { notifyDone, notifyProblem } from "#renderer/ui/notify.tsx";
import { useShell } from "#renderer/ui/shell-state.tsx";
import type { ListSettings } from "#shared/rules/stock-list-values.ts";
import { bytesOfFile, bytesOfPath, chooseListFile, droppedLists, type ListPath } from "./list-files.ts";
import { createListStore, type ListStore } from "./list-store.ts";

/** How lists come in, and the one that is being looked through. */
export interface StockList {
  readonly store: ListStore;
  /** Opens a list: one that the window was handed, or one that main was given. */
  open(list: File | ListPath): void;
  /** Asks for a list. */
  choose(): Promise<void>;
  /** Takes what was dropped where all of it is lists; answers whether it did. Call it from the drop event itself. */
  takeDropped(transfer: DataTransfer): boolean;
  close(): void;
}

const Context = createContext<StockList | null>(null);

export function useStockList(): StockList {
  const value = useContext(Context);
  if (!value) throw new Error("useStockList needs a StockListProvider above it");
  return value;
}

export function StockListProvider({ children }: { children: ReactNode }) {
  const bridge = useBridge();
  const desk = useDesk();
  const replica = useReplica();
  const show = useShell((state) => state.show);
  const { t } = useTranslation("stockList");

  const value = useMemo<StockList>(() => {
    const store = createListStore({ replica, usual: () => usualSettings(replica) });
    const { acts, state } = store;
    const isFree = () => ["closed", "refused", "done"].includes(state.getState().kind);
    const open = (list: File | ListPath) => {
      if (!isFree()) return notifyProblem({ message: t("busy"), id: "stock-list-busy" });
      show({ type: "stockList" });
      void acts.open(list.name, () =>
        list instanceof File ? bytesOfFile(list) : bytesOfPath(bridge, list.path),
      );
    };
    return {
      store,
      open,
      async choose() {
        const list = desk.fileDialog === "main" ? await bridge.stockLists.choose() : await chooseListFile();
        if (list) open(list);
      },
      takeDropped(transfer) {
        const [first, ...others] = droppedLists(transfer) ?? [];
        if (!first) return false;
        open(first);
        if (others.length > 0) notifyDone({ message: t("onlyFirst", { file: first.name }) });
        return true;
      },
      close() {
        acts.close();
        show(null);
      },
    };
  }, [bridge, desk, replica, show, t]);

  return <Context.Provider value={value}>{children}</Context.Provider>;
}

/** What this dealership counts in. Where dates say no order, the day comes first except where dollars are paid for miles. */
function usualSettings({ settings }: Replica): ListSettings {
  const { currency = "MXN", distanceUnit: unit = "km" } = settings.dealership.get() ?? {};
  const dateOrder = currency === "USD" && unit === "mi" ? "mdy" : "dmy";
  return { currency, unit, dateOrder, today: civilDateOf(new Date()) };
}
