/** A thread that copies and writes one file after the other with calls that wait for the disk, so that nothing else has to wait. */
import { parentPort, workerData } from "node:worker_threads";
import type { PhotoFailure } from "#shared/contract/photo-import.ts";
import { copyToStore, createCopyTools, type StoredCopy, type StoreOrder } from "./copying.ts";
import { type FileOrder, writeFilesNow } from "./file-writing.ts";
import { failureOf } from "./photo-refusal.ts";
import { copyToSecondPlace, type SecondOrder } from "./second-place.ts";

export type CopyOrder =
  | { readonly to: "store"; readonly order: StoreOrder }
  | { readonly to: "secondPlace"; readonly order: SecondOrder }
  | { readonly to: "files"; readonly order: readonly (readonly FileOrder[])[] };

/** `stored` is null for everything but the store. */
export type CopyAnswer =
  | { readonly stored: StoredCopy | null }
  | { readonly failure: PhotoFailure; readonly detail: string };

/** One number: what it is not 0 for is not wanted any more. */
export interface CopyWorkerData {
  readonly stop: Int32Array<SharedArrayBuffer>;
}

const { stop } = workerData as CopyWorkerData;
const tools = createCopyTools(() => {
  if (Atomics.load(stop, 0) !== 0) throw new Error("The copy is not wanted any more");
});

parentPort?.on("message", (order: CopyOrder) => {
  // oxlint-disable-next-line unicorn/require-post-message-target-origin -- a thread has no origin
  parentPort?.postMessage(answerTo(order));
});

function answerTo({ to, order }: CopyOrder): CopyAnswer {
  try {
    if (to === "store") return { stored: copyToStore(order, tools) };
    if (to === "secondPlace") copyToSecondPlace(order, tools);
    else for (const files of order) writeAndForget(files);
    return { stored: null };
  } catch (error) {
    return {
      failure: failureOf(error),
      detail: error instanceof Error ? (error.stack ?? "") : String(error),
    };
  }
}

/** Their memory is given back at once: until the collector of a thread comes round, it would hold a hundred photos of it. */
function writeAndForget(files: readonly FileOrder[]): void {
  writeFilesNow(files);
  for (const { buffer } of files.map(({ content }) => content))
    if (buffer instanceof ArrayBuffer) buffer.transfer(0);
}
