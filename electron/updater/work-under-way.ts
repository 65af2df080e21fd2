import type { WorkUnderWay } from "#shared/contract/updates.ts";
import type { ExportEverything } from "../export-file/export-everything.ts";
import type { RestoreEverything } from "../export-file/restore-everything.ts";
import type { MoveToHub } from "../moving/move-to-hub.ts";
import type { NewHub } from "../new-hub/new-hub.ts";
import type { PhotoService } from "../photos/photo-service.ts";
import type { RenditionService } from "../renditions/rendition-service.ts";
import type { SyncEngine } from "../sync/sync-engine.ts";

/** What an installation now would cut off. */
export function workUnderWay(services: {
  readonly photos: Pick<PhotoService, "isImporting">;
  readonly renditions: Pick<RenditionService, "jobs">;
  readonly exportEverything: Pick<ExportEverything, "state">;
  readonly restoreEverything: Pick<RestoreEverything, "state">;
  readonly move: Pick<MoveToHub, "state">;
  readonly newHub: Pick<NewHub, "state">;
  readonly sync: Pick<SyncEngine, "isPushing">;
}): WorkUnderWay[] {
  const work: [WorkUnderWay, boolean][] = [
    ["import", services.photos.isImporting()],
    ["export", services.renditions.jobs.isRunning()],
    ["exportEverything", services.exportEverything.state.get().phase === "working"],
    ["restoreEverything", services.restoreEverything.state.get().phase === "working"],
    ["move", services.move.state.get().phase === "packing"],
    ["newHub", services.newHub.state.get().phase === "working"],
    ["push", services.sync.isPushing()],
  ];
  return work.filter(([, isUnderWay]) => isUnderWay).map(([name]) => name);
}
