import { createORPCClient, type InferClientContext } from "@orpc/client";
import type { ContractRouterClient } from "@orpc/contract";
import { RPCLink as PortLink } from "@orpc/client/message-port";
import { RPCLink as SocketLink } from "@orpc/client/websocket";
import {
  authProtocolPrefix,
  bridgePath,
  bridgeProtocol,
  staleTokenCode,
} from "#shared/contract/browser-door.ts";
import type { recovery } from "#shared/contract/recovery.ts";
import type { BridgeClient } from "./client.ts";
import { desktopAbilities, desktopPort } from "./desktop-port.ts";
import { LastingSocket } from "./lasting-socket.ts";
import { sessionToken, takeLaunchToken } from "./session-token.ts";

export type { BridgeClient } from "./client.ts";

/** Main's side while the lot cannot be opened. */
export type RecoveryClient = ContractRouterClient<typeof recovery>;

// oxlint-disable-next-line typescript/no-generated-empty-object-type -- calls of the window carry no context
type Context = InferClientContext<BridgeClient>;

let connected: Promise<BridgeClient> | undefined;

/**
 * Connects the window with main: by the preload's message port in Electron, else by the browser host's socket. The
 * preload hands over one port per load of the window, so every caller shares the one connection.
 */
export function connectBridge(onStaleLink: () => void = () => undefined): Promise<BridgeClient> {
  connected ??= connect(onStaleLink).then((link) => createORPCClient<BridgeClient>(link));
  return connected;
}

/** The same way, to what is served in place of the lot. */
export async function connectRecovery(onStaleLink: () => void): Promise<RecoveryClient> {
  return createORPCClient(await connect(onStaleLink));
}

async function connect(onStaleLink: () => void): Promise<PortLink<Context> | SocketLink<Context>> {
  if (desktopAbilities()) return new PortLink({ port: await desktopPort() });
  takeLaunchToken();
  return socketLink(`ws://${location.host}${bridgePath}`, sessionToken(), onStaleLink);
}

/**
 * A bridge over a socket that reopens when the browser host restarts. `onStaleLink` is told where the host does not
 * know the token: then only the link that it shows last helps, and there is no use in trying again.
 */
function socketLink(url: string, token: string | null, onStaleLink: () => void): SocketLink<Context> {
  if (token === null) onStaleLink();
  const protocols = [bridgeProtocol, authProtocolPrefix + token];
  const websocket = new LastingSocket(() => new WebSocket(url, protocols), staleTokenCode, onStaleLink);
  return new SocketLink({ websocket });
}
