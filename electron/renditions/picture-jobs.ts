import type {
  NamedPictureOrder,
  PictureFailure,
  PictureJob,
  PictureJobEvent,
  PictureJobPart,
  PictureWork,
} from "#shared/contract/renditions.ts";
import type { PhotoRecipe } from "#shared/model/photo-preset.ts";
import type { Log } from "../log.ts";
import type { ChannelPictures } from "./channel-pictures.ts";
import { endings } from "./encoding.ts";
import { createFileNames, type FileNames } from "./file-names.ts";
import { openFolderTarget } from "./folder-target.ts";
import { createJobFeed } from "./job-feed.ts";
import type { JobFolder } from "./job-folder.ts";
import type { JobTarget } from "./job-target.ts";
import { openOrderQueue, type OrderQueue } from "./order-queue.ts";
import { pictureFailureOf, PictureProblem } from "./picture-problem.ts";
import type { PreparedPictures } from "./prepared-pictures.ts";
import { preparedTarget } from "./prepared-target.ts";
import { openZipTarget } from "./zip-target.ts";

/** Long work on many pictures, for one run of the app: what is done when it ends stays, and nothing half. */
export interface PictureJobs extends AsyncDisposable {
  /** Begins a job with its first part, or adds a part to it. */
  order(part: PictureJobPart): Promise<void>;
  events(signal: AbortSignal): AsyncGenerator<PictureJobEvent, void, void>;
  cancel(jobId: string): void;
  /** Forgets a job that has ended, and cancels one that has not. */
  dismiss(jobId: string): Promise<void>;
  /** What the system's file manager is to show of a finished job. */
  resultPath(jobId: string): string | null;
  /** The zip of a ticket that a job's `download` ends with; null where there is none any more. */
  download(ticket: string): { readonly path: string; readonly name: string } | null;
}

export interface PictureJobsOptions {
  readonly folder: JobFolder;
  readonly pictures: ChannelPictures;
  readonly prepared: PreparedPictures;
  /** Where a browser fetches zips: `<downloadBase><ticket>`; null where there is no browser. */
  readonly downloadBase: string | null;
  readonly lanes: number;
  readonly log: Log;
  readonly now?: () => number;
}

interface OpenJob {
  view: PictureJob;
  readonly recipe: PhotoRecipe;
  readonly orders: OrderQueue;
  readonly names: FileNames;
  readonly stop: AbortController;
  ended: Promise<void>;
  shown: string | null;
}

/** The user's wish, as the reason why a job's signal aborts. */
class Cancelled extends Error {}

const failuresShown = 100;
/** Milliseconds for which a dismissed job's zip can still be fetched: the browser may only just have begun. */
const grace = 10 * 60_000;

