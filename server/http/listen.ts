import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo, Socket } from "node:net";

/** How long requests under way may take to end when the hub stops: milliseconds. */
const drainLimit = 10_000;

export interface Listener extends AsyncDisposable {
  readonly port: number;
  readonly url: string;
}

/** Listens until disposed, then takes no more requests and lets those under way end. */
export async function listen(
  host: string,
  port: number,
  handle: (request: IncomingMessage, response: ServerResponse) => Promise<void>,
): Promise<Listener> {
  const server = createServer(
    { keepAliveTimeout: 65_000 },
    (request, response) => void handle(request, response),
  );
  // A large upload over a bad line takes as long as it takes; a silent one ends by the socket's own timeout.
  server.requestTimeout = 0;
  server.timeout = 5 * 60_000;
  await new Promise<void>((resolve, reject) => {
    server.once("error", reject);
    server.listen(port, host, () => {
      server.off("error", reject);
      resolve();
    });
  });
  // Node counts a connection as idle only after its first request, and clients open some ahead of need.
  const unused = new Set<Socket>();
  server.on("connection", (socket) => {
    unused.add(socket);
    socket.once("close", () => unused.delete(socket));
  });
  server.on("request", ({ socket }) => unused.delete(socket));
  const address = server.address() as AddressInfo;
  return {
    port: address.port,
    url: `http://${reachable(host)}:${address.port}`,
    async [Symbol.asyncDispose]() {
      const closed = new Promise<void>((resolve) => server.close(() => resolve()));
      for (const socket of unused) socket.destroy();
      // Connections are kept open between requests, so those that end their last one become idle one by one.
      const idle = setInterval(() => server.closeIdleConnections(), 20);
      const limit = setTimeout(() => server.closeAllConnections(), drainLimit);
      await closed;
      clearInterval(idle);
      clearTimeout(limit);
    },
  };
}

/** A host that can be typed into an address: "every interface" cannot. */
function reachable(host: string): string {
  if (host === "0.0.0.0" || host === "::") return "127.0.0.1";
  return host.includes(":") ? `[${host}]` : host;
}
