import { expect, test, vi } from "vitest";
import { HubNotStarted } from "#electron/hub/hub-thread.ts";
import { backoff, createBell, sleep, streamUntil, unlessAborted } from "#electron/sync/bell.ts";
import { createConnectivity, whileOnline } from "#electron/sync/connectivity.ts";
import { HubUnavailable } from "#electron/sync/hub-unavailable.ts";
import { createLiveState, watch } from "#electron/sync/live-state.ts";

const silent = { info() {}, error: () => "defect" };

/** A hub that is as the test says, and the loop that looks at it. */
function looking(initial: {
  obstacle: "switchedOff" | "notPaired" | null;
  hub: "up" | "down" | "damaged" | "strange" | "removed";
  wasRemoved?: boolean;
}) {
  const world = { ...initial };
  const connectivity = createConnectivity({
    obstacle: () => world.obstacle,
    wasRemoved: () => world.wasRemoved === true,
    probe: () => {
      if (world.hub === "strange") return Promise.reject(new RangeError("what is this"));
      if (world.hub === "up") world.wasRemoved = false;
      if (world.hub === "up") return Promise.resolve();
      if (world.hub === "removed") return Promise.reject(new HubUnavailable("signInAgain"));
      const why = world.hub === "damaged" ? new HubNotStarted("It is no database", "damaged") : undefined;
      return Promise.reject(new HubUnavailable("offline", why));
    },
    log: silent,
    every: 5,
  });
  const stop = new AbortController();
  const ended = connectivity.run(stop.signal);
  const reach = async (connection: string, reason: string | null) => {
    for await (const state of watch(connectivity.state, stop.signal))
      if (state.connection === connection && state.reason === reason) return;
  };
  return {
    world,
    connectivity,
    reach,
    signal: stop.signal,
    [Symbol.asyncDispose]: () => (stop.abort(), ended),
  };
}

test("a desk goes online, notices that the hub went, and comes back", async () => {
  await using desk = looking({ obstacle: null, hub: "up" });
  expect(desk.connectivity.state.get().connection).toBe("connecting");
  await desk.reach("online", null);
  const period = desk.connectivity.period();
  desk.world.hub = "down";
  await desk.reach("offline", "unreachable");
  expect(period.aborted).toBe(true);
  expect(desk.connectivity.period().aborted).toBe(true);
  desk.world.hub = "up";
  desk.connectivity.look();
  await desk.reach("online", null);
  expect(desk.connectivity.period().aborted).toBe(false);
});

test("an own hub that does not start is told apart from one that does not answer, until it does", async () => {
  await using desk = looking({ obstacle: null, hub: "down" });
  await desk.reach("offline", "unreachable");
  desk.world.hub = "damaged";
  desk.connectivity.look();
  await desk.reach("offline", "ownHubDown");
  desk.world.hub = "up";
  desk.connectivity.look();
  await desk.reach("online", null);
});

test("the switch works at once, whatever the loop is doing, and so does its way back", async () => {
  await using desk = looking({ obstacle: null, hub: "up" });
  await desk.reach("online", null);
  desk.world.obstacle = "switchedOff";
  desk.connectivity.look();
  expect(desk.connectivity.state.get()).toMatchObject({ connection: "offline", reason: "switchedOff" });
  desk.world.obstacle = null;
  desk.connectivity.look();
  expect(desk.connectivity.state.get()).toMatchObject({ connection: "connecting", reason: null });
  await desk.reach("online", null);
});

test("a removed desk and an answer that nobody understands are offline", async () => {
  await using removed = looking({ obstacle: null, hub: "removed" });
  await removed.reach("offline", "deviceRemoved");
  await using strange = looking({ obstacle: null, hub: "strange" });
  await strange.reach("offline", "unreachable");
  await using unpaired = looking({ obstacle: "notPaired", hub: "up" });
  await unpaired.reach("offline", "notPaired");
});

