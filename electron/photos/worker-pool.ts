import { once } from "node:events";
import { Worker } from "node:worker_threads";
import { createTurns } from "./turns.ts";

/** Threads that each do one task after the other. They begin when there is work, and end when there is none for a while. */
export interface WorkerPool<Task, Answer> extends AsyncDisposable {
  /** Rejects with the signal's reason, or with an error where the thread broke down. */
  run(task: Task, signal: AbortSignal): Promise<Answer>;
}

export interface WorkerPoolOptions {
  readonly file: string | URL;
  readonly atOnce: number;
  /** A thread is replaced after that many: the memory of WebAssembly grows and never shrinks. */
  readonly tasksEach: number;
}

interface Thread {
  readonly worker: Worker;
  tasks: number;
  goodbye: NodeJS.Timeout | undefined;
}

const idleMilliseconds = 20_000;

export function createWorkerPool<Task, Answer>(options: WorkerPoolOptions): WorkerPool<Task, Answer> {
  const { file, atOnce, tasksEach } = options;
  const turns = createTurns(atOnce);
  const idle: Thread[] = [];
  const all = new Set<Thread>();

  function begin(): Thread {
    // The libraries inside print what they dislike.
    const worker = new Worker(file, { execArgv: [], stdout: true, stderr: true });
    const thread: Thread = { worker, tasks: 0, goodbye: undefined };
    // Without a listener, a thread that breaks down takes the process with it.
    worker.on("error", () => {});
    all.add(thread);
    return thread;
  }

  async function end(thread: Thread): Promise<void> {
    clearTimeout(thread.goodbye);
    all.delete(thread);
    const place = idle.indexOf(thread);
    if (place >= 0) idle.splice(place, 1);
    await thread.worker.terminate();
  }

  async function work(task: Task, signal: AbortSignal): Promise<Answer> {
    const thread = idle.pop() ?? begin();
    clearTimeout(thread.goodbye);
    thread.worker.ref();
    try {
      const answered = answerOf<Answer>(thread.worker, signal);
      thread.worker.postMessage(task, []);
      const answer = await answered;
      thread.tasks += 1;
      if (thread.tasks >= tasksEach) void end(thread);
      else rest(thread);
      return answer;
    } catch (error) {
      await end(thread);
      throw error;
    }
  }

  function rest(thread: Thread): void {
    thread.worker.unref();
    thread.goodbye = setTimeout(() => void end(thread), idleMilliseconds).unref();
    idle.push(thread);
  }

  return {
    run: (task, signal) => turns.take(() => work(task, signal), signal),
    async [Symbol.asyncDispose]() {
      await Promise.all([...all].map(end));
    },
  };
}

async function answerOf<Answer>(worker: Worker, signal: AbortSignal): Promise<Answer> {
  const settled = new AbortController();
  const until = { signal: AbortSignal.any([signal, settled.signal]) };
  try {
    return await Promise.race([
      once(worker, "message", until).then(([answer]) => answer as Answer),
      once(worker, "exit", until).then(() => {
        throw new Error("The worker ended before it answered");
      }),
    ]);
  } catch (error) {
    signal.throwIfAborted();
    throw error;
  } finally {
    settled.abort();
  }
}
