import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createORPCClient } from "@orpc/client";
import { RPCLink } from "@orpc/client/websocket";
import type { ContractRouterClient } from "@orpc/contract";
import { WebSocket } from "ws";
import { createBridgeServer } from "#electron/bridge/bridge-server.ts";
import { type LaunchTokens, openLaunchTokens } from "#electron/browser-host/launch-tokens.ts";
import {
  type BrowserHost,
  downloadBaseOf,
  photoBaseOf,
  startBrowserHost,
} from "#electron/browser-host/server.ts";
import type { Config } from "#electron/config.ts";
import type { Computer } from "#electron/desk/computer.ts";
import { startNodeProcess } from "#electron/sample/sample-photos.ts";
import { type Services, startServices } from "#electron/services.ts";
import { openFileSecretBox } from "#electron/vault/file-secret-box.ts";
import { freePort } from "#tests/support/ports.ts";
import { programsBuilt } from "#tests/support/programs.ts";
import { authProtocolPrefix, bridgePath, bridgeProtocol } from "#shared/contract/browser-door.ts";
import type { bridge } from "#shared/contract/bridge.ts";

export type Window = ContractRouterClient<typeof bridge>;

/** One computer with its data folder: the services and the browser host, and windows that connect to it. */
export interface TestDesk extends AsyncDisposable {
  readonly folder: string;
  readonly services: Services;
  readonly host: BrowserHost;
  readonly tokens: LaunchTokens;
  readonly window: Window;
  /** Lets the window in; good over restarts. */
  readonly token: string;
  /** The links that the terminal showed after the first one, last one last. */
  readonly shownLinks: readonly string[];
  /** Closes everything; the answer starts it again on the same folder. */
  close(): Promise<() => Promise<TestDesk>>;
}

async function temporaryFolder(): Promise<string> {
  return mkdtemp(join(tmpdir(), "autosell-main-"));
}

export interface DeskOptions {
  readonly folder?: string;
  readonly windowFolder?: string;
  /** Kept over restarts, because other desks know the hub by it. */
  readonly hubPort?: number;
  readonly accounts?: Config["accounts"];
  /** The system offers no encryption. */
  readonly noKeyring?: boolean;
  /** The app is a part of the computer, as it is where it is installed. */
  readonly computer?: Computer;
}

export async function startDesk(options: DeskOptions = {}): Promise<TestDesk> {
  await programsBuilt();
  const folder = options.folder ?? (await temporaryFolder());
  const hubPort = options.hubPort ?? (await freePort());
  const stack = new AsyncDisposableStack();
  const tokens = await openLaunchTokens(folder);
  const services = stack.use(
    await startServices(configOf(folder, hubPort, options.accounts), {
      kind: "browser",
      secrets: options.noKeyring ? null : await openFileSecretBox(join(folder, "secret.key")),
      openInBrowser: null,
      chooseFiles: null,
      photoBase: photoBaseOf(tokens),
      downloadBase: downloadBaseOf(tokens),
      recover: () => Promise.resolve(),
      wipe: () => Promise.resolve(),
      desktop: null,
      computer: options.computer ?? null,
      printing: null,
      startProcess: startNodeProcess,
      installation: null,
    }),
  );
  const windowFolder = options.windowFolder ?? folder;
  const bridgeServer = createBridgeServer(services);
  const shownLinks: string[] = [];
  const onNextLink = (link: string) => void shownLinks.push(link);
  const host = stack.use(
    await startBrowserHost({ services, bridge: bridgeServer, tokens, onNextLink, port: 0, windowFolder }),
  );
  const token = sessionOf(host.nextLink());
  const { window, close } = await openWindow(host.port, token);
  stack.defer(close);

  return {
    folder,
    services,
    host,
    tokens,
    window,
    token,
    shownLinks,
    async close() {
      await stack.disposeAsync();
      return () => startDesk({ ...options, folder, hubPort });
    },
    async [Symbol.asyncDispose]() {
      await stack.disposeAsync();
      await rm(folder, { recursive: true, force: true });
    },
  };
}

/** A dealership of two desks that are both online: the first has the hub. */
export async function startTwoDesks(): Promise<[owner: TestDesk, other: TestDesk]> {
  const [owner, other] = await Promise.all([startDesk(), startDesk()]);
  await owner.window.desk.begin({ start: "empty", deskName: "Lote Centro" });
  await until(owner.window.sync.status(), ({ connection }) => connection === "online");
  const { code, addresses } = await owner.window.desk.createPairingCode();
  await other.window.desk.join({ address: addresses[0]!, code, deskName: "Subasta" });
  await until(other.window.sync.status(), ({ connection }) => connection === "online");
  return [owner, other];
}

/** The token of a page that a link opens, each time another page's. */
export function sessionOf(link: string): string {
  return `${new URL(link).hash.slice("#k=".length)}.${crypto.randomUUID()}`;
}

/** A window's side of the bridge, as the renderer opens it. */
export async function openWindow(
  port: number,
  token: string,
): Promise<{ window: Window; close: () => void }> {
  const socket = new WebSocket(
    `ws://127.0.0.1:${port}${bridgePath}`,
    [bridgeProtocol, `${authProtocolPrefix}${token}`],
    {
      origin: `http://127.0.0.1:${port}`,
    },
  );
  await new Promise<void>((resolve, reject) => {
    socket.once("open", () => resolve());
    socket.once("error", reject);
  });
  const window: Window = createORPCClient(new RPCLink({ websocket: socket }));
  return { window, close: () => socket.close() };
}

function configOf(
  folder: string,
  hubPort: number,
  accounts: Config["accounts"] = { clients: {}, vendorServer: null },
): Config {
  return {
    dataFolder: folder,
    browserPort: 0,
    hubHost: "127.0.0.1",
    hubPort,
    openBrowser: false,
    deskName: "Test desk",
    logLevel: "info",
    openPaths: [],
    hidden: false,
    updateFeed: null,
    updateKey: null,
    appImage: null,
    accounts,
  };
}

/** The same desk after its app was closed and started again. */
export async function restarted(desk: TestDesk): Promise<TestDesk> {
  const start = await desk.close();
  return start();
}

/** The first value of a stream that passes; the stream is left there. */
export async function until<T>(stream: Promise<AsyncIterable<T>>, passes: (value: T) => boolean): Promise<T> {
  for await (const value of await stream) if (passes(value)) return value;
  throw new Error("The stream ended first");
}
