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

/** A page in a browser profile that has never seen it, at the link of a host that serves the replica window. */
export async function openReplicaWindow(browser: Browser, link: string): Promise<Page> {
  const context = await browser.newContext();
  const page = await context.newPage();
  await page.goto(link);
  // Not `waitForFunction`: it evaluates in the page, which the content security policy forbids.
  await page.locator("body[data-ready]").waitFor({ state: "attached" });
  return page;
}
