import { mkdtemp, rm } from "node:fs/promises";
import { createServer, type AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, test } from "vitest";
import { createEmbeddedHub } from "#electron/hub/embedded-hub.ts";

/** A log that others can wait for lines of. */
function listeningLog() {
  const waiting: { event: string; resolve: () => void }[] = [];
  const heard = (event: string) => {
    for (const wait of waiting) if (wait.event === event) wait.resolve();
    return "defect";
  };
  const until = (event: string) => new Promise<void>((resolve) => waiting.push({ event, resolve }));
  return { log: { info: (event: string) => void heard(event), error: heard }, until };
}

test("an own hub takes another port where that will do, makes dealerships once, and ends for good", async () => {
  const folder = await mkdtemp(join(tmpdir(), "autosell-own-hub-"));
  const taken = createServer();
  await new Promise<void>((resolve) => taken.listen(0, "127.0.0.1", resolve));
  const { port } = taken.address() as AddressInfo;
  const { log, until } = listeningLog();
  const heard: number[] = [];
  let anyPort = false;
  const hub = createEmbeddedHub({
    dataFolder: join(folder, "hub"),
    binding: () => ({ host: "127.0.0.1", port, anyPort }),
    tenantId: () => null,
    onListening: (found) => heard.push(found),
    log,
  });

  expect(hub.address()).toBeNull();
  await expect(hub.start()).rejects.toThrow(/EADDRINUSE/);
  expect(hub.trouble.get()).toBe("portTaken");
  anyPort = true;
  await Promise.all([hub.start(), hub.start()]);
  expect(heard).toEqual([hub.port()]);
  expect(hub.address()).toBe(`http://127.0.0.1:${hub.port()}`);
  expect(hub.port()).not.toBe(port);

  expect(hub.trouble.get()).toBeNull();
  const second = createEmbeddedHub({
    dataFolder: join(folder, "hub"),
    binding: () => ({ host: "127.0.0.1", port: 0, anyPort: true }),
    tenantId: () => null,
    onListening: () => {},
    log,
  });
  await expect(second.start()).rejects.toThrow(/Another hub is running/);
  expect(second.trouble.get()).toBe("inUse");

  expect(await hub.emptyTenant()).toBeNull();
  const first = await hub.createPairingCode(null);
  expect(await hub.emptyTenant()).toBe(first.tenantId);
  await expect(hub.createPairingCode("no such dealership")).rejects.toThrow();

  const stopped = until("hub hubStopping");
  await hub[Symbol.asyncDispose]();
  await stopped;
  await expect(hub.start()).rejects.toThrow(/taken down/);
  await new Promise((resolve) => taken.close(resolve));
  await rm(folder, { recursive: true });
}, 120_000);
