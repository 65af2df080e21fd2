import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, test as base, type TestInfo } from "@playwright/test";
import { freePort } from "#tests/support/ports.ts";
import { Desk, type Surroundings } from "./desk.ts";
import { type HostName, hostByName } from "./hosts/chosen-host.ts";
import { electronBinary } from "./hosts/electron.ts";
import { StandaloneHub } from "./standalone-hub.ts";

export interface HostOptions {
  hostName: HostName;
}

/** All that one test needs of the outside: a folder of its own with its desks in it. It leaves nothing behind. */
export class World {
  readonly folder: string;
  private readonly hostName: HostName;
  private readonly desks: Desk[] = [];
  private readonly hubs: StandaloneHub[] = [];

  constructor(folder: string, hostName: HostName) {
    this.folder = folder;
    this.hostName = hostName;
  }

  path(name: string): string {
    return join(this.folder, name);
  }

  /** A computer with the app running on it, for the first time. */
  async desk(name: string, surroundings: Surroundings = {}): Promise<Desk> {
    const desk = new Desk({
      name,
      host: hostByName(this.hostName),
      dataFolder: this.path(name),
      ports: { browser: await freePort(), hub: await freePort() },
      surroundings,
    });
    this.desks.push(desk);
    await desk.start();
    return desk;
  }

  /** A hub that is no desk's own. */
  async hub(): Promise<StandaloneHub> {
    const hub = new StandaloneHub(this.path("hub"), await freePort());
    this.hubs.push(hub);
    await hub.start();
    return hub;
  }

  /** Leaves nothing behind. No window may have tried what its content security policy forbids. */
  async end(test: TestInfo): Promise<void> {
    if (test.status !== test.expectedStatus) for (const desk of this.desks) await desk.tell(test);
    for (const desk of this.desks) await desk.kill();
    for (const hub of this.hubs) await hub.cut();
    await rm(this.folder, { recursive: true, force: true, maxRetries: 5 });
    expect(this.desks.flatMap((desk) => desk.takeViolations())).toEqual([]);
  }
}

export const test = base.extend<HostOptions & { world: World }>({
  hostName: ["browser", { option: true }],
  world: async ({ hostName }, lend, testInfo) => {
    testInfo.skip(
      hostName === "electron" && !electronBinary(),
      "Electron's binary is not here: `npx install-electron` fetches it",
    );
    const world = new World(await mkdtemp(join(tmpdir(), "autosell-")), hostName);
    await lend(world);
    await world.end(testInfo);
  },
});

export { expect } from "@playwright/test";
