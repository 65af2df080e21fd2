import { mkdtemp, rm } from "node:fs/promises";
import { createServer, type AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, test, vi } from "vitest";
import { createEmbeddedHub } from "#electron/hub/embedded-hub.ts";
import { openPGlite } from "#server/db/pglite.ts";

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

  /** Notes or forgets a step that this version of the hub does not know. */
  const migration = async (name: string, statement: string) => {
    await using driver = await openPGlite(join(folder, "hub"));
    await driver.pool.query(statement, [name]);
  };

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

  await hub.whileAtRest(() => migration("later", "INSERT INTO applied_migrations VALUES ($1, now())"));
  await expect(hub.start()).rejects.toThrow(/by a newer hub/);
  expect(hub.trouble.get()).toBe("newer");
  await migration("later", "DELETE FROM applied_migrations WHERE name = $1");
  await hub.start();
  expect(hub.trouble.get()).toBeNull();

  const stopped = until("hub hubStopping");
  await hub[Symbol.asyncDispose]();
  await stopped;
  await expect(hub.start()).rejects.toThrow(/taken down/);
  await new Promise((resolve) => taken.close(resolve));
  await rm(folder, { recursive: true });
}, 120_000);

test("an own hub that does not open in minutes counts as damaged until its folder is another one", async () => {
  const folder = await mkdtemp(join(tmpdir(), "autosell-own-hub-"));
  await using hub = createEmbeddedHub({
    dataFolder: join(folder, "hub"),
    binding: () => ({ host: "127.0.0.1", port: 0, anyPort: true }),
    tenantId: () => null,
    onListening: () => {},
    log: listeningLog().log,
  });
  vi.useFakeTimers({ toFake: ["setTimeout"] });
  const starting = hub.start();
  const failed = expect(starting).rejects.toThrow(/does not open/);
  await vi.advanceTimersByTimeAsync(3_600_000);
  vi.useRealTimers();
  await failed;
  expect(hub.trouble.get()).toBe("damaged");
  await expect(hub.start()).rejects.toThrow(/does not open/);
  await hub.whileAtRest(() => rm(join(folder, "hub"), { recursive: true, force: true }));
  await hub.start();
  expect(hub.trouble.get()).toBeNull();
}, 60_000);
