import { once } from "node:events";
import { Worker } from "node:worker_threads";
import type { HeicAnswer, HeicTask } from "./heic-worker.ts";
import { PhotoRefusal } from "./photo-refusal.ts";

/** Beside this module both in the sources and in the built main process. */
const workerFile = import.meta.url.endsWith(".ts") ? "./heic-worker.ts" : "./heic-worker.js";

export interface DecodedHeic {
  readonly tiff: Buffer;
  /** The file was cut short, so part of the picture is missing. */
  readonly endsEarly: boolean;
}

/** Decodes a HEIC, which sharp's libvips cannot for the sake of patents, into an upright TIFF that it can. */
export async function decodeHeic(task: HeicTask, signal: AbortSignal): Promise<DecodedHeic> {
  signal.throwIfAborted();
  const worker = new Worker(new URL(workerFile, import.meta.url), {
    workerData: task,
    execArgv: [],
    // libheif prints what it dislikes.
    stdout: true,
    stderr: true,
  });
  try {
    const answer = await firstAnswer(worker, signal);
    if ("failure" in answer) throw new PhotoRefusal(answer.failure);
    return { tiff: Buffer.from(answer.tiff.buffer), endsEarly: answer.endsEarly };
  } finally {
    await worker.terminate();
  }
}

async function firstAnswer(worker: Worker, signal: AbortSignal): Promise<HeicAnswer> {
  const settled = new AbortController();
  const until = AbortSignal.any([signal, settled.signal]);
  try {
    return await Promise.race([
      once(worker, "message", { signal: until }).then(([answer]) => answer as HeicAnswer),
      once(worker, "exit", { signal: until }).then(() => {
        throw new PhotoRefusal("broken");
      }),
    ]);
  } catch (error) {
    signal.throwIfAborted();
    throw error instanceof PhotoRefusal ? error : new PhotoRefusal("broken", error);
  } finally {
    settled.abort();
  }
}
