import type { HubClient } from "#electron/sync/hub-client.ts";
import { HubUnavailable } from "#electron/sync/hub-unavailable.ts";

/** What a line does to the next exchange; `late` holds its answer back until another one has come and was taken in, so that they change places. */
export type Fault = "loseRequest" | "loseResponse" | "repeat" | "late" | "none";

/** A line between a desk and its hub that can be cut, and on which single exchanges go wrong. */
export interface FaultyLine {
  setCut(cut: boolean): void;
  /** The faults of the exchanges to come, used up one by one. */
  readonly faults: Fault[];
  over(client: HubClient): HubClient;
}

/** Milliseconds after which an answer is late enough where no other one comes. */
const latest = 60;
/** Milliseconds in which a desk has stored what came. */
const taken = 15;

export function createFaultyLine(): FaultyLine {
  const faults: Fault[] = [];
  let isCut = false;
  /** Aborts when the line is cut. */
  let whole = new AbortController();
  let passed = Promise.withResolvers<void>();

  async function exchange<T>(act: () => Promise<T>): Promise<T> {
    if (isCut) return offline();
    const fault = faults.shift() ?? "none";
    if (fault === "loseRequest") return offline();
    // As a proxy does that did not hear the answer: the hub gets the same twice, and the desk the second answer.
    if (fault === "repeat") await act();
    const answer = await act();
    if (fault === "late") await Promise.race([passed.promise.then(() => pause(taken)), pause(latest)]);
    passed.resolve();
    passed = Promise.withResolvers();
    return fault === "loseResponse" || isCut ? offline() : answer;
  }

  return {
    faults,
    setCut(cut) {
      if (cut) whole.abort(new HubUnavailable("offline"));
      else if (isCut) whole = new AbortController();
      isCut = cut;
    },
    over: (client) => ({
      ...client,
      probe: (signal) => (isCut ? offline() : client.probe(signal)),
      changes: (signal) => (isCut ? offline() : client.changes(AbortSignal.any([signal, whole.signal]))),
      pull: (request, signal) => exchange(() => client.pull(request, signal)),
      snapshot: (request, signal) => exchange(() => client.snapshot(request, signal)),
      push: (request, signal) => exchange(() => client.push(request, signal)),
    }),
  };
}

function offline(): Promise<never> {
  return Promise.reject(new HubUnavailable("offline"));
}

const pause = (millis: number) => new Promise<void>((resolve) => setTimeout(resolve, millis));
