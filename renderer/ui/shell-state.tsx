import { createContext, use, useEffect, type ReactNode } from "react";
import * as z from "zod";
import { createStore, useStore, type StoreApi } from "zustand";
import { moment, type KeptMoment } from "./kept-moment.ts";

/** Where the person is; the bin is the inventory's other list. */
export type Place = "inventory" | "photos" | "bin" | "settings";

/** What covers the window for the time being, whichever place it was asked for from. */
export type Stage =
  | { readonly type: "viewer"; readonly vehicleId: string; readonly photoId: string }
  | { readonly type: "editor"; readonly vehicleId: string; readonly photoId: string }
  | { readonly type: "export"; readonly photoIds: readonly string[] }
  | { readonly type: "review"; readonly importId: string }
  | { readonly type: "stockList" }
  | { readonly type: "print"; readonly vehicleIds: readonly string[] };

/** Whose history is shown: of a car, or of one of its photos. */
export interface ShownHistory {
  readonly vehicleId: string;
  readonly photoId: string | null;
}

/** What the palette or a shortcut asks of the screen that can do it. */
export type ShellRequest =
  | { readonly type: "addCar" }
  | { readonly type: "openCar"; readonly vehicleId: string }
  | { readonly type: "importPhotos" }
  | { readonly type: "showAs"; readonly layout: "table" | "gallery" }
  | { readonly type: "toggleInspector" }
  | { readonly type: "printCars" };

/** What the whole window is doing: the shell writes it, screens read it. Data is never here. */
export interface ShellState {
  readonly place: Place;
  /** The text of the one search field. */
  readonly searchText: string;
  /** The car that the inspector shows, so that photos dropped on the window know where to go. */
  readonly selectedVehicleId: string | null;
  readonly request: ShellRequest | null;
  readonly stage: Stage | null;
  /** Whether the passphrase of the credentials is asked for. */
  readonly vaultShown: boolean;
  readonly showVault: (shown: boolean) => void;
  /** Whether it is asked what to do about an own hub that does not start. */
  readonly hubTroubleShown: boolean;
  readonly showHubTrouble: (shown: boolean) => void;
  /** What is to be brought into sight of the car that is being opened, by its id. */
  readonly sought: string | null;
  readonly seek: (id: string | null) => void;
  readonly history: ShownHistory | null;
  readonly showHistory: (history: ShownHistory | null) => void;
  readonly show: (stage: Stage | null) => void;
  readonly go: (place: Place) => void;
  readonly search: (text: string) => void;
  readonly select: (vehicleId: string | null) => void;
  readonly ask: (request: ShellRequest) => void;
  /** The request is being done. */
  readonly taken: () => void;
}

const Kept = z.object({
  place: z.enum(["inventory", "photos", "bin", "settings"]).catch("inventory"),
  searchText: z.string(),
  selectedVehicleId: z.string().nullable(),
  stage: z
    .discriminatedUnion("type", [
      z.object({ type: z.literal("viewer"), vehicleId: z.string(), photoId: z.string() }),
      z.object({ type: z.literal("editor"), vehicleId: z.string(), photoId: z.string() }),
      z.object({ type: z.literal("export"), photoIds: z.array(z.string()) }),
      z.object({ type: z.literal("review"), importId: z.string() }),
    ])
    .nullable()
    .catch(null),
});

/** A page that was loaded again begins where it was left, with the car open that was. */
export function createShellStore(kept: KeptMoment = moment): StoreApi<ShellState> {
  const last = kept.take("shell", Kept);
  const openCar = last?.selectedVehicleId ?? null;
  const store = createStore<ShellState>()((set) => ({
    place: last?.place ?? "inventory",
    searchText: last?.searchText ?? "",
    selectedVehicleId: null,
    request: openCar === null ? null : { type: "openCar", vehicleId: openCar },
    stage: last?.stage ?? null,
    vaultShown: false,
    showVault: (vaultShown) => set({ vaultShown }),
    hubTroubleShown: false,
    showHubTrouble: (hubTroubleShown) => set({ hubTroubleShown }),
    sought: null,
    seek: (sought) => set({ sought }),
    history: null,
    showHistory: (history) => set({ history }),
    show: (stage) => set({ stage }),
    go: (place) => set({ place }),
    search: (searchText) => set({ searchText }),
    select: (selectedVehicleId) => set({ selectedVehicleId }),
    ask: (request) => set({ request, place: "inventory" }),
    taken: () => set({ request: null }),
  }));
  store.subscribe((state) => {
    // A car that is still to be opened is already where the person is.
    const { request, selectedVehicleId } = state;
    const car = request?.type === "openCar" ? request.vehicleId : selectedVehicleId;
    kept.keep("shell", Kept.parse({ ...state, selectedVehicleId: car }));
  });
  return store;
}

const ShellContext = createContext<StoreApi<ShellState> | null>(null);

export function ShellProvider({ store, children }: { store: StoreApi<ShellState>; children: ReactNode }) {
  return <ShellContext value={store}>{children}</ShellContext>;
}

export function useShellStore(): StoreApi<ShellState> {
  const store = use(ShellContext);
  if (!store) throw new Error("useShell needs a ShellProvider above it");
  return store;
}

export function useShell<T>(select: (state: ShellState) => T): T {
  return useStore(useShellStore(), select);
}

/** Does what the shell asks for, once; return false to leave a request to another screen. */
export function useShellRequest(handle: (request: ShellRequest) => boolean): void {
  const request = useShell((state) => state.request);
  const taken = useShell((state) => state.taken);
  useEffect(() => {
    if (request && handle(request)) taken();
  });
}
