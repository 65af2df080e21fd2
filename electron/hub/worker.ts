/** A thread of main that runs this desk's own hub. The only place where main meets the hub's code. */
import { parentPort, workerData } from "node:worker_threads";
import type { HubTrouble } from "#shared/contract/own-hub.ts";
import { DataFolderInUse, DatabaseNewer, type Hub, isDamaged, startHub } from "#server/hub.ts";
import { HubCommand, type HubReport, HubStart } from "./messages.ts";

// oxlint-disable-next-line unicorn/require-post-message-target-origin -- a thread has no origin
const report = (message: HubReport) => parentPort?.postMessage(message);

try {
  const start = HubStart.parse(workerData);
  const hub = await startHub({
    ...start,
    databaseUrl: null,
    log: ({ level, event, fields }) => report({ type: "log", level, event, fields: { ...fields } }),
    onDamage: () => report({ type: "damaged" }),
  });
  parentPort?.on("message", (message: unknown) => void obey(hub, HubCommand.parse(message)));
  report({ type: "started", port: hub.port });
} catch (error) {
  report({ type: "notStarted", trouble: troubleOf(error), message: messageOf(error) });
}

async function obey(hub: Hub, command: HubCommand): Promise<void> {
  try {
    report({ type: "answer", id: command.id, value: await answer(hub, command) });
  } catch (error) {
    report({ type: "failure", id: command.id, message: messageOf(error) });
    if (isDamaged(error)) report({ type: "damaged" });
  }
  if (command.type === "stop") parentPort?.close();
}

async function answer(hub: Hub, command: HubCommand): Promise<unknown> {
  switch (command.type) {
    case "createPairingCode":
      return hub.createPairingCode(command.tenantId);
    case "emptyTenants":
      return hub.emptyTenants();
    case "tenants":
      return hub.tenants();
    case "found":
      await hub.found({ tenantId: command.tenantId, owner: command.owner });
      return null;
    case "takeFiles":
      return hub.takeFiles(command.tenantId, command.from, command.shelf);
    case "stop":
      await hub[Symbol.asyncDispose]();
      return null;
    default:
      return command satisfies never;
  }
}

/** What is in the way, where that is known; else the hub's data is. */
function troubleOf(error: unknown): HubTrouble {
  if (error instanceof DataFolderInUse) return "inUse";
  if (error instanceof DatabaseNewer) return "newer";
  if (!(error instanceof Error)) return "damaged";
  if ("syscall" in error && error.syscall === "listen") return "portTaken";
  return "code" in error && error.code === "ENOSPC" ? "diskFull" : "damaged";
}

function messageOf(error: unknown): string {
  return error instanceof Error ? (error.stack ?? error.message) : String(error);
}
