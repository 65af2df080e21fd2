import type { Log } from "../log.ts";
import { backoff, sleep } from "../sync/bell.ts";
import { ownAddress } from "./addresses.ts";
import { HubNotStarted, type HubThread, startHubThread } from "./hub-thread.ts";
import type { PairingCode } from "./messages.ts";

/** This desk's own hub: kept running once it is started, until it is disposed. */
export interface EmbeddedHub extends AsyncDisposable {
  /** Where this desk reaches it; null while it does not run. */
  address(): string | null;
  port(): number | null;
  /** Resolves when it runs, and waits for it where it is starting already. */
  start(): Promise<void>;
  createPairingCode(tenantId: string | null): Promise<PairingCode>;
  /** A dealership that was made and that no desk joined, or null. */
  emptyTenant(): Promise<string | null>;
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

  const launch = async () => {
    const started = await startSomewhere(options);
    thread = started;
    onListening(started.port);
    void started.ended.then(() => {
      thread = null;
      starting = null;
      if (!stopping && !closing.signal.aborted) void revive();
    });
    return started;
  };
  const running = () => {
    if (closing.signal.aborted) throw new HubNotStarted("The hub is being taken down", false);
    starting ??= launch().catch((error: unknown) => {
      starting = null;
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
    async start() {
      await running();
    },
    createPairingCode: async (tenantId) => (await running()).createPairingCode(tenantId),
    emptyTenant: async () => (await (await running()).emptyTenants())[0] ?? null,
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

async function startSomewhere({ dataFolder, binding, log }: EmbeddedHubOptions): Promise<HubThread> {
  const { host, port, anyPort } = binding();
  try {
    return await startHubThread({ dataFolder, host, port }, log);
  } catch (error) {
    if (!(error instanceof HubNotStarted && error.portTaken && anyPort)) throw error;
    log.info("the hub's port is taken, another one will do", { port });
    return startHubThread({ dataFolder, host, port: 0 }, log);
  }
}
