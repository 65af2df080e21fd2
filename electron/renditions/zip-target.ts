import { createWriteStream } from "node:fs";
import { open, rename, rm } from "node:fs/promises";
import { basename, dirname, join } from "node:path";
import { PassThrough, Readable } from "node:stream";
import { pipeline } from "node:stream/promises";
import { ZipFile } from "yazl";
import { syncFolder } from "../photos/durable-file.ts";
import { type JobResult, type JobTarget, unfinishedName } from "./job-target.ts";

/**
 * A zip that grows beside its place and takes it when it is whole. Pictures do not get smaller by packing, so they are only
 * stored. A zip of that name is replaced: whoever named it was asked.
 */
export async function openZipTarget(path: string, jobId: string, result: JobResult): Promise<JobTarget> {
  const temporary = join(dirname(path), `${unfinishedName(jobId)}-${basename(path)}.part`);
  // Opened first, so that a place that is gone or closed says so before anything is made.
  await (await open(temporary, "wx")).close();
  const zip = new ZipFile();
  const passing = new PassThrough();
  zip.outputStream.pipe(passing);
  const written = pipeline(passing, createWriteStream(temporary, { flush: true }));
  // Whoever adds or finishes hears of it.
  written.catch(() => {});
  let isWhole = false;

  return {
    has: async () => false,
    add: (_order, name, bytes) => Promise.race([store(zip, name, bytes), endless(written)]),
    async finish() {
      zip.end();
      await written;
      await rename(temporary, path);
      await syncFolder(dirname(path)).catch(() => {});
      isWhole = true;
    },
    async abandon() {
      zip.outputStream.unpipe(passing);
      passing.destroy();
      await written.catch(() => {});
      await rm(temporary, { force: true }).catch(() => {});
    },
    get result() {
      return isWhole ? result : null;
    },
  };
}

/** Resolves when the file's bytes have left; the zip keeps its list of files, and must not keep their bytes. */
function store(zip: ZipFile, name: string, bytes: Buffer): Promise<void> {
  let held: Buffer | null = bytes;
  const { promise, resolve } = Promise.withResolvers<void>();
  zip.addReadStreamLazy(name, { size: bytes.length, compress: false }, (answer) => {
    const content = Readable.from(held ? [held] : []);
    held = null;
    content.once("close", resolve);
    answer(null, content);
  });
  return promise;
}

/** Only its failure counts. */
function endless(work: Promise<void>): Promise<never> {
  return work.then(() => new Promise<never>(() => {}));
}
