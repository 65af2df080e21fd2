import { MessageChannel } from "node:worker_threads";
import { createORPCClient } from "@orpc/client";
import { RPCLink } from "@orpc/client/message-port";
import { expect, test } from "vitest";
import { createBridgeServer } from "#electron/bridge/bridge-server.ts";
import { startDesk, until, type Window } from "./desks.ts";

test("the bridge speaks over a message port as well, and its streams end with the services", async () => {
  const desk = await startDesk();
  const { port1, port2 } = new MessageChannel();
  createBridgeServer(desk.services).servePort(port2);
  port2.start();
  const window: Window = createORPCClient(new RPCLink({ port: port1 }));
  port1.start();

  expect(await window.desk.describe()).toMatchObject({ dealership: null });
  expect(await until(window.sync.status(), () => true)).toMatchObject({ reason: "notPaired" });
  const imports = await window.photos.imports();
  const changes = await window.sync.changes();
  const ended = Promise.all(
    [imports, changes].map(async (stream) => {
      for await (const _value of stream);
    }),
  );
  await desk[Symbol.asyncDispose]();
  await ended;
  port1.close();
});
