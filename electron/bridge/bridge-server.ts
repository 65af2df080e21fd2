import { implement } from "@orpc/server";
import { bridge } from "#shared/contract/bridge.ts";
import type { Services } from "../services.ts";
import { computerRoutes } from "./computer-routes.ts";
import { accountRoutes, vaultRoutes } from "./account-routes.ts";
import { deskRoutes } from "./desk-routes.ts";
import { exportFileRoutes, restoringRoutes } from "./export-file-routes.ts";
import { helpRoutes } from "./help-routes.ts";
import { lockDoor } from "./lock-door.ts";
import { lockRoutes } from "./lock-routes.ts";
import { movingRoutes } from "./moving-routes.ts";
import { ownHubRoutes } from "./own-hub-routes.ts";
import { peopleRoutes } from "./people-routes.ts";
import { photoSpaceRoutes } from "./photo-space-routes.ts";
import { photoRoutes, sampleRoutes } from "./photo-routes.ts";
import { printRoutes } from "./print-routes.ts";
import { renditionRoutes } from "./rendition-routes.ts";
import { type BridgeServer, serveRouter } from "./router-serving.ts";
import { stockListRoutes } from "./stock-list-routes.ts";
import { journalRoutes, syncRoutes } from "./sync-routes.ts";
import { updateRoutes } from "./update-routes.ts";

/** Main's side of the bridge. */
export function createBridgeServer(services: Services): BridgeServer {
  const { log, lock, closing } = services;
  const root = implement(bridge);
  const router = root.router({
    desk: deskRoutes(services),
    computer: computerRoutes(services),
    people: peopleRoutes(services),
    lock: lockRoutes(services),
    moving: movingRoutes(services),
    ownHub: ownHubRoutes(services),
    exportFile: exportFileRoutes(services),
    restoring: restoringRoutes(services),
    sync: syncRoutes(services),
    journal: journalRoutes(services),
    photos: photoRoutes(services),
    photoSpace: photoSpaceRoutes(services),
    renditions: renditionRoutes(services),
    accounts: accountRoutes(services),
    vault: vaultRoutes(services),
    print: printRoutes(services),
    sample: sampleRoutes(),
    updates: updateRoutes(services),
    help: helpRoutes(services),
    stockLists: stockListRoutes(services),
    reportDefect: root.reportDefect.handler(({ input }) => ({
      defectId: log.error("window defect", `${input.message}\n${input.stack}`),
    })),
  });
  return serveRouter(router, log, lockDoor(lock, closing));
}
