import type { HubClient } from "#electron/sync/hub-client.ts";
import { HubUnavailable } from "#electron/sync/hub-unavailable.ts";
import { openFaultyParts } from "./faulty-parts.ts";

/** What a line does to the next exchange; `late` holds its answer back until another one has come and was taken in, so that they change places. */
export type Fault = "loseRequest" | "loseResponse" | "repeat" | "late" | "none";

/** What does not get through; `writes` is a hub that answers and can keep nothing, as one with a full disk. */
export type Cut = boolean | "writes";

/** A line between a desk and its hub that can be cut, and on which single exchanges go wrong. */
export interface FaultyLine extends AsyncDisposable {
  setCut(cut: Cut): void;
  /** The faults of the exchanges to come, used up one by one. */
  readonly faults: Fault[];
  /** The same for the requests by which a large file goes to the hub in parts. */
  readonly faultsOfParts: Fault[];
  over(client: HubClient): HubClient;
}

/** Milliseconds after which an answer is late enough where no other one comes. */
const latest = 60;
/** Milliseconds in which a desk has stored what came. */
const taken = 15;

export async function openFaultyLine(): Promise<FaultyLine> {
  const faults: Fault[] = [];
  const parts = await openFaultyParts();
  let cut: Cut = false;
  /** Aborts when the line is cut. */
  let whole = new AbortController();
  let passed = Promise.withResolvers<void>();

  /** What came back, and whether it is lost on the way; `end` is for an answer that nobody takes. */
  async function pass<T>(
    act: () => Promise<T>,
    end: (answer: T) => Promise<void>,
    isCut: () => boolean,
  ): Promise<{ answer: T; isLost: boolean }> {
    if (isCut()) return offline();
    const fault = faults.shift() ?? "none";
    if (fault === "loseRequest") return offline();
    // As a proxy does that did not hear the answer: the hub gets the same twice, and the desk the second answer.
    if (fault === "repeat") await end(await act());
    const answer = await act();
    if (fault === "late") await Promise.race([passed.promise.then(() => pause(taken)), pause(latest)]);
    passed.resolve();
    passed = Promise.withResolvers();
    return { answer, isLost: fault === "loseResponse" || isCut() };
  }

  const isSilent = () => cut === true;
  const isFull = () => cut !== false;

  async function exchange<T>(act: () => Promise<T>, isCut = isSilent): Promise<T> {
    const { answer, isLost } = await pass(act, async () => undefined, isCut);
    return isLost ? offline() : answer;
  }

  /** Of a file that is lost on the way half has come. */
  async function transfer(act: () => Promise<Response>, isCut: () => boolean): Promise<Response> {
    const { answer, isLost } = await pass(act, discard, isCut);
    if (!isLost) return answer;
    if (answer.headers.has("accept-ranges")) return brokenOff(answer);
    await discard(answer);
    return offline();
  }

  return {
    faults,
    faultsOfParts: parts.faults,
    setCut(next) {
      if (next === true) whole.abort(new HubUnavailable("offline"));
      else if (whole.signal.aborted) whole = new AbortController();
      parts.setCut(next !== false);
      cut = next;
    },
    over: (client) => ({
      ...client,
      probe: (signal) => (isSilent() ? offline() : client.probe(signal)),
      changes: (signal) => (isSilent() ? offline() : client.changes(AbortSignal.any([signal, whole.signal]))),
      pull: (request, signal) => exchange(() => client.pull(request, signal)),
      snapshot: (request, signal) => exchange(() => client.snapshot(request, signal)),
      push: (request, signal) => exchange(() => client.push(request, signal), isFull),
      missing: (hashes, signal) => exchange(() => client.missing(hashes, signal)),
      async admission(signal) {
        const { address, authorization } = await client.admission(signal);
        return { address: parts.before(address), authorization };
      },
      request: (path, init, signal) =>
        transfer(
          () => client.request(path, init, AbortSignal.any([signal, whole.signal])),
          "file" in init ? isFull : isSilent,
        ),
    }),
    [Symbol.asyncDispose]: () => parts[Symbol.asyncDispose](),
  };
}

async function discard({ body }: Response): Promise<void> {
  await body?.cancel();
}

function brokenOff(response: Response): Response {
  const { status, statusText, headers } = response;
  const half = halfOf(response);
  const pull = async (controller: ReadableStreamDefaultController<Uint8Array>) => {
    const { value } = await half.next();
    if (value) controller.enqueue(value);
  };
  const cancel = async () => void (await half.return());
  // Read only as it is asked for: a stream that fails forgets what was not taken of it.
  const body = new ReadableStream<Uint8Array>({ pull, cancel }, { highWaterMark: 0 });
  return new Response(body, { status, statusText, headers });
}

async function* halfOf({ body, headers }: Response): AsyncGenerator<Uint8Array, void, void> {
  let left = Math.floor(Number(headers.get("content-length")) / 2);
  for await (const chunk of body!) {
    yield chunk.subarray(0, left);
    left -= chunk.length;
    if (left <= 0) break;
  }
  // What `fetch` says of a connection that was closed.
  throw new TypeError("terminated");
}

function offline(): Promise<never> {
  return Promise.reject(new HubUnavailable("offline"));
}

const pause = (millis: number) => new Promise<void>((resolve) => setTimeout(resolve, millis));
