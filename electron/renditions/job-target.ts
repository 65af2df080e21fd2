import type { NamedPictureOrder } from "#shared/contract/renditions.ts";

/** What comes of a job's pictures: files in a folder, a zip, or pictures that lie ready. */
export interface JobTarget {
  /** Whether there is nothing to make for an order. */
  has(order: NamedPictureOrder): Promise<boolean>;
  /** Takes a picture, whole or not at all. What it throws ends the job: the place is gone, full or closed. */
  add(order: NamedPictureOrder, name: string, bytes: Buffer): Promise<void>;
  /** After the last picture. */
  finish(): Promise<void>;
  /** Instead of `finish`: removes what is only half there. */
  abandon(): Promise<void>;
  readonly result: JobResult | null;
}

export interface JobResult {
  /** Where the files lie. */
  readonly path: string | null;
  /** What the system's file manager shows. */
  readonly shown: string | null;
  /** What a browser fetches. */
  readonly download: string | null;
}

/** The beginning of the names of files that are not finished; what a crash left of them is removed at the next start. */
export function unfinishedName(jobId: string): string {
  return `.autosell-${jobId}`;
}
