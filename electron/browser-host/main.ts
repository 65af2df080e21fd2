/** The services behind a server on 127.0.0.1, with the window in any browser. `--help` says what may be set. */
import { spawn } from "node:child_process";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { createBridgeServer } from "../bridge/bridge-server.ts";
import { type Config, readConfig, surroundings } from "../config.ts";
import { FolderInUse } from "../desk/folder-lock.ts";
import { startNodeProcess } from "../sample/sample-photos.ts";
import { startServices } from "../services.ts";
import { RolledBack } from "../updater/start-guard.ts";
import { openFileSecretBox, readOrCreateKey } from "../vault/file-secret-box.ts";
import { createLaunchTokens } from "./launch-tokens.ts";
import { downloadBaseOf, photoBaseOf, startBrowserHost } from "./server.ts";

const answer = readConfig(surroundings(), { strict: true });
if (answer.kind === "run") await run(answer.config);
else {
  console.log(answer.kind === "help" ? `autosell [options] [path ...]\n\n${answer.text}` : answer.text);
  process.exitCode = answer.kind === "help" ? 0 : 2;
}

async function run(config: Config): Promise<void> {
  const stack = new AsyncDisposableStack();
  try {
    await compose(config, stack);
  } catch (error) {
    await stack.disposeAsync();
    console.error(sentenceOf(error, config));
    process.exitCode = 1;
  }
}

async function compose(config: Config, stack: AsyncDisposableStack): Promise<void> {
  const tokens = createLaunchTokens(await readOrCreateKey(join(config.dataFolder, "browser-host.key")));
  const services = await startServices(config, {
    kind: "browser",
    secrets: await openFileSecretBox(join(config.dataFolder, "secret.key")),
    chooseFiles: null,
    photoBase: photoBaseOf(tokens),
    downloadBase: downloadBaseOf(tokens),
    desktop: null,
    computer: null,
    startProcess: startNodeProcess,
    installation: null,
  });
  stack.use(services);
  const host = await startBrowserHost({
    services,
    bridge: createBridgeServer(services),
    tokens,
    port: config.browserPort,
    windowFolder: windowFolder(),
  });
  stack.use(host);
  await services.startGuard.started();
  const link = host.link();
  console.log(
    `Autosell is ready. Open this link in a browser on this computer:\n\n  ${link}\n\nCtrl+C closes it.`,
  );
  if (config.openBrowser) openBrowser(link);
  closeOnSignal(stack);
}

/** A signal often comes twice, to the group and handed on; a person who insists takes longer than this. */
const insistence = 2_000;

/** Asked again while the services drain, the process ends at once: everything acknowledged is on disk by then. */
function closeOnSignal(stack: AsyncDisposableStack): void {
  let since: number | null = null;
  const close = () => {
    if (since !== null && performance.now() - since > insistence) process.exit(1);
    if (since !== null) return;
    since = performance.now();
    void stack.disposeAsync().then(
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
