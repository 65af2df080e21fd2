import { availableParallelism } from "node:os";
import { entryFile } from "../desk/entry-file.ts";
import type { CodeAnswer, CodeTask } from "./code-worker.ts";
import type { GreyPixels } from "./grey-pixels.ts";
import { type DecodedHeic, decodeHeic } from "./heic.ts";
import type { HeicAnswer, HeicTask } from "./heic-worker.ts";
import { createWorkerPool } from "./worker-pool.ts";

/** The threads that do what would keep the event loop busy: decoding HEIC, and looking for bar and QR codes. */
export interface PictureWorkers extends AsyncDisposable {
  /** Throws a `PhotoRefusal`, or the signal's reason. */
  decodeHeic(task: HeicTask, signal: AbortSignal): Promise<DecodedHeic>;
  /** What the codes in a picture say; none where that could not be found out. */
  readCodes(pixels: GreyPixels, signal: AbortSignal): Promise<readonly string[]>;
}

/** A core is left to the JPEGs beside the HEICs, and each decoder takes some hundred megabytes. */
export const heicsAtOnce = () => Math.max(1, Math.min(availableParallelism() - 1, 3));

export function openPictureWorkers(): PictureWorkers {
  const heic = createWorkerPool<HeicTask, HeicAnswer>({
    file: entryFile(import.meta.url, "./heic-worker.ts", "heic-worker.js"),
    atOnce: heicsAtOnce(),
    tasksEach: 25,
  });
  const codes = createWorkerPool<CodeTask, CodeAnswer>({
    file: entryFile(import.meta.url, "./code-worker.ts", "code-worker.js"),
    atOnce: 1,
    tasksEach: 1000,
  });
  return {
    decodeHeic: (task, signal) => decodeHeic(heic, task, signal),
    async readCodes({ data, width, height }, signal) {
      try {
        return await codes.run({ grey: data, width, height }, signal);
      } catch {
        signal.throwIfAborted();
        return [];
      }
    },
    async [Symbol.asyncDispose]() {
      await Promise.all([heic[Symbol.asyncDispose](), codes[Symbol.asyncDispose]()]);
    },
  };
}
