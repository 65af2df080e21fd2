import { join } from "node:path";
import { type BrowserContext, chromium, type Page, type Route } from "playwright-core";
import { freePort } from "../support/ports.ts";
import { options, trace } from "./options.ts";

/** The one Chromium of an application, which keeps its profile (IndexedDB among it) in the data folder. */
export interface Chromium {
  readonly version: string;
  /** Where the harness connects to drive the windows. */
  readonly endpoint: string;
  newPage(): Promise<Page>;
  /** Sends every request of the page through here; without a claim a request is refused. */
  claim(page: Page, handle: (route: Route) => Promise<void>): void;
  close(): Promise<void>;
}

export async function startChromium(dataFolder: string): Promise<Chromium> {
  const port = await freePort();
  const context = await chromium.launchPersistentContext(join(dataFolder, "Chromium"), {
    executablePath: options.executable,
    headless: true,
    viewport: null,
    serviceWorkers: "block",
    args: [...options.chromiumArguments, `--remote-debugging-port=${port}`],
  });
  const claims = new Map<Page, (route: Route) => Promise<void>>();
  // Electron shows no window for one that its opener was denied.
  context.on("page", (page) => {
    void page.opener().then((opener) => opener && page.close());
  });
  await context.route("**/*", (route) => handlerOf(route, claims)(route));
  return {
    version: context.browser()?.version() ?? "",
    endpoint: `http://127.0.0.1:${port}`,
    newPage: () => freshPage(context, claims),
    claim: (page, handle) => void claims.set(page, handle),
    close: () => context.close(),
  };
}

/** A persistent context opens with one blank page, which becomes the first window. */
async function freshPage(context: BrowserContext, claims: ReadonlyMap<Page, unknown>): Promise<Page> {
  const blank = context.pages().find((page) => page.url() === "about:blank" && !claims.has(page));
  return blank ?? (await context.newPage());
}

/** A request of a popup whose frame does not exist yet belongs to the window that opened it: the first one. */
function handlerOf(route: Route, claims: ReadonlyMap<Page, (route: Route) => Promise<void>>) {
  const own = claims.get(pageOf(route) ?? ({} as Page));
  const [first] = claims.values();
  return own ?? first ?? ((refused: Route) => refused.abort());
}

export function pageOf(route: Route): Page | null {
  try {
    return route.request().frame().page();
  } catch {
    trace("no frame yet", route.request().url());
    return null;
  }
}
