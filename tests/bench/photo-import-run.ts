import { mkdtemp, rm } from "node:fs/promises";
import { join } from "node:path";
import { monitorEventLoopDelay } from "node:perf_hooks";
import { openPhotoService } from "#electron/photos/photo-service.ts";

export interface ImportTask {
  readonly paths: readonly string[];
  /** Where the store is made, and removed again. */
  readonly folder: string;
}

export interface ImportMeasured {
  readonly seconds: number;
  /** Of every thread together. */
  readonly processorSeconds: number;
  readonly firstPreviewMillis: number;
  readonly firstThumbnailMillis: number;
  /** Until every original was copied, read back and flushed. */
  readonly safeSeconds: number;
  /** Until the last JPEG was made. */
  readonly jpegSeconds: number;
  readonly failed: number;
  /** How late timers fired, in milliseconds. */
  readonly delay: { readonly p99: number; readonly most: number };
  /** Of the whole process, in bytes. */
  readonly peakMemory: number;
  readonly memoryBefore: number;
}

const vehicleId = "019a0000-0000-7000-8000-000000000001";
/** In milliseconds. */
const delayResolution = 5;
const memoryEvery = 20;

/** A fresh store each time, so that nothing is known already. */
export async function importOnce({ paths, folder }: ImportTask): Promise<ImportMeasured> {
  const store = await mkdtemp(join(folder, "store-"));
  try {
    return await measuredImport(paths, store);
  } finally {
    await rm(store, { recursive: true, force: true });
  }
}

async function measuredImport(paths: readonly string[], store: string): Promise<ImportMeasured> {
  const log = {
    info() {},
    error(_event: string, error: unknown): string {
      throw error;
    },
  };
  await using service = await openPhotoService({ folder: store, log });
  const listening = new AbortController();
  const events = service.imports(listening.signal);
  const memory = watchMemory();
  const delay = monitorEventLoopDelay({ resolution: delayResolution });
  delay.enable();
  const begun = performance.now();
  const processorBefore = process.cpuUsage();
  const since = () => performance.now() - begun;
  const seen = { preview: 0, thumbnail: 0, safe: 0, jpeg: 0, failed: 0 };
  const safe = new Set<string>();
  await service.import({ vehicleId, paths });
  for await (const event of events) {
    if (event.type === "state" && event.state === "finished") break;
    if (event.type !== "item") continue;
    const { photoId, name, preview, safety, state } = event.item;
    if (preview !== null) seen.preview ||= since();
    if (state === "done") seen.thumbnail ||= since();
    if (state === "done" && name.endsWith(".jpg")) seen.jpeg = since();
    if (state === "failed") seen.failed++;
    if (safety !== "pending" && safe.add(photoId).size === paths.length) seen.safe ||= since();
  }
  const seconds = since() / 1000;
  const { user, system } = process.cpuUsage(processorBefore);
  delay.disable();
  return {
    seconds,
    processorSeconds: (user + system) / 1e6,
    firstPreviewMillis: seen.preview,
    firstThumbnailMillis: seen.thumbnail,
    safeSeconds: seen.safe / 1000,
    jpegSeconds: seen.jpeg / 1000,
    failed: seen.failed,
    delay: { p99: lateness(delay.percentile(99)), most: lateness(delay.max) },
    ...memory.end(),
  };
}

/** The histogram has the time between two ticks. */
function lateness(nanoseconds: number): number {
  return Math.max(0, nanoseconds / 1e6 - delayResolution);
}

function watchMemory() {
  const memoryBefore = process.memoryUsage.rss();
  let peakMemory = memoryBefore;
  const look = () => (peakMemory = Math.max(peakMemory, process.memoryUsage.rss()));
  const timer = setInterval(look, memoryEvery);
  return {
    end() {
      look();
      clearInterval(timer);
      return { memoryBefore, peakMemory };
    },
  };
}
