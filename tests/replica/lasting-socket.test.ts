import type { AddressInfo } from "node:net";
import { afterEach, describe, expect, it } from "vitest";
import { WebSocketServer } from "ws";
import { LastingSocket } from "#renderer/bridge/lasting-socket.ts";
import { eventually } from "#tests/support/eventually.ts";

const stale = 4401;
let stack = new AsyncDisposableStack();
afterEach(async () => {
  await stack.disposeAsync();
  stack = new AsyncDisposableStack();
});

/** A host that echoes, on a port that it keeps when it starts again. */
async function startServer(port = 0): Promise<{ server: WebSocketServer; port: number }> {
  const server = new WebSocketServer({ port, host: "127.0.0.1" });
  server.on("connection", (socket) => socket.on("message", (data) => socket.send(data, { binary: false })));
  await new Promise((resolve) => server.once("listening", resolve));
  stack.defer(() => stop(server));
  return { server, port: (server.address() as AddressInfo).port };
}

async function stop(server: WebSocketServer, code = 1001): Promise<void> {
  for (const client of server.clients) client.close(code);
  await new Promise((resolve) => server.close(resolve));
}

function lasting(port: number, onFinal = () => {}) {
  const events: string[] = [];
  const socket = new LastingSocket(() => new WebSocket(`ws://127.0.0.1:${port}`), stale, onFinal);
  stack.defer(() => socket[Symbol.dispose]());
  for (const type of ["open", "close"] as const) socket.addEventListener(type, () => events.push(type));
  socket.addEventListener("message", (event) => events.push(String((event as MessageEvent).data)));
  return { socket, events };
}

describe("a lasting socket", () => {
  it("opens again when the host comes back, and says that the old connection was lost", async () => {
    const { server, port } = await startServer();
    const { socket, events } = lasting(port);
    await eventually(() => expect(events).toEqual(["open"]));
    await stop(server);
    await eventually(() => expect(events.slice(0, 2)).toEqual(["open", "close"]));
    expect(socket.readyState).toBe(WebSocket.CONNECTING);
    await startServer(port);
    await eventually(() => expect(events.at(-1)).toBe("open"));
    socket.send("hello");
    await eventually(() => expect(events.at(-1)).toBe("hello"));
  });

  it("does not try again once the host has said that there is no use", async () => {
    const { server, port } = await startServer();
    const tries: unknown[] = [];
    server.on("connection", (socket) => {
      tries.push(socket);
      socket.close(stale);
    });
    let told = 0;
    const { socket } = lasting(port, () => (told += 1));
    await eventually(() => expect(told).toBe(1));
    expect(socket.readyState).toBe(WebSocket.CLOSED);
    // Longer than the first wait between two attempts.
    await new Promise((resolve) => setTimeout(resolve, 600));
    expect(tries).toHaveLength(1);
  });
});
