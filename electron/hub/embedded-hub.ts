import { dirname } from "node:path";
import type { HubTrouble } from "#shared/contract/own-hub.ts";
import type { Log } from "../log.ts";
import { backoff, sleep } from "../sync/bell.ts";
import { createLiveState, type LiveState } from "../sync/live-state.ts";
import { ownAddress } from "./addresses.ts";
import { lacksHubRoom } from "./hub-room.ts";
import { HubNotStarted, type HubThread, startHubThread } from "./hub-thread.ts";
import type { PairingCode } from "./messages.ts";

/** This desk's own hub: kept running once it is started, until it is disposed. */
export interface EmbeddedHub extends AsyncDisposable {
  /** Where this desk reaches it; null while it does not run. */
  address(): string | null;
  port(): number | null;
  /** Why it did not start when it was last to; null since it did. */
  readonly trouble: Pick<LiveState<HubTrouble | null>, "get" | "subscribe">;
  /** Resolves when it runs, and waits for it where it is starting already. */
  start(): Promise<void>;
  createPairingCode(tenantId: string | null): Promise<PairingCode>;
  /** A dealership that was made and that no desk joined, or null. */
  emptyTenant(): Promise<string | null>;
  readonly found: HubThread["found"];
  readonly takeFiles: HubThread["takeFiles"];
  /** Ends it and acts on its folder, which nobody has meanwhile; who starts it waits for that. */
  whileAtRest(act: () => Promise<void>): Promise<void>;
  /** Ends it and starts it on what `binding` says now. */
  rebind(): Promise<void>;
  /** Ends it until it is started again. */
  stop(): Promise<void>;
}

export interface EmbeddedHubOptions {
  readonly dataFolder: string;
  readonly binding: () => {
    readonly host: string;
    readonly port: number;
    /** Whether another port will do where that one is taken. */
    readonly anyPort: boolean;
  };
  /** The dealership that it has to know, or null: a hub that does not has lost its database. */
  readonly tenantId: () => string | null;
  /** It listens (again). */
  readonly onListening: (port: number) => void;
  readonly log: Log;
}

export function createEmbeddedHub(options: EmbeddedHubOptions): EmbeddedHub {
  const { log, onListening } = options;
  const closing = new AbortController();
  let thread: HubThread | null = null;
  let starting: Promise<HubThread> | null = null;
  let stopping = false;
  let resting: Promise<void> = Promise.resolve();
  /** What was found out about its database in this run, and holds for that folder. */
  let damage: HubNotStarted | null = null;
  const trouble = createLiveState<HubTrouble | null>(null);

  const launch = async () => {
    await resting;
    if (damage) throw damage;
    const started = await startSomewhere(options, giveUp);
    await expectTenant(started, options.tenantId());
    thread = started;
    trouble.set(null);
    onListening(started.port);
    void started.ended.then(() => {
      thread = null;
      starting = null;
      if (!stopping && !closing.signal.aborted) void revive();
    });
    return started;
  };
  const running = () => {
    if (closing.signal.aborted) throw new HubNotStarted("The hub is being taken down", null);
    starting ??= launch().catch(async (error: unknown) => {
      starting = null;
      if (error instanceof HubNotStarted) trouble.set(await actualTrouble(error, options));
      throw error;
    });
    return starting;
  };
  const revive = async () => {
    for (let failures = 1; !closing.signal.aborted; failures += 1) {
      await sleep(backoff(failures), closing.signal);
      if (closing.signal.aborted) return;
      try {
        await running();
        return;
      } catch (error) {
        log.error("hub did not come back", error);
      }
    }
  };
  const giveUp = (found: HubNotStarted) => {
    if (damage) return;
    damage = found;
    log.error("the hub's database is damaged", found);
    trouble.set("damaged");
    void stop();
  };
  const stop = async () => {
    stopping = true;
    try {
      await (await starting?.catch(() => null))?.stop();
    } finally {
      stopping = false;
    }
  };

  return {
    address: () => (thread ? ownAddress(options.binding().host, thread.port) : null),
    port: () => thread?.port ?? null,
    trouble,
    async start() {
      await running();
    },
    createPairingCode: async (tenantId) => (await running()).createPairingCode(tenantId),
    emptyTenant: async () => (await (await running()).emptyTenants())[0] ?? null,
    found: async (...tenant) => (await running()).found(...tenant),
    takeFiles: async (order) => (await running()).takeFiles(order),
    async whileAtRest(act) {
      const { promise, resolve } = Promise.withResolvers<void>();
      resting = promise;
      try {
        await stop();
        await act();
        damage = null;
      } finally {
        resolve();
      }
    },
    stop,
    async rebind() {
      await stop();
      await running();
    },
    async [Symbol.asyncDispose]() {
      closing.abort();
      await stop();
    },
  };
}

/** What is damaged for want of room is not known as such to who reads it. */
async function actualTrouble({ trouble }: HubNotStarted, { dataFolder }: EmbeddedHubOptions) {
  const hasNoRoom = trouble === "damaged" && (await lacksHubRoom(dirname(dataFolder)).catch(() => false));
  return hasNoRoom ? "diskFull" : trouble;
}

async function expectTenant(thread: HubThread, tenantId: string | null): Promise<void> {
  if (tenantId === null) return;
  const known = await thread.tenants().catch((error: unknown) => error);
  if (Array.isArray(known) && known.includes(tenantId)) return;
  await thread.stop();
  const what = Array.isArray(known) ? "is an empty one" : "does not say whose it is";
  throw new HubNotStarted(`The hub's database ${what}`, "damaged");
}

async function startSomewhere(
  { dataFolder, binding, log }: EmbeddedHubOptions,
  onDamage: (found: HubNotStarted) => void,
): Promise<HubThread> {
  const { host, port, anyPort } = binding();
  try {
    return await startHubThread({ start: { dataFolder, host, port }, onDamage, log });
  } catch (error) {
    if (!(error instanceof HubNotStarted && error.trouble === "portTaken" && anyPort)) throw error;
    log.info("the hub's port is taken, another one will do", { port });
    return startHubThread({ start: { dataFolder, host, port: 0 }, onDamage, log });
  }
}
