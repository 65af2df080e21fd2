import { createORPCClient } from "@orpc/client";
import { RPCLink as PortLink } from "@orpc/client/message-port";
import { RPCLink as SocketLink } from "@orpc/client/websocket";
import type { BridgeClient } from "./client.ts";
import { desktopAbilities, desktopPort } from "./desktop-port.ts";
import { LastingSocket } from "./lasting-socket.ts";
import { launchToken } from "./launch-token.ts";

export type { BridgeClient } from "./client.ts";

let connected: Promise<BridgeClient> | undefined;

/**
 * Connects the window with main: by the preload's message port in Electron, else by the browser host's socket. The
 * preload hands over one port per load of the window, so every caller shares the one connection.
 */
export function connectBridge(): Promise<BridgeClient> {
  connected ??= connect();
  return connected;
}

async function connect(): Promise<BridgeClient> {
  if (desktopAbilities()) return createORPCClient(new PortLink({ port: await desktopPort() }));
  return connectSocket(
    `${location.protocol === "https:" ? "wss" : "ws"}://${location.host}/rpc`,
    launchToken(),
  );
}

/** A bridge over a socket that reopens when the browser host restarts. */
export function connectSocket(url: string, token: string | null): BridgeClient {
  const protocols = token ? ["rpc.v1", `auth.${token}`] : ["rpc.v1"];
  const websocket = new LastingSocket(() => new WebSocket(url, protocols));
  return createORPCClient(new SocketLink({ websocket }));
}
