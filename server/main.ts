import { setTimeout as sleep } from "node:timers/promises";
import { CommandRefused } from "./command-refused.ts";
import { ConfigInvalid, help, type HubConfig, readConfig } from "./config.ts";
import { DataFolderInUse } from "./db/data-folder-lock.ts";
import type { Hub } from "./hub.ts";

/** `npm run hub`: the hub alone, for several computers. Each command loads what it needs, which for some takes a second. */
async function run(config: HubConfig): Promise<void> {
  if (config.command === "help") console.log(help());
  else if (config.command === "pair") await showFurtherCode(config);
  else if (config.command === "serve") await serve(config);
  else await backUp(config);
}

async function showFurtherCode(config: HubConfig): Promise<void> {
  const { pair } = await import("./pair-command.ts");
  showCode(await pair(config), null);
}

async function backUp(config: HubConfig): Promise<void> {
  const { handleBackups } = await import("./backup-command.ts");
  if (!(await handleBackups(config, (line) => console.log(line)))) process.exitCode = 1;
}

async function serve(config: HubConfig): Promise<void> {
  const asked = stopAsked();
  const { startHub } = await import("./hub.ts");
  await using hub = await startHub({ ...config, log: (line) => console.log(JSON.stringify(line)) });
  console.log(`The hub answers at ${hub.url} (what it can do: ${hub.url}/docs)`);
  await invite(hub);
  await asked;
  hub.drain();
  await sleep(config.drainSeconds * 1000);
}

/** Until its first desk has joined, a dealership is shown its code at every start. */
async function invite(hub: Hub): Promise<void> {
  const isNew = (await hub.tenants()).length === 0;
  const waiting = isNew ? [null] : await hub.emptyTenants();
  for (const tenantId of waiting) showCode(await hub.createPairingCode(tenantId), hub.url);
}

function showCode({ code, expiresAt }: { code: string; expiresAt: string }, url: string | null): void {
  const until = new Date(expiresAt).toLocaleTimeString();
  console.log(
    `Pairing code ${code}, good for one desk until ${until}${url ? `, with the address ${url}` : ""}`,
  );
}

/** The first Ctrl+C or service stop lets requests end; a second one ends the process at once. */
function stopAsked(): Promise<void> {
  return new Promise((resolve) => {
    for (const signal of ["SIGINT", "SIGTERM"] as const) process.once(signal, () => resolve());
  });
}

try {
  await run(readConfig());
} catch (error) {
  if (
    !(error instanceof ConfigInvalid || error instanceof DataFolderInUse || error instanceof CommandRefused)
  )
    throw error;
  console.error(error.message);
  process.exitCode = 2;
}
