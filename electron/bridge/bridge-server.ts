import type { SupportedMessagePort } from "@orpc/client/message-port";
import { implement } from "@orpc/server";
import { RPCHandler as PortHandler } from "@orpc/server/message-port";
import { RPCHandler as SocketHandler } from "@orpc/server/ws";
import type { WebSocket } from "ws";
import { bridge } from "#shared/contract/bridge.ts";
import type { Services } from "../services.ts";
import { computerRoutes } from "./computer-routes.ts";
import { accountRoutes, vaultRoutes } from "./account-routes.ts";
import { defectDoor } from "./defects.ts";
import { deskRoutes } from "./desk-routes.ts";
import { helpRoutes } from "./help-routes.ts";
import { photoRoutes, sampleRoutes } from "./photo-routes.ts";
import { printRoutes } from "./print-routes.ts";
import { renditionRoutes } from "./rendition-routes.ts";
import { stockListRoutes } from "./stock-list-routes.ts";
import { journalRoutes, syncRoutes } from "./sync-routes.ts";
import { updateRoutes } from "./update-routes.ts";

/** Main's side of the bridge, over whatever leads to the window. What opens a way in has checked who is there. */
export interface BridgeServer {
  readonly servePort: (port: SupportedMessagePort) => void;
  readonly serveSocket: (socket: WebSocket) => void;
}

export function createBridgeServer(services: Services): BridgeServer {
  const { log } = services;
  const root = implement(bridge);
  const router = root.router({
    desk: deskRoutes(services),
    computer: computerRoutes(services),
    sync: syncRoutes(services),
    journal: journalRoutes(services),
    photos: photoRoutes(services),
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
  const options = { clientInterceptors: [defectDoor(log)] };
  const ports = new PortHandler(router, options);
  const sockets = new SocketHandler(router, options);

  return {
    servePort: (port) => ports.upgrade(port),
    serveSocket: (socket) => void sockets.upgrade(socket),
  };
}
