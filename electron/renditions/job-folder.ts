import { randomUUID } from "node:crypto";
import { readdir, readFile, rm, writeFile } from "node:fs/promises";
import { basename, dirname, join } from "node:path";
import * as z from "zod";
import type { PictureWork } from "#shared/contract/renditions.ts";
import { makeFolder } from "../photos/durable-file.ts";
import { unfinishedName } from "./job-target.ts";

/** The desk's own files of its jobs: orders that wait, zips that a browser fetches, and where files are being written. */
export interface JobFolder {
  readonly ordersOf: (jobId: string) => string;
  /** Remembers where a job writes, until `end`, so that a crash leaves nothing half there. */
  begin(jobId: string, work: PictureWork): Promise<void>;
  end(jobId: string): Promise<void>;
  /** A place for a zip that a browser fetches, under a name that nobody guesses. */
  newDownload(): { readonly ticket: string; readonly path: string };
  downloadPath(ticket: string): string;
  dropDownload(ticket: string): Promise<void>;
}

const Begun = z.object({ folder: z.string() });

/** Removes what an earlier run left unfinished, here and where it wrote to. Jobs and their downloads live for one run. */
export async function openJobFolder(folder: string): Promise<JobFolder> {
  const jobs = join(folder, "jobs");
  const downloads = join(folder, "downloads");
  await sweep(jobs);
  for (const old of [jobs, downloads]) await rm(old, { recursive: true, force: true });
  await Promise.all([jobs, downloads].map(makeFolder));
  const begunFile = (jobId: string) => join(jobs, `${jobId}.json`);

  return {
    ordersOf: (jobId) => join(jobs, `${jobId}.orders`),
    async begin(jobId, work) {
      const path = work.type === "export" ? work.target.path : null;
      if (work.type !== "export" || path === null) return;
      const target = work.target.type === "zip" ? dirname(path) : path;
      await writeFile(begunFile(jobId), JSON.stringify({ folder: target }), { flush: true });
    },
    end: (jobId) => rm(begunFile(jobId), { force: true }),
    newDownload() {
      const ticket = randomUUID();
      return { ticket, path: join(downloads, `${ticket}.zip`) };
    },
    downloadPath: (ticket) => join(downloads, `${ticket}.zip`),
    dropDownload: (ticket) => rm(join(downloads, `${ticket}.zip`), { force: true }),
  };
}

async function sweep(jobs: string): Promise<void> {
  for (const name of await namesIn(jobs)) {
    if (!name.endsWith(".json")) continue;
    const begun = await readFile(join(jobs, name), "utf8")
      .then((text) => Begun.parse(JSON.parse(text)))
      .catch(() => null);
    if (!begun) continue;
    const left = (await namesIn(begun.folder)).filter((one) =>
      one.startsWith(`${unfinishedName(basename(name, ".json"))}-`),
    );
    for (const one of left) await rm(join(begun.folder, one), { force: true }).catch(() => {});
  }
}

async function namesIn(folder: string): Promise<string[]> {
  return readdir(folder).catch(() => []);
}
