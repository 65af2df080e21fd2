import { spotlight } from "@mantine/spotlight";
import { useEffect } from "react";
import { useTranslation } from "react-i18next";
import { useStore } from "zustand";
import type { BridgeClient } from "../bridge/client.ts";
import { useBridge, useDesk } from "../bridge/context.tsx";
import { useStream } from "../bridge/use-stream.ts";
import { useIntake } from "../features/intake/intake-context.tsx";
import { useHeldCount } from "../features/sync/held-rows.ts";
import { useSyncStatus } from "../features/sync/sync-provider.tsx";
import { useReplica } from "../replica/context.tsx";
import { useLive } from "../replica/use-live.ts";
import { isLocale } from "../ui/locale.ts";
import { useShell, useShellStore } from "../ui/shell-state.tsx";
import type { Lead } from "#shared/contract/desktop.ts";
import { type MenuCommandId, menuCommandIds } from "#shared/contract/menu.ts";
import { useActs } from "./command-palette.tsx";
import { useOwnWork } from "./own-work.ts";
import { useSelectedCar } from "./selected-car.ts";

type Acts = Partial<Record<MenuCommandId, () => void>>;

/** Tells main what the menu bar can have this window do, and does it when it is asked. */
export function MenuCommands({ onHelp }: { onHelp: () => void }) {
  const { host } = useDesk();
  return host === "electron" ? <Listener onHelp={onHelp} /> : null;
}

function Listener({ onHelp }: { onHelp: () => void }) {
  const acts = useOffered(onHelp);
  const followLead = useLead();
  useTold(acts);
  useStream(commandsOf, (command) => {
    if (command.type === "menu") acts[command.id]?.();
    else followLead(command);
  });
  return null;
}

/** While a photo, an export or a review covers the window, what lies behind it is left alone. */
const alsoOnStage: ReadonlySet<string> = new Set<MenuCommandId>([
  "waiting",
  "lock",
  "guide",
  "shortcuts",
  "exportDiagnostics",
]);

/** A desk that was removed has nothing else to do here. */
const alsoWhenRemoved: ReadonlySet<string> = new Set<MenuCommandId>(["lock", "guide", "exportDiagnostics"]);

/** The palette's acts that a menu has too, and those that only a menu needs. */
function useOffered(onHelp: () => void): Acts {
  const isOnStage = useShell((state) => state.stage !== null);
  const isRemoved = useSyncStatus()?.reason === "deviceRemoved";
  const menuActs = useMenuActs();
  const paletteActs = useActs(onHelp).map(({ id, run }) => [id, run] as const);
  const acts: Readonly<Record<string, () => void>> = { ...menuActs, ...Object.fromEntries(paletteActs) };
  return Object.fromEntries(
    menuCommandIds.flatMap((id) => {
      const isHidden = (isRemoved && !alsoWhenRemoved.has(id)) || (isOnStage && !alsoOnStage.has(id));
      const run = isHidden ? undefined : acts[id];
      return run ? [[id, run]] : [];
    }),
  );
}

function useMenuActs(): Acts {
  const ask = useShell((state) => state.ask);
  const exportPhotos = useExportOfCar();
  return {
    table: () => ask({ type: "showAs", layout: "table" }),
    gallery: () => ask({ type: "showAs", layout: "gallery" }),
    inspector: () => ask({ type: "toggleInspector" }),
    palette: () => spotlight.open(),
    ...(exportPhotos && { exportPhotos }),
  };
}

/** Null where no car is open, or it has no photos. */
function useExportOfCar(): (() => void) | null {
  const { photos, inventory } = useReplica();
  const car = useSelectedCar();
  const { cars } = useLive(inventory);
  const show = useShell((state) => state.show);
  const hasPhotos = cars.some(({ id, photoCount }) => id === car?.id && (photoCount ?? 0) > 0);
  if (!car || !hasPhotos) return null;
  return () => {
    const photoIds = photos
      .ofVehicle(car.id)
      .get()
      .map(({ id }) => id);
    if (photoIds.length > 0) show({ type: "export", photoIds });
  };
}

/** Goes to what a notification tells of; an unsaved edit of a photo stays in front of it. */
function useLead(): (lead: Lead) => void {
  const shell = useShellStore();
  const { review } = useIntake();
  return (lead) => {
    const { stage, show, ask } = shell.getState();
    if (stage?.type !== "editor") show(null);
    if (lead.type === "openCar") ask({ type: "openCar", vehicleId: lead.vehicleId });
    else if (stage?.type !== "editor") review(lead.importId);
  };
}

const commandsOf = (bridge: BridgeClient, signal: AbortSignal) => bridge.desk.commands(undefined, { signal });

function useTold(acts: Acts): void {
  const bridge = useBridge();
  const { language } = useTranslation().i18n;
  const attention = useAttention();
  const work = useOwnWork();
  const offered = menuCommandIds.filter((id) => id in acts).join(" ");
  useEffect(() => {
    const commands = menuCommandIds.filter((id) => offered.split(" ").includes(id));
    // A main that is gone needs no menu.
    bridge.computer
      .tell({ language: isLocale(language) ? language : "en", commands, attention, work })
      .catch(() => undefined);
  }, [bridge, language, offered, attention, work]);
}

/** What only a person can settle: values that two desks disagree on, what was not taken, and cards that wait to be sorted. */
function useAttention(): number {
  const { store } = useIntake();
  const { history } = useReplica();
  const overlaps = useLive(history.openOverlaps).length;
  const held = useHeldCount();
  const cards = useStore(
    store.state,
    ({ imports }) =>
      Object.values(imports).filter(({ confirmed, state }) => !confirmed && state !== "cancelled").length,
  );
  return overlaps + held + cards;
}
