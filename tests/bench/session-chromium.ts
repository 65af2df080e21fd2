import { spawn } from "node:child_process";
import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { chromium, type Page } from "playwright-core";
import { chromiumArguments, chromiumExecutable } from "#tests/support/chromium.ts";

const args = [
  ...chromiumArguments,
  "--headless",
  "--no-first-run",
  "--lang=en-US",
  "--hide-scrollbars",
  "--mute-audio",
  "--force-color-profile=srgb",
  "--disable-background-networking",
  "--disable-component-update",
  "--disable-background-timer-throttling",
  "--disable-backgrounding-occluded-windows",
  "--disable-renderer-backgrounding",
  "--remote-debugging-port=0",
  "about:blank",
];

/**
 * A browser in the session of this process, as the windows of an app are in the app's own. Playwright begins one for what it
 * starts, and Linux divides the processor among sessions first, whatever priority the threads in them have (sched(7), autogroup).
 */
export async function startChromium(profile: string): Promise<AsyncDisposable & { readonly page: Page }> {
  const child = spawn(await chromiumExecutable(), [...args, `--user-data-dir=${profile}`], {
    stdio: "ignore",
  });
  const ended = new Promise<void>((resolve) => child.once("exit", () => resolve()));
  const browser = await chromium.connectOverCDP(`http://127.0.0.1:${await portIn(profile)}`);
  const context = browser.contexts()[0]!;
  const page = context.pages()[0] ?? (await context.newPage());
  await page.setViewportSize({ width: 1440, height: 900 });
  return {
    page,
    async [Symbol.asyncDispose]() {
      await browser.close();
      child.kill("SIGTERM");
      await ended;
    },
  };
}

/** Chromium writes it once it listens. */
async function portIn(profile: string): Promise<string> {
  for (let left = 400; left > 0; left--) {
    const text = await readFile(join(profile, "DevToolsActivePort"), "utf8").catch(() => "");
    const [port] = text.split("\n");
    if (port) return port;
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
  throw new Error("Chromium does not answer");
}
