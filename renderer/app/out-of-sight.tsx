import { useCallback, useEffect, useRef } from "react";
import { useTranslation } from "react-i18next";
import { useBridge, useDesk } from "../bridge/context.tsx";
import { addedOf, type ImportView } from "../features/intake/import-store.ts";
import { useIntake } from "../features/intake/intake-context.tsx";
import { usePictureJobs } from "../features/photo-export/jobs-context.tsx";
import { useReplica } from "../replica/context.tsx";
import { useLive } from "../replica/use-live.ts";
import type { DesktopNotice } from "#shared/contract/desktop.ts";
import { carTitle } from "./palette-search.ts";

/** Has the system say what happened, for a person who works in another program; main knows whether they do. */
export function OutOfSight() {
  const { host } = useDesk();
  return host === "electron" ? <Notices /> : null;
}

function Notices() {
  useImportNotices();
  useExportNotices();
  useOverlapNotices();
  return null;
}

type Say = (notice: DesktopNotice) => void;

function useSay(): Say {
  const bridge = useBridge();
  return (notice) => void bridge.computer.notify(notice).catch(() => undefined);
}

function useCarName(): (vehicleId: string | null) => string {
  const { inventory } = useReplica();
  return (vehicleId) => {
    const vehicle = inventory.get().cars.find(({ id }) => id === vehicleId)?.vehicle;
    return vehicle ? [vehicle.stockNumber, carTitle(vehicle)].filter(Boolean).join(" · ") : "";
  };
}

function useImportNotices(): void {
  const { t } = useTranslation("shell");
  const { store } = useIntake();
  const say = useSay();
  const carName = useCarName();
  const tell = useLatest((view: ImportView) => {
    const { importId, vehicleId, confirmed, counts, source } = view;
    const added = addedOf(view);
    if (!confirmed)
      say({
        title: t("notices.cardIn", { count: counts.done }),
        body: t("notices.cardInText", { source }),
        lead: { type: "review", importId },
      });
    else if (added > 0 || counts.failed > 0)
      say({
        title: t("notices.photosIn", { count: added }),
        body: [carName(vehicleId), counts.failed > 0 && t("notices.photosFailed", { count: counts.failed })]
          .filter(Boolean)
          .join(" · "),
        lead: vehicleId === null ? null : { type: "openCar", vehicleId },
      });
  });
  useEffect(
    () =>
      store.state.subscribe(({ imports }, before) => {
        for (const view of Object.values(imports))
          if (view.state === "finished" && before.imports[view.importId]?.state === "running") tell(view);
      }),
    [store, tell],
  );
}

function useExportNotices(): void {
  const { t } = useTranslation("shell");
  const { store } = usePictureJobs();
  const say = useSay();
  const tell = useLatest((made: number) =>
    say({ title: t("notices.exported", { count: made }), body: "", lead: null }),
  );
  useEffect(
    () =>
      store.state.subscribe(({ jobs }, before) => {
        for (const { jobId, work, state, done, failed } of Object.values(jobs))
          if (work.type === "export" && state === "finished" && before.jobs[jobId]?.state === "running")
            tell(Math.max(0, done - failed));
      }),
    [store, tell],
  );
}

/** Only what two desks were found to disagree on since the window opened; the rest was told before, or is in sight. */
function useOverlapNotices(): void {
  const { t } = useTranslation("shell");
  const say = useSay();
  const carName = useCarName();
  const overlaps = useLive(useReplica().history.openOverlaps);
  const told = useRef<{ readonly since: string; readonly ids: Set<string> }>(null);
  useEffect(() => {
    told.current ??= { since: new Date().toISOString(), ids: new Set() };
    const { since, ids } = told.current;
    const fresh = overlaps.filter(({ id, overlap }) => overlap.at >= since && !ids.has(id));
    for (const { id } of fresh) ids.add(id);
    const vehicleId = fresh[0]?.overlap.vehicleId;
    if (vehicleId === undefined) return;
    const body = carName(vehicleId);
    say({
      title: t("notices.overlaps", { count: fresh.length }),
      body,
      lead: { type: "openCar", vehicleId },
    });
  });
}

/** The same function for as long as the component lives, doing what it last was. */
function useLatest<A>(act: (argument: A) => void): (argument: A) => void {
  const latest = useRef(act);
  useEffect(() => {
    latest.current = act;
  });
  return useCallback((argument: A) => latest.current(argument), []);
}
