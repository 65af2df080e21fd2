import { createHash, createHmac, randomBytes } from "node:crypto";
import { join } from "node:path";
import * as z from "zod";
import { Sha256 } from "#shared/model/primitives.ts";
import { openStateFile } from "../desktop/state-file.ts";
import { readOrCreateKey } from "../vault/file-secret-box.ts";

/**
 * What lets pages in. A launch token opens the session of one page, which makes the rest of the session's token by itself:
 * `<launch token>.<secret of the page>`. Whoever comes by the launch token afterwards has nothing.
 */
export interface LaunchTokens {
  /** A new launch token, for the link that opens the next window. */
  issue(): string;
  /** Whether a launch token still opens a window. */
  isUnspent(launch: string): boolean;
  /** Whether a page is let in. The first session that shows a launch token spends it, and is good from then on. */
  letIn(session: string): Promise<boolean>;
  /** Whether a page was let in with it. */
  isGood(session: string): boolean;
  /** The path segment under which pictures are served; the same for as long as the data folder. */
  readonly photoCapability: string;
}

const day = 24 * 3_600_000;

/** How long a link waits for its window, in milliseconds: it stands in terminals, command lines and histories. */
const launchLifetime = day;

/** How long a page may come back, in milliseconds: nobody but the page has its token. */
const sessionLifetime = 30 * day;

/** Both parts are what a sub-protocol may hold. */
const sessionForm = /^([\w-]+)\.[\w-]{32,100}$/;

/** When each session was opened, by the hash of its token: what lies in the folder lets nobody in. */
const Sessions = z.record(Sha256, z.number());

/**
 * Launch tokens live as long as the process that prints them. Sessions are kept in the folder, so that a page that is open over
 * a restart comes back by itself; in a folder that cannot be written to, they are good for this run.
 */
export async function openLaunchTokens(
  dataFolder: string,
  now: () => number = Date.now,
): Promise<LaunchTokens> {
  const key = await readOrCreateKey(join(dataFolder, "browser-host.key")).catch(() => randomBytes(32));
  const kept = openStateFile(join(dataFolder, "browser-host.sessions"), Sessions, {});
  const unspent = new Map<string, number>();

  const isYoung = (since: number | undefined, lifetime: number) =>
    since !== undefined && now() - since < lifetime;
  const isUnspent = (launch: string) => isYoung(unspent.get(launch), launchLifetime);
  const isGood = (session: string) => isYoung(kept.get()[hashOf(session)], sessionLifetime);
  const keep = (session: string) => {
    const young = Object.entries(kept.get()).filter(([, since]) => isYoung(since, sessionLifetime));
    return kept.set({ ...Object.fromEntries(young), [hashOf(session)]: now() });
  };

  return {
    photoCapability: createHmac("sha256", key).update("photos").digest("base64url").slice(0, 32),
    issue() {
      const launch = randomBytes(24).toString("base64url");
      unspent.set(launch, now());
      return launch;
    },
    isUnspent,
    isGood,
    async letIn(session) {
      if (isGood(session)) return true;
      const launch = sessionForm.exec(session)?.[1] ?? "";
      if (!isUnspent(launch)) return false;
      unspent.delete(launch);
      await keep(session).catch(() => {});
      return true;
    },
  };
}

function hashOf(session: string): string {
  return createHash("sha256").update(session).digest("hex");
}
