import { useHotkeys } from "@mantine/hooks";
import { spotlight } from "@mantine/spotlight";
import { useState, type ReactNode } from "react";
import { useTranslation } from "react-i18next";
import { LeavingNote } from "../features/desktop/leaving-note.tsx";
import { HistoryPanel } from "../features/history/history-panel.tsx";
import { HistorySection } from "../features/history/history-section.tsx";
import { BinScreen } from "../features/inventory/bin-screen.tsx";
import {
  InventoryScreen,
  type InventoryScreenProps,
  type ShownList,
} from "../features/inventory/inventory-screen.tsx";
import { CardReview } from "../features/intake/card-review.tsx";
import { ImportCardButton } from "../features/intake/import-card-button.tsx";
import { ImportTray } from "../features/intake/import-tray.tsx";
import { IntakeProvider, useIntake } from "../features/intake/intake-context.tsx";
import { RefusedButton } from "../features/intake/refused-button.tsx";
import { RefusedProvider } from "../features/intake/refused-context.tsx";
import { WindowDropZone } from "../features/intake/window-drop-zone.tsx";
import { useDeskLock, useLockName } from "../features/lock/lock-context.tsx";
import { HubTroubleDialog } from "../features/own-hub/hub-trouble-dialog.tsx";
import { RemovedDesk } from "../features/people/removed-desk.tsx";
import { PhotoEditor } from "../features/photo-editor/photo-editor.tsx";
import { KeepingPanel, RenditionKeeper } from "../features/photo-editor/rendition-keeper-runner.tsx";
import { ExportStage } from "../features/photo-export/export-stage.tsx";
import { JobTray } from "../features/photo-export/job-tray.tsx";
import { usePreparation } from "../features/photo-export/use-preparation.ts";
import { LibraryScreen } from "../features/photo-library/library-screen.tsx";
import { LongActPanel, LongActsProvider } from "../ui/long-acts.tsx";
import { PhotoStrip } from "../features/photos/photo-strip.tsx";
import { PhotoViewer } from "../features/photos/photo-viewer.tsx";
import { StockListProvider, useStockList } from "../features/stock-list/stock-list-context.tsx";
import { ImportStockListButton, StockListMenu } from "../features/stock-list/stock-list-menu.tsx";
import { StockListScreen } from "../features/stock-list/stock-list-screen.tsx";
import { PrintStage } from "../features/printing/print-stage.tsx";
import { SettingsScreen } from "../features/settings/settings-screen.tsx";
import { CarNotes, FieldNotes } from "../features/sync/car-notes.tsx";
import { SyncPanel } from "../features/sync/sync-panel.tsx";
import { useSyncStatus } from "../features/sync/sync-provider.tsx";
import { useReplica } from "../replica/context.tsx";
import { useLive } from "../replica/use-live.ts";
import { useShell, type Place } from "../ui/shell-state.tsx";
import { CommandPalette } from "./command-palette.tsx";
import { useLockNow } from "./lock-now.ts";
import { MenuCommands } from "./menu-commands.tsx";
import { OpenRequests } from "./open-requests.tsx";
import { OutOfSight } from "./out-of-sight.tsx";
import { Rail } from "./rail.tsx";
import { SettingsSections } from "./settings-sections.tsx";
import { ShortcutHelp } from "./shortcut-help.tsx";
import styles from "./shell.module.css";
import { StatusBar } from "./status-bar.tsx";
import { TopBar } from "./top-bar.tsx";
import { useSelectedCar } from "./selected-car.ts";

/** The lot; before the desk was opened only what goes on behind a lock screen. */
export function Shell() {
  const { wasOpen } = useDeskLock();
  const dealership = useLive(useReplica().settings.dealership);
  useLockName(dealership?.name ?? null);
  return (
    <IntakeProvider>
      <RenditionKeeper>{wasOpen ? <OpenLot /> : null}</RenditionKeeper>
    </IntakeProvider>
  );
}

/** The window of an open lot, or of a desk that does not belong to it any more. */
function OpenLot() {
  const [helpOpen, setHelpOpen] = useState(false);
  const { locked } = useDeskLock().state;
  const lock = useLockNow();
  const help = () => setHelpOpen(true);
  useHotkeys([["mod + L", lock]], []);
  return (
    <StockListProvider>
      <LongActsProvider>
        <RefusedProvider>
          <UnlessRemoved>
            <Screens onHelp={help} />
          </UnlessRemoved>
          <MenuCommands onHelp={help} />
          <OutOfSight />
          {locked ? null : <LeavingNote />}
          <ShortcutHelp opened={helpOpen} onClose={() => setHelpOpen(false)} />
        </RefusedProvider>
      </LongActsProvider>
    </StockListProvider>
  );
}

/** The connection says something new with every edit, which is not to draw the whole window again. */
function UnlessRemoved({ children }: { children: ReactNode }) {
  const status = useSyncStatus();
  return status?.reason === "deviceRemoved" ? <RemovedDesk status={status} /> : children;
}

