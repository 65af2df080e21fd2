import { readdir, readFile } from "node:fs/promises";
import { constants, getPriority, setPriority } from "node:os";
import { isMainThread } from "node:worker_threads";

/*
 * On Linux a thread that has only just woken waits for those that compute, some milliseconds for each of them, so main
 * answers late while pictures are decoded on every core. There each thread has a priority of its own. Windows and macOS let
 * what wakes go first by themselves, and Node can only set the priority of whole processes there.
 */
const hasThreadPriorities = process.platform === "linux";
const behindMain = constants.priority.PRIORITY_BELOW_NORMAL;

/** Of libuv's threads, in which sharp decodes, and of those that libvips begins in them. They have to have begun, as they have with the first file. */
export async function putDecodersBehindMain(): Promise<void> {
  if (!hasThreadPriorities) return;
  const tasks = "/proc/self/task";
  for (const thread of await readdir(tasks)) {
    const name = await readFile(`${tasks}/${thread}/comm`, "utf8").catch(() => "");
    if (name.trim() === "libuv-worker") putBehindMain(Number(thread));
  }
}

/** Of the worker thread that calls it. */
export function putThisThreadBehindMain(): void {
  if (hasThreadPriorities && !isMainThread) putBehindMain(0);
}

/** Who started the app may have put all of it further behind, and nobody may undo that. */
function putBehindMain(thread: number): void {
  if (getPriority(thread) < behindMain) setPriority(thread, behindMain);
}
