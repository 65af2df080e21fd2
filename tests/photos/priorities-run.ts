/** A process of its own, as priorities stay with the threads that have them. Prints what its threads have. */
import { readdirSync, readFileSync } from "node:fs";
import { getPriority } from "node:os";
import { isMainThread, parentPort, Worker } from "node:worker_threads";
import { putDecodersBehindMain, putThisThreadBehindMain } from "#electron/photos/thread-priority.ts";

if (isMainThread) {
  await putDecodersBehindMain();
  const worker = new Worker(new URL(import.meta.url));
  const ofWorker = await new Promise((resolve) => worker.once("message", resolve));
  const decoders = readdirSync("/proc/self/task")
    .filter((thread) => nameOf(thread) === "libuv-worker")
    .map((thread) => getPriority(Number(thread)));
  console.log(JSON.stringify({ main: getPriority(process.pid), decoders, ofWorker }));
} else {
  putThisThreadBehindMain();
  parentPort?.postMessage(getPriority(0), []);
}

/** Threads of V8's come and go. */
function nameOf(thread: string): string | null {
  try {
    return readFileSync(`/proc/self/task/${thread}/comm`, "utf8").trim();
  } catch {
    return null;
  }
}
