/** The services behind a server on 127.0.0.1, with the window in any browser. `--help` says what may be set. */
import { spawn } from "node:child_process";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { createBridgeServer } from "../bridge/bridge-server.ts";
import { type Config, readConfig, surroundings } from "../config.ts";
import { FolderInUse } from "../desk/folder-lock.ts";
import { orderWipe } from "../desk/wiping.ts";
import { createDiagnostics } from "../diagnostics/diagnostics.ts";
import { hearDefects } from "../diagnostics/window-notices.ts";
import { openLog } from "../log.ts";
import { type Recovery, startOrRecover } from "../recovery/recovery.ts";
import { requestRecovery } from "../recovery/recovery-request.ts";
import { createRecoveryServer } from "../recovery/recovery-routes.ts";
import { startNodeProcess } from "../sample/sample-photos.ts";
import { startServices } from "../services.ts";
import { RolledBack } from "../updater/start-guard.ts";
import { openFileSecretBox } from "../vault/file-secret-box.ts";
import { openLaunchTokens } from "./launch-tokens.ts";
import { type Behind, type BrowserHost, downloadBaseOf, photoBaseOf, startBrowserHost } from "./server.ts";

const answer = readConfig(surroundings(), { strict: true });
if (answer.kind === "run") await run(answer.config);
else {
  console.log(answer.kind === "help" ? `autosell [options] [path ...]\n\n${answer.text}` : answer.text);
  process.exitCode = answer.kind === "help" ? 0 : 2;
}

async function run(config: Config): Promise<void> {
  let stack = new AsyncDisposableStack();
  closeOnSignal(() => stack.disposeAsync());
  /** Everything anew in this process, as another program would start again. */
  const again = async (port: number) => {
    await stack.disposeAsync();
    stack = new AsyncDisposableStack();
    await open({ ...config, browserPort: port, openBrowser: false });
  };
  const open = async (config: Config) => {
    try {
      await compose(config, stack, again);
    } catch (error) {
      await stack.disposeAsync();
      console.error(sentenceOf(error, config));
      process.exitCode = 1;
    }
  };
  await open(config);
}

async function compose(
  config: Config,
  stack: AsyncDisposableStack,
  again: (port: number) => Promise<void>,
): Promise<void> {
  const { dataFolder } = config;
  const log = openLog({ folder: join(dataFolder, "logs"), level: config.logLevel });
  const tokens = await openLaunchTokens(dataFolder);
  let host: BrowserHost | null = null;
  const serve = async (behind: Behind) => {
    if (host) return host.serve(behind);
    const door = { tokens, onNextLink: announceNext, port: config.browserPort, windowFolder: windowFolder() };
    host = stack.use(await startBrowserHost({ ...behind, ...door }));
    announce(host, config);
  };
  const diagnostics = createDiagnostics({
    dataFolder,
    config,
    host: "browser",
    secrets: null,
    sync: null,
    choosePlace: null,
    downloadBase: downloadBaseOf(tokens),
  });
  const show = async (recovery: Recovery) => {
    await serve({
      services: { log, diagnostics, pictures: null },
      bridge: createRecoveryServer(recovery, log),
    });
    return { [Symbol.asyncDispose]: () => Promise.resolve() };
  };
  // The window hears that it is done before its bridge goes.
  const startAgain = () => void setImmediate(() => void again(host?.port ?? config.browserPort));
  const { deskName } = config;
  const services = await startOrRecover(
    { dataFolder, deskName, log, diagnostics, desktop: null, show },
    async () =>
      stack.use(
        await startServices(config, {
          kind: "browser",
          secrets: await openFileSecretBox(join(dataFolder, "secret.key")),
          openInBrowser: null,
          chooseFiles: null,
          photoBase: photoBaseOf(tokens),
          downloadBase: downloadBaseOf(tokens),
          desktop: null,
          computer: null,
          printing: null,
          startProcess: startNodeProcess,
          installation: null,
          async wipe() {
            await orderWipe(dataFolder);
            startAgain();
          },
          async recover(damage) {
            await requestRecovery(dataFolder, damage);
            startAgain();
          },
        }),
      ),
  );
  stack.use(hearDefects(process, services.notices));
  await serve({ services, bridge: createBridgeServer(services) });
  await services.startGuard.started();
}

function announce(host: BrowserHost, { openBrowser: wanted }: Config): void {
  const link = host.nextLink();
  console.log(
    `Autosell is ready. Open this link in a browser on this computer:\n\n  ${link}\n\nCtrl+C closes it.`,
  );
  if (wanted) openBrowser(link);
}

function announceNext(link: string): void {
  console.log(
    `\nThat link no longer opens a window. For another window, or another browser, open this one:\n\n  ${link}\n`,
  );
}

/** A signal often comes twice, to the group and handed on; a person who insists takes longer than this. */
const insistence = 2_000;

/** Asked again while the services drain, the process ends at once: everything acknowledged is on disk by then. */
function closeOnSignal(drain: () => Promise<void>): void {
  let since: number | null = null;
  const close = () => {
    if (since !== null && performance.now() - since > insistence) process.exit(1);
    if (since !== null) return;
    since = performance.now();
    void drain().then(
      () => process.exit(0),
      (error: unknown) => {
        console.error(error);
        process.exit(1);
      },
    );
  };
  for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"] as const) process.on(signal, close);
}

function openBrowser(link: string): void {
  const [command, ...options] =
    process.platform === "win32"
      ? ["rundll32", "url.dll,FileProtocolHandler"]
      : [process.platform === "darwin" ? "open" : "xdg-open"];
  const child = spawn(command ?? "", [...options, link], { stdio: "ignore", detached: true });
  child.on("error", () => console.log("No browser could be opened from here; open the link by hand."));
  child.unref();
}

/** `out/renderer`, seen from the built entry or from the source. */
function windowFolder(): string {
  const path = import.meta.url.endsWith(".ts") ? "../../out/renderer" : "../renderer";
  return fileURLToPath(new URL(path, import.meta.url));
}

function sentenceOf(error: unknown, config: Config): string {
  if (error instanceof FolderInUse || error instanceof RolledBack) return error.message;
  if (error instanceof Error && "code" in error && error.code === "EADDRINUSE")
    return `Port ${config.browserPort} of this computer is taken. Give the window another with --port <number>.`;
  return error instanceof Error ? (error.stack ?? error.message) : String(error);
}
