/** A thread of main that runs this desk's own hub. The only place where main meets the hub's code. */
import { parentPort, workerData } from "node:worker_threads";
import { type Hub, startHub } from "#server/hub.ts";
import { HubCommand, type HubReport, HubStart } from "./messages.ts";

// oxlint-disable-next-line unicorn/require-post-message-target-origin -- a thread has no origin
const report = (message: HubReport) => parentPort?.postMessage(message);

try {
  const start = HubStart.parse(workerData);
  const hub = await startHub({
    ...start,
    databaseUrl: null,
    log: ({ level, event, fields }) => report({ type: "log", level, event, fields: { ...fields } }),
  });
  parentPort?.on("message", (message: unknown) => void obey(hub, HubCommand.parse(message)));
  report({ type: "started", port: hub.port });
} catch (error) {
  const portTaken = error instanceof Error && "code" in error && error.code === "EADDRINUSE";
  report({ type: "notStarted", portTaken, message: messageOf(error) });
}

async function obey(hub: Hub, command: HubCommand): Promise<void> {
  try {
    report({ type: "answer", id: command.id, value: await answer(hub, command) });
  } catch (error) {
    report({ type: "failure", id: command.id, message: messageOf(error) });
  }
  if (command.type === "stop") parentPort?.close();
}

async function answer(hub: Hub, command: HubCommand): Promise<unknown> {
  switch (command.type) {
    case "createPairingCode":
      return hub.createPairingCode(command.tenantId);
    case "emptyTenants":
      return hub.emptyTenants();
    case "stop":
      await hub[Symbol.asyncDispose]();
      return null;
    default:
      return command satisfies never;
  }
}

function messageOf(error: unknown): string {
  return error instanceof Error ? (error.stack ?? error.message) : String(error);
}
