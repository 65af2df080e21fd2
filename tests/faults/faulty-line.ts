import type { HubClient } from "#electron/sync/hub-client.ts";
import { HubUnavailable } from "#electron/sync/hub-unavailable.ts";

/** What a line does to the next exchange. */
export type Fault = "loseRequest" | "loseResponse" | "repeat" | "none";

/** A line between a desk and its hub that can be cut, and on which single exchanges go wrong. */
export interface FaultyLine {
  cut: boolean;
  /** The faults of the exchanges to come, used up one by one. */
  readonly faults: Fault[];
  over(client: HubClient): HubClient;
}

export function createFaultyLine(): FaultyLine {
  const line: FaultyLine = {
    cut: false,
    faults: [],
    over: (client) => ({
      ...client,
      probe: (signal) => (line.cut ? offline() : client.probe(signal)),
      changes: (signal) => (line.cut ? offline() : client.changes(signal)),
      pull: (request, signal) => exchange(() => client.pull(request, signal)),
      snapshot: (request, signal) => exchange(() => client.snapshot(request, signal)),
      push: (request, signal) => exchange(() => client.push(request, signal)),
    }),
  };

  async function exchange<T>(act: () => Promise<T>): Promise<T> {
    if (line.cut) return offline();
    const fault = line.faults.shift() ?? "none";
    if (fault === "loseRequest") return offline();
    // As a proxy does that did not hear the answer: the hub gets the same twice, and the desk the second answer.
    if (fault === "repeat") await act();
    const answer = await act();
    return fault === "loseResponse" || line.cut ? offline() : answer;
  }
  return line;
}

function offline(): Promise<never> {
  return Promise.reject(new HubUnavailable("offline"));
}
