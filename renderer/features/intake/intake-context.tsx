import { createContext, type ReactNode, useContext, useEffect, useMemo, useState } from "react";
import { useTranslation } from "react-i18next";
import { useBridge, useDesk } from "#renderer/bridge/context.tsx";
import { pathsOf } from "#renderer/bridge/platform.ts";
import { useReplica } from "#renderer/replica/context.tsx";
import { notifyProblem } from "#renderer/ui/notify.tsx";
import { droppedFiles } from "./dropped-files.ts";
import { chooseFiles } from "./file-input.ts";
import { createImportStore, type ImportStore } from "./import-store.ts";
import { createPhotoFiling } from "./photo-filing.ts";

/** Files that wait for the user to say which car they are of. */
export interface UnassignedFiles {
  readonly files: Promise<File[]>;
}

export interface Intake {
  readonly store: ImportStore;
  readonly unassigned: UnassignedFiles | null;
  /** Takes what was dropped; with no car, the user is asked which one. Call it from the drop event itself. */
  drop(vehicleId: string | null, transfer: DataTransfer): void;
  assign(vehicleId: string): void;
  forgetUnassigned(): void;
  choose(vehicleId: string, what: "files" | "folder"): Promise<void>;
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
  const { t } = useTranslation("intake");
  const [store] = useState(createImportStore);
  const [unassigned, setUnassigned] = useState<UnassignedFiles | null>(null);
  useFiledImports(store);

  const value = useMemo<Intake>(() => {
    const say = (key: "nothingFound" | "dropFailed") => notifyProblem({ message: t(key) });
    const importPaths = async (vehicleId: string | null, paths: string[]) => {
      if (paths.length === 0) return say("nothingFound");
      const found = await bridge.photos.import({ vehicleId, paths }).catch((error: unknown) => {
        if (isNothingFound(error)) return null;
        throw error;
      });
      if (!found) say("nothingFound");
    };
    const take = (vehicleId: string, files: Promise<File[]>) =>
      void files
        .then((list) => handOver(store, list))
        .then((paths) => importPaths(vehicleId, paths))
        .catch(() => say("dropFailed"));

    return {
      store,
      unassigned,
      drop(vehicleId, transfer) {
        const files = droppedFiles(transfer, desk.host === "electron");
        if (vehicleId) take(vehicleId, files);
        else setUnassigned({ files });
      },
      assign(vehicleId) {
        if (unassigned) take(vehicleId, unassigned.files);
        setUnassigned(null);
      },
      forgetUnassigned: () => setUnassigned(null),
      async choose(vehicleId, what) {
        if (desk.fileDialog === "main") {
          const { paths } = await bridge.photos.choose({ what });
          if (paths.length > 0) await importPaths(vehicleId, paths);
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
  }, [bridge, desk, store, t, unassigned]);

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

/** One file after the other, so that the tray can count them and a large card does not fill the memory. */
async function handOver(store: ImportStore, files: readonly File[]): Promise<string[]> {
  const id = crypto.randomUUID();
  const paths: string[] = [];
  try {
    for (const [done, file] of files.entries()) {
      store.handOver({ id, done, total: files.length });
      paths.push(...(await pathsOf([file])));
    }
    return paths;
  } finally {
    store.handedOver(id);
  }
}

function isNothingFound(error: unknown): boolean {
  return typeof error === "object" && error !== null && "code" in error && error.code === "nothingFound";
}
