import type { SyncStatus } from "#shared/contract/bridge.ts";
import { HubNotStarted } from "../hub/hub-thread.ts";
import type { Log } from "../log.ts";
import { backoff, createBell } from "./bell.ts";
import { HubUnavailable } from "./hub-unavailable.ts";
import { createLiveState, type LiveState } from "./live-state.ts";

type ConnectionState = Pick<SyncStatus, "connection" | "reason" | "since">;

export interface Connectivity {
  readonly state: Pick<LiveState<ConnectionState>, "get" | "subscribe">;
  /** Aborts when the desk next goes offline; already aborted while it is. */
  period(): AbortSignal;
  /** Takes notice at once that the switch or the pairing changed, or that a call failed, and looks for itself. */
  look(): void;
  /** Looks, and cuts short what pauses before another try. */
  hurry(): void;
  /** How often it was hurried. */
  readonly hurries: Pick<LiveState<number>, "get" | "subscribe">;
  /** The loop; ends when the signal aborts. */
  run(signal: AbortSignal): Promise<void>;
}

/** What this desk itself knows to be in the way. */
export type Obstacle = "switchedOff" | "notPaired" | "vaultLocked" | "moving" | "newHub";

const obstacles: ReadonlySet<string | null> = new Set<Obstacle>([
  "switchedOff",
  "notPaired",
  "vaultLocked",
  "moving",
  "newHub",
]);

export interface ConnectivityOptions {
  /** What keeps this desk from even trying, or null. */
  readonly obstacle: () => Obstacle | null;
  readonly probe: (signal: AbortSignal) => Promise<void>;
  /** Whether the hub did not admit this desk when it last answered, which holds until it does. */
  readonly wasRemoved?: () => boolean;
  readonly log: Log;
  readonly now?: () => number;
  /** Milliseconds between probes while all is well. */
  readonly every?: number;
}

/** Milliseconds between questions whether a removed desk was let in again. */
const removedEvery = 60_000;

export function createConnectivity(options: ConnectivityOptions): Connectivity {
  const { obstacle, probe, wasRemoved = () => false, log, now = Date.now, every = 15_000 } = options;
  const bell = createBell();
  const initial = obstacle() ?? (wasRemoved() ? "deviceRemoved" : null);
  const state = createLiveState<ConnectionState>({
    connection: initial ? "offline" : "connecting",
    reason: initial,
    since: new Date(now()).toISOString(),
  });
  let period = new AbortController();
  if (initial) period.abort();

  const enter = (connection: ConnectionState["connection"], reason: ConnectionState["reason"] = null) => {
    const before = state.get();
    if (before.connection === connection && before.reason === reason) return;
    if (connection === "offline") period.abort(new HubUnavailable("offline"));
    else if (period.signal.aborted) period = new AbortController();
    state.set({ connection, reason, since: new Date(now()).toISOString() });
    log.info("connection", { connection, reason: reason ?? "" });
  };
  /** The switch and the pairing hold from the moment they change, not from the next turn of the loop. */
  const heed = () => {
    const found = obstacle();
    if (found) enter("offline", found);
    else if (obstacles.has(state.get().reason) && wasRemoved()) enter("offline", "deviceRemoved");
    else if (obstacles.has(state.get().reason)) enter("connecting");
    return found;
  };

  const hurries = createLiveState(0);
  const look = () => {
    heed();
    bell.ring();
  };

  return {
    state,
    period: () => period.signal,
    look,
    hurries,
    hurry() {
      look();
      hurries.set(hurries.get() + 1);
    },
    async run(signal) {
      for (let failures = 0; !signal.aborted;) {
        if (heed()) {
          failures = 0;
          await bell.wait(signal);
          continue;
        }
        const answer = await ask(probe, signal, log);
        if (signal.aborted || obstacle()) continue;
        const isGone = answer === "unreachable" || answer === "ownHubDown";
        if (answer === "online") enter("online");
        else enter("offline", isGone && !wasRemoved() ? answer : "deviceRemoved");
        failures = isGone ? failures + 1 : 0;
        await bell.wait(signal, isGone ? backoff(failures) : answer === "online" ? every : removedEvery);
      }
    },
  };
}

async function ask(
  probe: ConnectivityOptions["probe"],
  signal: AbortSignal,
  log: Log,
): Promise<"online" | "unreachable" | "ownHubDown" | "signInAgain"> {
  try {
    await probe(signal);
    return "online";
  } catch (error) {
    if (error instanceof HubUnavailable && error.kind === "signInAgain") return error.kind;
    if (error instanceof HubUnavailable)
      return error.cause instanceof HubNotStarted ? "ownHubDown" : "unreachable";
    if (!signal.aborted) log.error("the hub's answer to a probe is not understood", error);
    return "unreachable";
  }
}

/** Runs the task whenever the desk is online, until `signal`; it starts again, after a pause, where it ends or fails. */
export async function whileOnline(
  connectivity: Connectivity,
  signal: AbortSignal,
  task: (signal: AbortSignal) => Promise<void>,
  log: Log,
): Promise<void> {
  const bell = createBell();
  const ends = [connectivity.state, connectivity.hurries].map((state) => state.subscribe(() => bell.ring()));
  try {
    for (let failures = 0; !signal.aborted;) {
      if (connectivity.state.get().connection !== "online") {
        failures = 0;
        await bell.wait(signal);
        continue;
      }
      const until = AbortSignal.any([signal, connectivity.period()]);
      failures = (await succeeded(task, until, connectivity, log)) ? 0 : failures + 1;
      if (!until.aborted) await bell.wait(signal, backoff(failures + 1));
    }
  } finally {
    ends.forEach((end) => end());
  }
}

async function succeeded(
  task: (signal: AbortSignal) => Promise<void>,
  signal: AbortSignal,
  connectivity: Connectivity,
  log: Log,
): Promise<boolean> {
  try {
    await task(signal);
    return true;
  } catch (error) {
    if (signal.aborted) return false;
    if (error instanceof HubUnavailable) connectivity.look();
    else log.error("background exchange with the hub failed", error);
    return false;
  }
}
