import type { NamedPictureOrder, PictureFailure, PictureJob } from "#shared/contract/renditions.ts";
import type { PhotoRecipe } from "#shared/model/photo-preset.ts";
import type { Log } from "../log.ts";
import type { ChannelPictures } from "./channel-pictures.ts";
import { endings } from "./encoding.ts";
import type { FileNames } from "./file-names.ts";
import type { JobTarget } from "./job-target.ts";
import type { OrderQueue } from "./order-queue.ts";
import { pictureFailureOf } from "./picture-problem.ts";
import type { PreparedPictures } from "./prepared-pictures.ts";

/** A job of this run, and how it stands. */
export interface OpenJob {
  view: PictureJob;
  readonly recipe: PhotoRecipe;
  readonly orders: OrderQueue;
  readonly names: FileNames;
  readonly stop: AbortController;
  /** What the system's file manager shows of its result. */
  shown: string | null;
}

export interface JobTools {
  readonly pictures: ChannelPictures;
  readonly prepared: PreparedPictures;
  readonly openTarget: (job: OpenJob) => Promise<JobTarget>;
  readonly change: (job: OpenJob, part: Partial<PictureJob>) => void;
  /** Pictures that are made at once. */
  readonly lanes: number;
  readonly log: Log;
}

/** The user's wish, as the reason why a job's signal aborts. */
export class Cancelled extends Error {}

const failuresShown = 100;

/** Works through a job's orders to its end, whatever that is; never throws. What is not whole by then is removed. */
export async function runJob(job: OpenJob, tools: JobTools): Promise<void> {
  let target: JobTarget | null = null;
  try {
    target = await tools.openTarget(job);
    await runLanes(job, target, tools);
    await target.finish();
    end(job, target, { state: "finished" }, tools);
  } catch (error) {
    const cause: unknown = job.stop.signal.aborted ? job.stop.signal.reason : error;
    job.stop.abort(cause);
    await target?.abandon();
    const failure = cause instanceof Cancelled ? null : judged(cause, "a job of pictures ended", tools.log);
    end(job, target, failure === null ? { state: "cancelled" } : { state: "failed", failure }, tools);
  }
}

/** Every lane has come to rest when this ends, so nothing writes behind the back of `abandon`. */
async function runLanes(job: OpenJob, target: JobTarget, tools: JobTools): Promise<void> {
  const running = Array.from({ length: tools.lanes }, () =>
    work(job, target, tools).catch((error: unknown) => {
      job.stop.abort(error);
      throw error;
    }),
  );
  await Promise.allSettled(running);
  job.stop.signal.throwIfAborted();
}

/** A picture that cannot be made is noted and the rest goes on; a target that cannot take one ends the job. */
async function work(job: OpenJob, target: JobTarget, tools: JobTools): Promise<void> {
  const { signal } = job.stop;
  for (let order = await job.orders.next(signal); order; order = await job.orders.next(signal)) {
    const name = job.names.take(order.name, endings[job.recipe.format]);
    if (!(await target.has(order))) {
      const bytes = await bytesOf(order, job, tools).catch((error: unknown) => {
        signal.throwIfAborted();
        noteFailure(job, name, error, tools);
        return null;
      });
      signal.throwIfAborted();
      if (bytes) await target.add(order, name, bytes);
    }
    tools.change(job, { done: job.view.done + 1 });
  }
}

async function bytesOf(
  order: NamedPictureOrder,
  { recipe, stop }: OpenJob,
  tools: JobTools,
): Promise<Buffer> {
  const ready = await tools.prepared.find(order, recipe);
  return ready ?? (await tools.pictures.make(order, recipe, "last", stop.signal)).bytes;
}

function noteFailure(job: OpenJob, name: string, error: unknown, { change, log }: JobTools): void {
  const failure = judged(error, "a picture could not be made", log);
  const { failures, failed } = job.view;
  const shown = failures.length < failuresShown ? [...failures, { name, failure }] : failures;
  change(job, { failures: shown, failed: failed + 1 });
}

function end(job: OpenJob, target: JobTarget | null, part: Partial<PictureJob>, { change }: JobTools): void {
  const result = target?.result ?? null;
  job.shown = result?.shown ?? null;
  change(job, { ...part, result: result && { path: result.path, download: result.download } });
}

function judged(error: unknown, event: string, log: Log): PictureFailure {
  const failure = pictureFailureOf(error);
  if (failure === "unexpected") log.error(event, error);
  return failure;
}
