import type {
  PictureJob,
  PictureJobEvent,
  PictureJobPart,
  PictureWork,
} from "#shared/contract/renditions.ts";
import type { Log } from "../log.ts";
import type { ChannelPictures } from "./channel-pictures.ts";
import { createFileNames } from "./file-names.ts";
import { openFolderTarget } from "./folder-target.ts";
import { createJobFeed } from "./job-feed.ts";
import type { JobFolder } from "./job-folder.ts";
import { Cancelled, type JobTools, type OpenJob, runJob } from "./job-run.ts";
import type { JobTarget } from "./job-target.ts";
import { openOrderQueue } from "./order-queue.ts";
import type { PreparedPictures } from "./prepared-pictures.ts";
import { preparedTarget } from "./prepared-target.ts";
import { openZipTarget } from "./zip-target.ts";

/** Long work on many pictures, for one run of the app: what is done when it ends stays, and nothing half. */
export interface PictureJobs extends AsyncDisposable {
  /** Begins a job with its first part, or adds a part to it. */
  order(part: PictureJobPart): Promise<void>;
  events(signal: AbortSignal): AsyncGenerator<PictureJobEvent, void, void>;
  isRunning(): boolean;
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

interface RunningJob extends OpenJob {
  ended: Promise<void>;
}

/** Milliseconds for which a dismissed job's zip can still be fetched: the browser may only just have begun. */
const grace = 10 * 60_000;

export function createPictureJobs(options: PictureJobsOptions): PictureJobs {
  const { folder, pictures, prepared, lanes, log, now = Date.now } = options;
  const open = new Map<string, RunningJob>();
  const dismissed = new Set<string>();
  const feed = createJobFeed(open);
  const downloads = createDownloads(folder, now);
  const change = (job: OpenJob, part: Partial<PictureJob>) => {
    job.view = { ...job.view, ...part };
    feed.changed(job.view.jobId);
  };
  const openTarget = async (job: OpenJob): Promise<JobTarget> => {
    const { jobId, work } = job.view;
    await folder.begin(jobId, work);
    if (work.type === "prepare") return preparedTarget(prepared, work.presetId, job.recipe);
    const { type, path } = work.target;
    if (type === "folder") return openFolderTarget(path, jobId);
    if (path !== null) return openZipTarget(path, jobId, { path, shown: path, download: null });
    if (options.downloadBase === null) throw new Error("A zip without a place needs a browser");
    const place = downloads.begin(jobId);
    const download = `${options.downloadBase}${place.ticket}`;
    return openZipTarget(place.path, jobId, { path: null, shown: null, download });
  };
  const tools: JobTools = { pictures, prepared, openTarget, change, lanes, log };
  const run = async (job: OpenJob) => {
    await runJob(job, tools);
    await job.orders[Symbol.asyncDispose]();
    await folder.end(job.view.jobId);
  };
  const begin = async ({ jobId, work, recipe }: PictureJobPart) => {
    const job: RunningJob = {
      view: newJob(jobId, work, new Date(now()).toISOString()),
      recipe,
      orders: await openOrderQueue(folder.ordersOf(jobId)),
      names: createFileNames(),
      stop: new AbortController(),
      shown: null,
      ended: Promise.resolve(),
    };
    open.set(jobId, job);
    job.ended = run(job);
    return job;
  };
  const add = async (part: PictureJobPart) => {
    // The window may still be sending parts of a job that its user has done with.
    if (dismissed.has(part.jobId)) return;
    const job = open.get(part.jobId) ?? (await begin(part));
    if (job.view.state !== "running" || job.stop.signal.aborted) return;
    await job.orders.append(part.orders);
    change(job, { total: job.view.total + part.orders.length });
    if (part.complete) job.orders.complete();
  };
  let ordering: Promise<void> = Promise.resolve();

  return {
    order(part) {
      // One after the other: two parts of a job that has not begun yet would begin it twice.
      const added = ordering.then(() => add(part));
      ordering = added.catch(() => {});
      return added;
    },
    events: (signal) => feed.listen(signal),
    isRunning: () => open.values().some(({ view }) => view.state === "running"),
    cancel(jobId) {
      const job = open.get(jobId);
      if (job) stop(job);
    },
    async dismiss(jobId) {
      const job = open.get(jobId);
      if (!job) return;
      stop(job);
      dismissed.add(jobId);
      await job.ended;
      open.delete(jobId);
      feed.changed(jobId);
      setTimeout(() => void downloads.drop(jobId), grace).unref();
    },
    resultPath: (jobId) => open.get(jobId)?.shown ?? null,
    download: (ticket) => downloads.find(ticket),
    async [Symbol.asyncDispose]() {
      for (const job of open.values()) stop(job);
      await Promise.all(Array.from(open.values(), ({ ended }) => ended));
      await downloads.dropAll();
    },
  };
}

function stop({ view, stop: stopping }: OpenJob): void {
  if (view.state === "running") stopping.abort(new Cancelled());
}

/** Zips that a browser may fetch, each by a ticket that is only told to who ordered it. */
function createDownloads(folder: JobFolder, now: () => number) {
  const ticketByJob = new Map<string, string>();
  const drop = async (jobId: string) => {
    const ticket = ticketByJob.get(jobId);
    ticketByJob.delete(jobId);
    // Where it is just being fetched and cannot be removed, the next start does it.
    if (ticket !== undefined) await folder.dropDownload(ticket).catch(() => {});
  };
  return {
    drop,
    dropAll: () => Promise.all(Array.from(ticketByJob.keys(), drop)),
    begin(jobId: string) {
      const place = folder.newDownload();
      ticketByJob.set(jobId, place.ticket);
      return place;
    },
    find(ticket: string) {
      if (!ticketByJob.values().some((known) => known === ticket)) return null;
      const day = new Date(now()).toISOString().slice(0, 10);
      return { path: folder.downloadPath(ticket), name: `autosell-${day}.zip` };
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
