import type { HeicAnswer, HeicTask } from "./heic-worker.ts";
import { PhotoRefusal } from "./photo-refusal.ts";
import type { WorkerPool } from "./worker-pool.ts";

export interface DecodedHeic {
  /** Uncompressed and upright, with the profile that was given. */
  readonly tiff: Buffer;
  readonly width: number;
  readonly height: number;
}

/** Decodes a HEIC, which sharp's libvips cannot for the sake of patents, into a TIFF that it can. */
export async function decodeHeic(
  workers: WorkerPool<HeicTask, HeicAnswer>,
  task: HeicTask,
  signal: AbortSignal,
): Promise<DecodedHeic> {
  const answer = await workers.run(task, signal).catch((error: unknown) => {
    signal.throwIfAborted();
    throw new PhotoRefusal("broken", error);
  });
  if ("failure" in answer) throw new PhotoRefusal(answer.failure);
  const { tiff, width, height } = answer;
  return { tiff: Buffer.from(tiff.buffer), width, height };
}
