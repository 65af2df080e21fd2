import type { SupportedMessagePort } from "@orpc/client/message-port";
import type { AnyContractRouter } from "@orpc/contract";
import type { Context, Router } from "@orpc/server";
import { RPCHandler } from "@orpc/server/message-port";
import type { WebSocket } from "ws";
import type { Log } from "../log.ts";
import { type BridgeCall, defectDoor } from "./defects.ts";
import { checkedPort, portOfSocket } from "./frames.ts";

/** A router, over whatever leads to the window. What opens a way in has checked who is there. */
export interface BridgeServer {
  readonly servePort: (port: SupportedMessagePort) => void;
  readonly serveSocket: (socket: WebSocket) => void;
}

/** `doors` are passed before the call is looked at, in this order. */
export function serveRouter(
  router: Router<AnyContractRouter, Context>,
  log: Log,
  ...doors: readonly ((call: BridgeCall) => Promise<unknown>)[]
): BridgeServer {
  const handler = new RPCHandler(router, { clientInterceptors: [...doors, defectDoor(log)] });
  const serve = (port: SupportedMessagePort) => handler.upgrade(checkedPort(port, log));
  return { servePort: serve, serveSocket: (socket) => serve(portOfSocket(socket)) };
}
