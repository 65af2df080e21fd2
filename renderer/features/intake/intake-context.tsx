import { createContext, type ReactNode, useContext, useEffect, useMemo, useState } from "react";
import { useTranslation } from "react-i18next";
import { useBridge, useDesk } from "#renderer/bridge/context.tsx";
import { useReplica } from "#renderer/replica/context.tsx";
import { notifyProblem } from "#renderer/ui/notify.tsx";
import { useShell } from "#renderer/ui/shell-state.tsx";
import { droppedFiles, type FileInFolder } from "./dropped-files.ts";
import { chooseFiles } from "./file-input.ts";
import { handOver } from "./hand-over.ts";
import { createImportStore, type ImportStore } from "./import-store.ts";
import { createPhotoFiling } from "./photo-filing.ts";

export interface Intake {
  readonly store: ImportStore;
  /** Takes what was dropped, for a car, or for a review where there is none. Call it from the drop event itself. */
  drop(vehicleId: string | null, transfer: DataTransfer): void;
  /** Asks for files or a folder; with no car they are sorted in a review. */
  choose(vehicleId: string | null, what: "files" | "folder"): Promise<void>;
  /** Takes files and folders of this computer; with no car they are sorted in a review. */
  importPaths(vehicleId: string | null, paths: readonly string[]): void;
  review(importId: string): void;
  cancel(importId: string): void;
  resume(importId: string): void;
  discard(importId: string): void;
}

const Context = createContext<Intake | null>(null);

export function useIntake(): Intake {
  const value = useContext(Context);
  if (!value) throw new Error("useIntake needs a IntakeProvider above it");
  return value;
}

/** Listens to main's imports for as long as the window lives, and files every finished photo on its car. */
export function IntakeProvider({ children }: { children: ReactNode }) {
  const bridge = useBridge();
  const desk = useDesk();
  const show = useShell((state) => state.show);
  const { t } = useTranslation("intake");
  const [store] = useState(() => createImportStore());
  useFiledImports(store);

  const value = useMemo<Intake>(() => {
    const say = (key: "nothingFound" | "dropFailed") => notifyProblem({ message: t(key) });
    const review = (importId: string) => show({ type: "review", importId });
    const importPaths = async (vehicleId: string | null, paths: readonly string[]) => {
      if (paths.length === 0) return say("nothingFound");
      const started = await bridge.photos.import({ vehicleId, paths: [...paths] }).catch((error: unknown) => {
        if (isNothingFound(error)) return null;
        throw error;
      });
      if (!started) say("nothingFound");
      else if (vehicleId === null) review(started.importId);
    };
    const take = (vehicleId: string | null, files: Promise<FileInFolder[]>) =>
      void files
        .then((list) => handOver(store, list))
        .then((paths) => importPaths(vehicleId, paths))
        .catch(() => say("dropFailed"));

    return {
      store,
      review,
      importPaths: (vehicleId, paths) => void importPaths(vehicleId, paths).catch(() => say("dropFailed")),
      drop: (vehicleId, transfer) => take(vehicleId, droppedFiles(transfer, desk.host === "electron")),
      async choose(vehicleId, what) {
        if (desk.fileDialog === "main") {
          const { paths } = await bridge.photos.choose({ what });
          if (paths.length > 0) await importPaths(vehicleId, paths).catch(() => say("dropFailed"));
        } else {
          const files = await chooseFiles(what);
          if (files.length > 0) take(vehicleId, Promise.resolve(files));
        }
      },
      cancel: (importId) => void bridge.photos.cancel({ importId }),
      resume: (importId) => void bridge.photos.resume({ importId }),
      discard(importId) {
        store.dismiss(importId);
        void bridge.photos.discard({ importId });
      },
    };
  }, [bridge, desk, show, store, t]);

  return <Context.Provider value={value}>{children}</Context.Provider>;
}

function useFiledImports(store: ImportStore): void {
  const bridge = useBridge();
  const replica = useReplica();
  const { t } = useTranslation("intake");

  useEffect(() => {
    const stop = new AbortController();
    const filing = createPhotoFiling({
      add: (vehicleId, items) => replica.photos.add(vehicleId, items),
      acknowledge: (importId, photoIds) => bridge.photos.acknowledge({ importId, photoIds }),
      onDuplicates: (importId, photoIds) => store.markDuplicates(importId, photoIds),
      onFailure: () => notifyProblem({ message: t("addFailed"), id: "photos-add-failed" }),
    });
    const listen = async () => {
      for await (const event of await bridge.photos.imports(undefined, { signal: stop.signal })) {
        store.apply(event);
        filing.take(event);
      }
    };
    void keepListening(listen, stop.signal);
    return () => stop.abort();
  }, [bridge, replica, store, t]);
}

/** The stream ends when main restarts under the window (browser host); then it is asked for again. */
async function keepListening(listen: () => Promise<void>, signal: AbortSignal): Promise<void> {
  while (!signal.aborted) {
    await listen().catch(() => undefined);
    await new Promise((resolve) => setTimeout(resolve, 1000));
  }
}

function isNothingFound(error: unknown): boolean {
  return typeof error === "object" && error !== null && "code" in error && error.code === "nothingFound";
}
