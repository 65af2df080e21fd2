/**
 * `npm run dev [-- any setting of the app]`: the browser host straight from its sources, started again when they change,
 * and the window from Vite with hot reload, which hands the bridge, the pictures and the drops on to the host.
 */
import { type ChildProcess, spawn } from "node:child_process";
import { watch } from "node:fs";
import { createServer as createTcpServer, type AddressInfo } from "node:net";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { createServer, type ProxyOptions } from "vite";

const root = fileURLToPath(new URL("..", import.meta.url));
const settings = process.argv.slice(2);
const quiet = 300;

const hostPort = await freePort();
const window = await startWindow(`http://127.0.0.1:${hostPort}`);
let host = startHost();
let timer: NodeJS.Timeout | undefined;
let restarting: Promise<void> = Promise.resolve();
let stopping = false;

for (const folder of ["electron", "shared", "server"])
  watch(join(root, folder), { recursive: true }, (_event, name) => {
    if (!name || name.includes(".test.") || stopping) return;
    clearTimeout(timer);
    timer = setTimeout(() => {
      restarting = restarting.then(() => restart(name));
    }, quiet);
  });

for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"] as const) process.once(signal, () => void stop(signal));

async function startWindow(target: string) {
  const proxied: ProxyOptions = {
    target,
    changeOrigin: true,
    rewriteWsOrigin: true,
    ws: true,
    configure: (proxy) => proxy.on("proxyReq", (request) => request.setHeader("origin", target)),
  };
  const server = await createServer({
    configFile: join(root, "vite.config.ts"),
    server: { host: "127.0.0.1", port: 47_101, proxy: { "/rpc": proxied, "/c/": proxied, "/drop": proxied } },
  });
  await server.listen();
  return server;
}

/** The host prints the link to itself; the window of the developer is Vite's. */
function startHost(): ChildProcess {
  const entry = join(root, "electron/browser-host/main.ts");
  const child = spawn(process.execPath, [entry, ...settings, "--port", String(hostPort), "--open", "no"], {
    cwd: root,
    stdio: ["ignore", "pipe", "inherit"],
  });
  const address = window.httpServer?.address();
  const port = typeof address === "object" ? address?.port : hostPort;
  child.stdout?.setEncoding("utf8").on("data", (text: string) => {
    process.stdout.write(text.replaceAll(`127.0.0.1:${hostPort}`, `127.0.0.1:${port}`));
  });
  child.once("exit", (code) => {
    if (code && !stopping)
      console.error(`The host ended with ${code}; it starts again with the next change.`);
  });
  return child;
}

async function restart(name: string): Promise<void> {
  console.log(`\n${name} changed, starting again...`);
  await ended(host, "SIGTERM");
  if (!stopping) host = startHost();
}

async function stop(signal: NodeJS.Signals): Promise<void> {
  stopping = true;
  await Promise.all([ended(host, signal), window.close()]);
  process.exit(0);
}

function ended(child: ChildProcess, signal: NodeJS.Signals): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return Promise.resolve();
  child.kill(signal);
  return new Promise((resolve) => child.once("exit", () => resolve()));
}

async function freePort(): Promise<number> {
  const server = createTcpServer();
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const { port } = server.address() as AddressInfo;
  await new Promise<void>((resolve) => server.close(() => resolve()));
  return port;
}
