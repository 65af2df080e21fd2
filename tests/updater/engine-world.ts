import { mkdir, mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { UpdateChannel } from "#shared/contract/updates.ts";
import type { Installation } from "#electron/updater/installation.ts";
import { createUpdateEngine, type UpdateEngine } from "#electron/updater/update-engine.ts";
import { makeResources, startFeed, type TestFeed } from "./feed.ts";

interface LogLine {
  readonly event: string;
  readonly fields: Readonly<Record<string, unknown>>;
}

interface EngineOptions {
  readonly version?: string;
  readonly channel?: UpdateChannel;
  readonly dataFolder?: string;
  /** Where it is told that the feed is. */
  readonly url?: string;
  /** The system's. */
  readonly proxy?: string;
}

/** One computer with an installed app, and a feed. */
export interface EngineWorld extends AsyncDisposable {
  readonly folder: string;
  readonly feed: TestFeed;
  readonly installation: Installation;
  readonly dataFolder: string;
  /** Where electron-updater and we keep what was fetched. */
  readonly cache: string;
  readonly log: LogLine[];
  path(name: string): string;
  engine(options?: EngineOptions): UpdateEngine;
}

export async function engineWorld(kind: Installation["kind"] = "appImage"): Promise<EngineWorld> {
  const folder = await mkdtemp(join(tmpdir(), "autosell-updater-"));
  const path = (name: string) => join(folder, name);
  const feed = await startFeed(path("feed"));
  const log: LogLine[] = [];
  const appImage = kind === "appImage" ? path("Autosell-0.1.0.AppImage") : null;
  const former = process.env["APPIMAGE"];
  if (appImage !== null) process.env["APPIMAGE"] = appImage;
  await mkdir(path("data"));
  const installation: Installation = {
    kind,
    resourcesFolder: await makeResources(path("resources")),
    cacheFolder: path("cache"),
    appImage,
    proxyFor: () => Promise.resolve(null),
    quit() {},
  };
  return {
    folder,
    feed,
    installation,
    dataFolder: path("data"),
    cache: path("cache/autosell-updater"),
    log,
    path,
    engine: ({ version = "0.1.0", channel = "latest", dataFolder = path("data"), url, proxy } = {}) =>
      createUpdateEngine({
        installation: proxy ? { ...installation, proxyFor: () => Promise.resolve(proxy) } : installation,
        version,
        dataFolder,
        channel,
        feed: { url: url ?? feed.url, publicKey: feed.publicKey },
        log: {
          info: (event, fields = {}) => void log.push({ event, fields }),
          error(event, error) {
            log.push({ event, fields: { error: String(error) } });
            return "defect";
          },
        },
      }),
    async [Symbol.asyncDispose]() {
      if (former === undefined) delete process.env["APPIMAGE"];
      else process.env["APPIMAGE"] = former;
      await feed[Symbol.asyncDispose]();
      await rm(folder, { recursive: true, force: true });
    },
  };
}