/** Places on the left, search and connection above, state below. */
function Screens({ onHelp }: { onHelp: () => void }) {
  const go = useShell((state) => state.go);
  const ask = useShell((state) => state.ask);
  useShellKeys({ help: onHelp, settings: () => go("settings"), go });
  return (
    <>
      <div className={styles.shell}>
        <Rail onHelp={onHelp} />
        <TopBar />
        <main className={styles.place}>
          <PlaceScreen />
        </main>
        <StatusBar />
      </div>
      <PhotoLayers />
      <HistoryPanel />
      <SyncPanel onOpenCar={(vehicleId) => ask({ type: "openCar", vehicleId })} />
      <HubTroubleDialog />
      <CommandPalette onHelp={onHelp} />
      <OpenStockLists />
    </>
  );
}

/** What the desk was asked to open, a list of cars among it. */
function OpenStockLists() {
  const { open } = useStockList();
  return <OpenRequests onStockList={open} />;
}

const historyOf = (vehicleId: string) => <HistorySection vehicleId={vehicleId} />;

const notesOf: InventoryScreenProps["notes"] = {
  ofCar: (vehicleId, besideFields) => <CarNotes vehicleId={vehicleId} besideFields={besideFields} />,
  ofField: (vehicleId, field) => <FieldNotes vehicleId={vehicleId} field={field} />,
};

const photosOf = (vehicleId: string) => <CarPhotos vehicleId={vehicleId} />;

function CarPhotos({ vehicleId }: { vehicleId: string }) {
  const { choose } = useIntake();
  const drop = useDrop();
  return (
    <PhotoStrip
      vehicleId={vehicleId}
      onDropFiles={(transfer) => drop(vehicleId, transfer)}
      onChooseFiles={(what) => void choose(vehicleId, what)}
    />
  );
}

function PlaceScreen() {
  const place = useShell((state) => state.place);
  const drop = useDrop();
  const openPhotos = useOpenPhotos();
  const prepare = usePreparation();
  if (place === "settings") return <SettingsScreen sections={<SettingsSections />} />;
  if (place === "bin") return <BinScreen />;
  if (place === "photos") return <LibraryScreen prepare={prepare} besideSummary={<RefusedButton />} />;
  return (
    <InventoryScreen
      photos={photosOf}
      notes={notesOf}
      history={historyOf}
      onDropFiles={drop}
      openPhotos={openPhotos}
      otherWaysIn={<ImportCardButton />}
      firstWayIn={<ImportStockListButton />}
      listMenu={stockListMenu}
    />
  );
}

const stockListMenu = (list: ShownList) => <StockListMenu {...list} />;

/** A list of cars is taken as such wherever it is dropped, also on a car. */
function useDrop(): (vehicleId: string, transfer: DataTransfer) => void {
  const { drop } = useIntake();
  const { takeDropped } = useStockList();
  return (vehicleId, transfer) => {
    if (!takeDropped(transfer)) drop(vehicleId, transfer);
  };
}

/** The pictures of a car large, or the way to its first ones. */
function useOpenPhotos(): (vehicleId: string) => void {
  const { photos } = useReplica();
  const { choose } = useIntake();
  const show = useShell((state) => state.show);
  return (vehicleId) => {
    const [first] = photos.ofVehicle(vehicleId).get();
    if (first) show({ type: "viewer", vehicleId, photoId: first.id });
    else void choose(vehicleId, "files");
  };
}

function PhotoLayers() {
  return (
    <>
      <OpenCarDropZone />
      <div className={styles.trays}>
        <KeepingPanel />
        <LongActPanel />
        <JobTray />
        <ImportTray />
      </div>
      <CardReview />
      <PhotoViewer />
      <PhotoEditor />
      <ExportStage />
      <StockListScreen />
      <PrintStage />
    </>
  );
}

function OpenCarDropZone() {
  const { t } = useTranslation();
  const car = useSelectedCar();
  const { takeDropped } = useStockList();
  return (
    <WindowDropZone openCar={car && { id: car.id, name: car.name || t("unknown") }} takeOther={takeDropped} />
  );
}

interface ShellKeys {
  help: () => void;
  settings: () => void;
  go: (place: Place) => void;
}

function useShellKeys({ help, settings, go }: ShellKeys): void {
  useHotkeys([
    ["shift + ?", help],
    ["?", help],
  ]);
  useHotkeys(
    [
      ["mod + K", () => spotlight.open()],
      ["mod + ,", settings],
      ["alt + digit1", () => go("inventory"), { usePhysicalKeys: true }],
      ["alt + digit2", () => go("photos"), { usePhysicalKeys: true }],
      ["alt + digit3", () => go("bin"), { usePhysicalKeys: true }],
    ],
    [],
  );
}
