import { once } from "node:events";
import { Worker } from "node:worker_threads";
import type { CopyAnswer, CopyOrder, CopyWorkerData } from "./copy-worker.ts";
import type { StoredCopy, StoreOrder } from "./copying.ts";
import type { FileOrder } from "./file-writing.ts";
import { PhotoRefusal } from "./photo-refusal.ts";
import type { SecondOrder } from "./second-place.ts";
import { createTurns } from "./turns.ts";

/**
 * Threads that copy and write, each one thing at a time. They do not take the few threads that Node has for files, which decoding
 * needs, and hash where the event loop does not feel it.
 */
export interface CopyLanes extends AsyncDisposable {
  /** As `copyToStore`. Throws a `PhotoRefusal`, or the signal's reason. */
  store(order: StoreOrder, signal: AbortSignal): Promise<StoredCopy>;
  /** As `copyToSecondPlace`. */
  secure(order: SecondOrder, signal: AbortSignal): Promise<void>;
  /** As `writeFilesNow`, one group after the other: each is durable before the next is begun. */
  write(groups: readonly (readonly FileOrder[])[], signal: AbortSignal): Promise<void>;
  /** Gives back the threads and their memory until they are needed again. */
  rest(): Promise<void>;
}

interface Lane {
  worker: Worker | null;
  readonly stop: Int32Array<SharedArrayBuffer>;
}

/** Beside this module both in the sources and in the built main process. */
const workerFile = import.meta.url.endsWith(".ts") ? "./copy-worker.ts" : "./copy-worker.js";

export function openCopyLanes(count: number): CopyLanes {
  const all = Array.from({ length: count }, newLane);
  const free = [...all];
  const turns = createTurns(count);

  const run = (order: CopyOrder, signal: AbortSignal) =>
    turns.take(async () => {
      const lane = free.pop()!;
      try {
        return await answerOf(lane, order, signal);
      } finally {
        free.push(lane);
      }
    }, signal);

  return {
    async store(order, signal) {
      const stored = await run({ to: "store", order }, signal);
      if (!stored) throw new Error("A copying thread answered something else than it was asked");
      return stored;
    },
    async secure(order, signal) {
      await run({ to: "secondPlace", order }, signal);
    },
    async write(groups, signal) {
      await run({ to: "files", order: groups }, signal);
    },
    rest: () => end(free),
    async [Symbol.asyncDispose]() {
      for (const { stop } of all) Atomics.store(stop, 0, 1);
      await end(all);
    },
  };
}

async function end(lanes: readonly Lane[]): Promise<void> {
  const workers = lanes.map((lane) => lane.worker).filter((worker) => worker !== null);
  for (const lane of lanes) lane.worker = null;
  await Promise.all(workers.map((worker) => worker.terminate()));
}

function newLane(): Lane {
  return { worker: null, stop: new Int32Array(new SharedArrayBuffer(Int32Array.BYTES_PER_ELEMENT)) };
}

async function answerOf(lane: Lane, order: CopyOrder, signal: AbortSignal): Promise<StoredCopy | null> {
  Atomics.store(lane.stop, 0, 0);
  const worker = (lane.worker ??= startWorker(lane));
  const stop = () => void Atomics.store(lane.stop, 0, 1);
  signal.addEventListener("abort", stop, { once: true });
  const settled = new AbortController();
  try {
    // oxlint-disable-next-line unicorn/require-post-message-target-origin -- a thread has no origin
    worker.postMessage(order);
    const answer = await Promise.race([
      once(worker, "message", { signal: settled.signal }).then(([message]) => message as CopyAnswer),
      once(worker, "exit", { signal: settled.signal }).then(() => {
        throw new Error("A copying thread ended");
      }),
    ]);
    signal.throwIfAborted();
    if ("failure" in answer) throw new PhotoRefusal(answer.failure, answer.detail);
    return answer.stored;
  } finally {
    settled.abort();
    signal.removeEventListener("abort", stop);
  }
}

function startWorker(lane: Lane): Worker {
  const data: CopyWorkerData = { stop: lane.stop };
  const worker = new Worker(new URL(workerFile, import.meta.url), { workerData: data, execArgv: [] });
  worker.once("exit", () => {
    if (lane.worker === worker) lane.worker = null;
  });
  return worker;
}
