/**
 * `node scripts/smoke-start.ts <program> [argument...]`: starts an installed app on a new data folder and waits until its
 * window asks its first question. The fuses keep Playwright from starting it, so it is watched as a browser is.
 */
import { type ChildProcess, spawn } from "node:child_process";
import { mkdtemp, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { type Browser, chromium, type Page } from "playwright-core";
import manifest from "../package.json" with { type: "json" };
import { freePort } from "../tests/support/ports.ts";

/** In milliseconds, for all of it: build machines are slow at a first start. */
const patience = 180_000;
const firstQuestion = /^(Welcome to|Bienvenido a) Autosell$/;

const [program, ...given] = process.argv.slice(2);
if (program === undefined) throw new Error("Name the program to start");
const data = await mkdtemp(join(tmpdir(), "autosell-smoke-"));
const port = await freePort();
const app = spawn(program, [...given, `--data=${data}`, `--remote-debugging-port=${port}`], {
  stdio: "inherit",
});
const closed = new Promise((resolve) => app.once("close", resolve));
const giveUp = AbortSignal.any([AbortSignal.timeout(patience), endOf(app)]);
try {
  const browser = await connect(giveUp);
  const window = await windowOf(browser, giveUp);
  await window.getByRole("heading", { name: firstQuestion }).waitFor({ timeout: patience });
  await checkLog();
  await browser.close();
  console.log(`Autosell ${manifest.version} starts and asks its first question.`);
} finally {
  app.kill();
  await Promise.race([closed, sleep(10_000)]);
  await rm(data, { recursive: true, force: true, maxRetries: 10, retryDelay: 500 });
}
process.exit();

/** Aborts with the reason when the program is gone. */
function endOf(child: ChildProcess): AbortSignal {
  const gone = new AbortController();
  child.once("error", (error) => gone.abort(error));
  child.once("exit", (code, signal) => gone.abort(new Error(`The app ended by itself: ${signal ?? code}`)));
  return gone.signal;
}

async function connect(signal: AbortSignal): Promise<Browser> {
  for (;;) {
    signal.throwIfAborted();
    try {
      return await chromium.connectOverCDP(`http://127.0.0.1:${port}`);
    } catch {
      await sleep(500);
    }
  }
}

async function windowOf(browser: Browser, signal: AbortSignal): Promise<Page> {
  for (;;) {
    signal.throwIfAborted();
    const [page] = browser.contexts().flatMap((context) => context.pages());
    if (page) return page;
    await sleep(500);
  }
}

async function checkLog(): Promise<void> {
  const log = await readFile(join(data, "logs/main.log"), "utf8");
  const started = log.split("\n").find((line) => line.includes('"services starting"')) ?? "{}";
  const { version, host } = JSON.parse(started) as { version?: string; host?: string };
  if (version !== manifest.version || host !== "electron")
    throw new Error(`Another app has started than ${manifest.version} on electron:\n${log}`);
}