test("a desk that was removed stays so while nobody can say otherwise, the switch included", async () => {
  await using desk = looking({ obstacle: null, hub: "down", wasRemoved: true });
  const removed = { connection: "offline", reason: "deviceRemoved" };
  expect(desk.connectivity.state.get()).toMatchObject(removed);
  const seen: (string | null)[] = [];
  desk.connectivity.state.subscribe(() => seen.push(desk.connectivity.state.get().reason));
  desk.world.obstacle = "switchedOff";
  desk.connectivity.look();
  desk.world.obstacle = null;
  desk.connectivity.look();
  desk.world.hub = "up";
  desk.connectivity.look();
  await desk.reach("online", null);
  expect(seen).toEqual(["switchedOff", "deviceRemoved", null]);
});

test("the moment since when does not move while nothing changes", async () => {
  await using desk = looking({ obstacle: null, hub: "down" });
  await desk.reach("offline", "unreachable");
  const { since } = desk.connectivity.state.get();
  for (let look = 0; look < 5; look += 1) {
    desk.connectivity.look();
    await new Promise(setImmediate);
  }
  expect(desk.connectivity.state.get().since).toBe(since);
});

test("work runs only while online, ends with it, and starts again", async () => {
  await using desk = looking({ obstacle: "switchedOff", hub: "up" });
  const runs = createLiveState(0);
  const finished = whileOnline(
    desk.connectivity,
    desk.signal,
    async (signal) => {
      runs.set(runs.get() + 1);
      await sleep(60_000, signal);
      throw new HubUnavailable("offline");
    },
    silent,
  );
  for (const round of [1, 2]) {
    expect(runs.get()).toBe(round - 1);
    desk.world.obstacle = null;
    desk.connectivity.look();
    for await (const count of watch(runs, desk.signal)) if (count === round) break;
    desk.world.obstacle = "switchedOff";
    desk.connectivity.look();
  }
  await desk[Symbol.asyncDispose]();
  await finished;
});

test("hurrying cuts the pause before another try short", async () => {
  // Time stands still, so that no pause ends by itself.
  vi.useFakeTimers({ toFake: ["setTimeout"] });
  try {
    await using desk = looking({ obstacle: null, hub: "up" });
    const runs = createLiveState(0);
    const fail = async () => {
      runs.set(runs.get() + 1);
      throw new Error("The hub is confused");
    };
    const finished = whileOnline(desk.connectivity, desk.signal, fail, silent);
    for await (const count of watch(runs, desk.signal)) {
      if (count === 3) break;
      if (count > 0) desk.connectivity.hurry();
    }
    await desk[Symbol.asyncDispose]();
    await finished;
  } finally {
    vi.useRealTimers();
  }
});

test("a ring before the wait is not lost, and an abort ends every wait", async () => {
  const bell = createBell();
  const stop = new AbortController();
  bell.ring();
  await bell.wait(stop.signal);
  const waits = [bell.wait(stop.signal), bell.wait(stop.signal, 60_000), sleep(60_000, stop.signal)];
  stop.abort();
  await Promise.all(waits);
  await bell.wait(stop.signal);
  await expect(unlessAborted(new Promise(() => {}), stop.signal)).rejects.toThrow(/abort/);
});

test("a stream that says nothing is left when the signal aborts", async () => {
  let left = false;
  const stream: AsyncIterable<number> = {
    [Symbol.asyncIterator]: () => {
      let sent = false;
      return {
        next: () =>
          sent ? new Promise(() => {}) : ((sent = true), Promise.resolve({ done: false, value: 1 })),
        return: () => ((left = true), Promise.resolve({ done: true, value: undefined })),
      };
    },
  };
  const stop = new AbortController();
  const values: number[] = [];
  const reading = (async () => {
    for await (const value of streamUntil(stream, stop.signal)) {
      values.push(value);
      stop.abort();
    }
  })();
  await expect(reading).rejects.toThrow(/abort/);
  expect(values).toEqual([1]);
  expect(left).toBe(true);
});

test("waits double from a second to the longest, never less than half of that", () => {
  expect([1, 2, 3, 10, 1000].map((failures) => backoff(failures, 30_000, () => 1))).toEqual([
    1000, 2000, 4000, 30_000, 30_000,
  ]);
  expect(backoff(3, 30_000, () => 0)).toBe(2000);
});
