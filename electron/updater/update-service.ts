import { join } from "node:path";
import * as z from "zod";
import {
  UpdateChannel,
  type UpdateMeans,
  type UpdateStatus,
  type WorkUnderWay,
} from "#shared/contract/updates.ts";
import { openStateFile } from "../desktop/state-file.ts";
import type { Log } from "../log.ts";
import { sleep } from "../sync/bell.ts";
import { createLiveState, type LiveState } from "../sync/live-state.ts";
import { factsByKind, type Installation } from "./installation.ts";
import type { StartGuard } from "./start-guard.ts";
import { createUpdateEngine, type Offer, type UpdateEngine } from "./update-engine.ts";
import { updateFailureOf } from "./update-failure.ts";

/** Where new versions are looked for. */
export interface UpdateFeed {
  readonly url: string;
  /** A hub may have none, which is nobody's fault. */
  readonly isOptional: boolean;
}

/** Brings this installation new versions, quietly, and installs them when nothing is under way. */
export interface UpdateService {
  readonly status: Pick<LiveState<UpdateStatus>, "get" | "subscribe">;
  /** Resolves when the feed has answered or could not; never throws. A download goes on behind it. */
  check(): Promise<UpdateStatus>;
  setChannel(channel: UpdateChannel): Promise<UpdateStatus>;
  /** Closes the app, to be installed and started again; what is under way, where that keeps it from happening. */
  install(): "closing" | "nothingReady" | readonly WorkUnderWay[];
  /** The user would rather stay than close the app now. */
  stay(): void;
  /** The app begins to close: what is under way by now keeps the installation for another time. */
  leaving(): void;
  /** Everything has ended: the installer's turn. */
  handOver(): void;
  /** Looks now and every few hours, until the signal aborts. */
  run(signal: AbortSignal): Promise<void>;
}

export interface UpdateServiceOptions {
  /** Null where the app cannot update itself. */
  readonly installation: Installation | null;
  readonly version: string;
  readonly dataFolder: string;
  readonly publicKey: string | null;
  readonly feed: () => UpdateFeed | null;
  readonly work: () => readonly WorkUnderWay[];
  readonly guard: Pick<StartGuard, "rolledBack" | "withoutBackup">;
  readonly log: Log;
  readonly now?: () => number;
}

const Settings = z.object({ channel: UpdateChannel, lastCheckAt: z.string().nullable() });

/** Milliseconds between checks, and after one that failed. */
const usualPause = 4 * 3_600_000;
const pauseAfterFailure = 20 * 60_000;

export function createUpdateService(options: UpdateServiceOptions): UpdateService {
  const { installation, version, dataFolder, publicKey, guard, work, log, now = Date.now } = options;
  const settings = openStateFile(join(dataFolder, "updates.json"), Settings, {
    channel: "latest",
    lastCheckAt: null,
  });
  const status = createLiveState<UpdateStatus>({
    means: meansOf(options),
    version,
    ...settings.get(),
    progress: { type: "idle" },
    rolledBack: guard.rolledBack,
    withoutBackup: guard.withoutBackup,
  });
  const change = (part: Partial<UpdateStatus>) => status.set({ ...status.get(), ...part });
  let current: { readonly key: string; readonly engine: UpdateEngine } | null = null;
  let asking: Promise<void> | null = null;
  let fetching: Promise<void> | null = null;
  let restart = false;
  let workOnLeaving: readonly WorkUnderWay[] = [];

  /** One for each feed and channel: it knows what it has fetched. */
  const engineFor = (place: Installation, key: string, url: string) => {
    const { channel } = settings.get();
    const name = `${channel} ${url}`;
    if (current?.key !== name) {
      const feed = { url, publicKey: key };
      const engine = createUpdateEngine({ installation: place, version, dataFolder, feed, channel, log });
      current = { key: name, engine };
      change({ progress: { type: "idle" } });
    }
    return current.engine;
  };
  const readyVersion = () => {
    const { progress } = status.get();
    return progress.type === "ready" ? progress.version : null;
  };
  const failed = (error: unknown, event: string, isOptional: boolean) => {
    const failure = updateFailureOf(error);
    if (failure === "noManifest" && isOptional)
      return change({ means: "noFeed", progress: { type: "idle" } });
    log.error(event, error, { failure });
    change({ progress: { type: "failed", failure } });
  };
  const fetch = async (engine: UpdateEngine, { version, notes }: Offer, onQuit: boolean) => {
    change({ progress: { type: "downloading", version, percent: 0 } });
    try {
      const isHere = await engine.download((percent) =>
        change({ progress: { type: "downloading", version, percent } }),
      );
      change({ progress: isHere ? { type: "ready", version, notes, onQuit } : { type: "idle" } });
      log.info(isHere ? "update ready" : "update not fetched to its end", { version });
    } catch (error) {
      failed(error, "update not downloaded", false);
    }
  };
  const ask = async () => {
    const feed = options.feed();
    change({ means: meansOf(options) });
    if (!installation || publicKey === null || !feed || fetching) return;
    try {
      const engine = engineFor(installation, publicKey, feed.url);
      if (readyVersion() === null) change({ progress: { type: "checking" } });
      const offer = await engine.check();
      const lastCheckAt = new Date(now()).toISOString();
      await settings.set({ ...settings.get(), lastCheckAt });
      change({ lastCheckAt });
      if (!offer || offer.version === guard.rolledBack?.version)
        return change({ progress: { type: "idle" } });
      if (offer.version === readyVersion()) return;
      const { onQuit } = factsByKind[installation.kind];
      fetching = fetch(engine, offer, onQuit).finally(() => (fetching = null));
    } catch (error) {
      // What is ready was found good when it came, and stays.
      if (readyVersion() === null) failed(error, "update not looked for", feed.isOptional);
    }
  };
  const askOnce = () => (asking ??= ask().finally(() => (asking = null)));
  const settle = async () => {
    current?.engine.cancel();
    await asking;
    await fetching;
  };

  return {
    status,
    async check() {
      await askOnce();
      return status.get();
    },
    async setChannel(channel) {
      if (channel === settings.get().channel) return status.get();
      await settle();
      await settings.set({ ...settings.get(), channel });
      change({ channel, progress: { type: "idle" } });
      await askOnce();
      return status.get();
    },
    install() {
      if (readyVersion() === null || !installation) return "nothingReady";
      const inTheWay = work();
      if (inTheWay.length > 0) return inTheWay;
      restart = true;
      installation.quit();
      return "closing";
    },
    stay() {
      restart = false;
    },
    leaving() {
      workOnLeaving = work();
    },
    handOver() {
      const { progress } = status.get();
      if (progress.type !== "ready" || !(progress.onQuit || restart)) return;
      if (workOnLeaving.length > 0) {
        log.info("update kept for another time", { work: workOnLeaving.join(" ") });
        return;
      }
      if (!current?.engine.handOver(restart))
        log.error("update not installed", "the installer did not take it");
    },
    async run(signal) {
      signal.addEventListener("abort", () => current?.engine.cancel(), { once: true });
      while (!signal.aborted) {
        await askOnce();
        await fetching;
        const hasFailed = status.get().progress.type === "failed";
        await sleep(hasFailed ? pauseAfterFailure : usualPause, signal);
      }
      await settle();
    },
  };
}

function meansOf({ installation, publicKey, feed }: UpdateServiceOptions): UpdateMeans {
  if (!installation) return "host";
  if (publicKey === null) return "noKey";
  return feed() ? "itself" : "noFeed";
}