export function createPictureJobs(options: PictureJobsOptions): PictureJobs {
  const { folder, pictures, prepared, log, lanes, now = Date.now } = options;
  const open = new Map<string, OpenJob>();
  const feed = createJobFeed(open);
  const tickets = new Map<string, string>();
  const dismissed = new Set<string>();

  const change = (job: OpenJob, part: Partial<PictureJob>) => {
    job.view = { ...job.view, ...part };
    feed.changed(job.view.jobId);
  };
  const noteFailure = (job: OpenJob, name: string, error: unknown) => {
    const failure = pictureFailureOf(error);
    if (failure === "unexpected") log.error("a picture could not be made", error);
    const { failures, failed } = job.view;
    const shown = failures.length < failuresShown ? [...failures, { name, failure }] : failures;
    change(job, { failures: shown, failed: failed + 1 });
  };
  const bytesOf = async (order: NamedPictureOrder, { recipe, stop }: OpenJob) => {
    const ready = await prepared.find(order, recipe);
    return ready ?? (await pictures.make(order, recipe, "last", stop.signal)).bytes;
  };
  const work = async (job: OpenJob, target: JobTarget) => {
    const { signal } = job.stop;
    for (let order = await job.orders.next(signal); order; order = await job.orders.next(signal)) {
      const name = job.names.take(order.name, endings[job.recipe.format]);
      if (!(await target.has(order))) {
        const bytes = await bytesOf(order, job).catch((error: unknown) => {
          signal.throwIfAborted();
          noteFailure(job, name, error);
          return null;
        });
        signal.throwIfAborted();
        if (bytes) await target.add(order, name, bytes);
      }
      change(job, { done: job.view.done + 1 });
    }
  };
  const openTarget = async ({ view: { jobId, work: wanted }, recipe }: OpenJob): Promise<JobTarget> => {
    if (wanted.type === "prepare") return preparedTarget(prepared, wanted.presetId, recipe);
    const { target } = wanted;
    if (target.type === "folder") return openFolderTarget(target.path, jobId);
    if (target.path !== null)
      return openZipTarget(target.path, jobId, { path: target.path, shown: target.path, download: null });
    if (options.downloadBase === null) throw new Error("A zip without a place needs a browser");
    const { ticket, path } = folder.newDownload();
    tickets.set(jobId, ticket);
    const download = `${options.downloadBase}${ticket}`;
    return openZipTarget(path, jobId, { path: null, shown: null, download });
  };
  /** Every lane has come to rest when this ends, so nothing writes behind the back of `abandon`. */
  const runLanes = async (job: OpenJob, target: JobTarget) => {
    const running = Array.from({ length: lanes }, () =>
      work(job, target).catch((error: unknown) => {
        job.stop.abort(error);
        throw error;
      }),
    );
    await Promise.allSettled(running);
    job.stop.signal.throwIfAborted();
  };
  const run = async (job: OpenJob) => {
    const { jobId } = job.view;
    let target: JobTarget | null = null;
    try {
      await folder.begin(jobId, job.view.work);
      target = await openTarget(job);
      await runLanes(job, target);
      await target.finish();
      end(job, target, { state: "finished" });
    } catch (error) {
      const cause: unknown = job.stop.signal.aborted ? job.stop.signal.reason : error;
      job.stop.abort(cause);
      await target?.abandon();
      if (cause instanceof Cancelled) end(job, target, { state: "cancelled" });
      else end(job, target, { state: "failed", failure: failureOf(cause, log) });
    } finally {
      await job.orders[Symbol.asyncDispose]();
      await folder.end(jobId);
    }
  };
  const end = (job: OpenJob, target: JobTarget | null, part: Partial<PictureJob>) => {
    const result = target?.result ?? null;
    job.shown = result?.shown ?? null;
    change(job, { ...part, result: result && { path: result.path, download: result.download } });
  };
  const begin = async ({ jobId, work: wanted, recipe }: PictureJobPart) => {
    const job: OpenJob = {
      view: newJob(jobId, wanted, new Date(now()).toISOString()),
      recipe,
      orders: await openOrderQueue(folder.ordersOf(jobId)),
      names: createFileNames(),
      stop: new AbortController(),
      ended: Promise.resolve(),
      shown: null,
    };
    open.set(jobId, job);
    job.ended = run(job);
    return job;
  };
  const stopJob = (job: OpenJob) => {
    if (job.view.state === "running") job.stop.abort(new Cancelled());
  };
  let ordering: Promise<unknown> = Promise.resolve();
  const dropDownload = async (jobId: string) => {
    const ticket = tickets.get(jobId);
    tickets.delete(jobId);
    if (ticket !== undefined) await folder.dropDownload(ticket).catch(() => {});
  };

  return {
    async order(part) {
      // One after the other: two parts of a job that has not begun yet would begin it twice.
      const ordered = ordering.then(async () => {
        // The window may still be sending parts of a job that its user has done with.
        if (dismissed.has(part.jobId)) return;
        const job = open.get(part.jobId) ?? (await begin(part));
        if (job.view.state !== "running" || job.stop.signal.aborted) return;
        await job.orders.append(part.orders);
        change(job, { total: job.view.total + part.orders.length });
        if (part.complete) job.orders.complete();
      });
      ordering = ordered.catch(() => {});
      await ordered;
    },
    events: (signal) => feed.listen(signal),
    cancel(jobId) {
      const job = open.get(jobId);
      if (job) stopJob(job);
    },
    async dismiss(jobId) {
      const job = open.get(jobId);
      if (!job) return;
      stopJob(job);
      dismissed.add(jobId);
      await job.ended;
      open.delete(jobId);
      feed.changed(jobId);
      setTimeout(() => void dropDownload(jobId), grace).unref();
    },
    resultPath: (jobId) => open.get(jobId)?.shown ?? null,
    download(ticket) {
      const known = [...tickets.values()].includes(ticket);
      const path = known ? folder.downloadPath(ticket) : null;
      return path === null
        ? null
        : { path, name: `autosell-${new Date(now()).toISOString().slice(0, 10)}.zip` };
    },
    async [Symbol.asyncDispose]() {
      for (const job of open.values()) stopJob(job);
      await Promise.all(Array.from(open.values(), ({ ended }) => ended));
      await Promise.all(Array.from(tickets.keys(), dropDownload));
    },
  };
}

function newJob(jobId: string, work: PictureWork, startedAt: string): PictureJob {
  return {
    jobId,
    work,
    startedAt,
    state: "running",
    total: 0,
    done: 0,
    failures: [],
    failed: 0,
    failure: null,
    result: null,
  };
}

function failureOf(cause: unknown, log: Log): PictureFailure {
  const failure = pictureFailureOf(cause);
  if (failure === "unexpected") log.error("a job of pictures ended", cause);
  return cause instanceof PictureProblem ? cause.kind : failure;
}
