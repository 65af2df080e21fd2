import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { type Browser, chromium, type Page } from "playwright-core";
import { build } from "vite";
import { chromiumArguments, chromiumExecutable } from "./chromium.ts";

/** Builds a window that has the bridge and the replica and no screens; a host serves it in place of the real one. */
export async function buildReplicaWindow(folder: string): Promise<void> {
  await build({
    configFile: false,
    logLevel: "warn",
    root: fileURLToPath(new URL("replica-window", import.meta.url)),
    build: { outDir: folder, emptyOutDir: true, target: "chrome148", modulePreload: { polyfill: false } },
  });
}

export async function launchChromium(): Promise<Browser> {
  return chromium.launch({ executablePath: await chromiumExecutable(), args: chromiumArguments });
}

/**
 * A page in a profile on disk, as the app's is, which goes with it. One that is in memory keeps IndexedDB there too, where it is
 * slower the more it has: ten thousand rows took up to five times as long.
 */
export async function openStoringWindow(link: string): Promise<AsyncDisposable & { readonly page: Page }> {
  await using stack = new AsyncDisposableStack();
  const folder = await mkdtemp(join(tmpdir(), "autosell-profile-"));
  stack.defer(() => rm(folder, { recursive: true, force: true }));
  const executablePath = await chromiumExecutable();
  const context = await chromium.launchPersistentContext(folder, { executablePath, args: chromiumArguments });
  stack.defer(() => context.close());
  const page = await context.newPage();
  await page.goto(link);
  await page.locator("body[data-ready]").waitFor({ state: "attached" });
  const owned = stack.move();
  return { page, [Symbol.asyncDispose]: () => owned.disposeAsync() };
}

/** A page in a browser profile that has never seen it, at the link of a host that serves the replica window. */
export async function openReplicaWindow(browser: Browser, link: string): Promise<Page> {
  const context = await browser.newContext();
  const page = await context.newPage();
  await page.goto(link);
  // Not `waitForFunction`: it evaluates in the page, which the content security policy forbids.
  await page.locator("body[data-ready]").waitFor({ state: "attached" });
  return page;
}

/** One act of the replica window, by its name. */
export async function actIn<T>(page: Page, act: string, argument: unknown): Promise<T> {
  return page.evaluate<T, [string, unknown]>(
    ([act, argument]) => {
      const begin = Reflect.get(globalThis, act) as (argument: unknown) => Promise<T>;
      const running = begin(argument);
      // Chromium's inspector holds what it waits for weakly.
      Reflect.set(globalThis, "running", running);
      return running;
    },
    [act, argument],
  );
}
