import { createHash, randomUUID } from "node:crypto";
import { mkdir, mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import sharp from "sharp";
import { type BlobStore, openBlobStore } from "#electron/photos/blob-store.ts";
import { openPictureWorkers } from "#electron/photos/picture-workers.ts";
import { setUpSharp } from "#electron/photos/rendering.ts";
import { createTurns } from "#electron/photos/turns.ts";
import { openRenditionService, type RenditionService } from "#electron/renditions/rendition-service.ts";
import type { Log } from "#electron/log.ts";
import type { NamedPictureOrder, PictureJob, PictureWork } from "#shared/contract/renditions.ts";
import type { PhotoRecipe } from "#shared/model/photo-preset.ts";

export const never = new AbortController().signal;

export const plainRecipe: PhotoRecipe = {
  longEdge: 800,
  format: "jpeg",
  quality: 85,
  shape: null,
  maxBytes: null,
  watermark: null,
  banner: null,
};

/** The rendition service with a content store of its own, and other desks' pictures that a hub could send. */
export interface RenditionDesk extends AsyncDisposable {
  readonly service: RenditionService;
  readonly blobs: BlobStore;
  /** What was logged as a defect. */
  readonly errors: readonly unknown[];
  /** Of the service's own data. */
  readonly folder: string;
  /** A folder of the user's. */
  readonly outside: string;
  /** Pictures that the hub has and this desk has not, by hash; what is fetched moves into the store. */
  readonly atHub: Map<string, Buffer>;
  /** Hashes that were fetched from there. */
  readonly fetched: string[];
  /** Puts a picture into the store; answers its hash. */
  keep(bytes: Buffer): Promise<string>;
  /** Orders a job in one part and waits for its end. */
  run(work: PictureWork, orders: readonly NamedPictureOrder[], recipe?: PhotoRecipe): Promise<PictureJob>;
  until(jobId: string, passes: (job: PictureJob) => boolean): Promise<PictureJob>;
  restart(): Promise<void>;
}

/** `at` is the folder of an earlier one that did not end by itself. */
export async function openRenditionDesk(at?: string): Promise<RenditionDesk> {
  setUpSharp();
  const root = at ?? (await mkdtemp(join(tmpdir(), "renditions-")));
  const folder = join(root, "desk");
  const outside = join(root, "outside");
  await mkdir(outside, { recursive: true });
  const errors: unknown[] = [];
  const log: Log = { info() {}, error: (_event, error) => `defect-${errors.push(error)}` };
  const workers = openPictureWorkers();
  const atHub = new Map<string, Buffer>();
  const fetched: string[] = [];
  let blobs: BlobStore;
  let service: RenditionService;

  const keep = async (bytes: Buffer) => {
    const sha256 = hashOf(bytes);
    const temporary = blobs.tempFile();
    await writeFile(temporary, bytes);
    await blobs.adopt(temporary, sha256);
    return sha256;
  };
  const fetch = async (sha256: string) => {
    const bytes = atHub.get(sha256);
    if (bytes && !(await blobs.has(sha256))) {
      fetched.push(sha256);
      await keep(bytes);
    }
    return (await blobs.has(sha256)) ? blobs.path(sha256) : null;
  };
  const start = async () => {
    blobs = await openBlobStore(join(folder, "blobs"));
    const photos = { blobs, decoding: createTurns(2), workers };
    const hold = () => ({ [Symbol.dispose]() {} });
    const downloadBase = "/c/secret/download/";
    service = await openRenditionService({ folder, photos, fetch, hold, downloadBase, log });
  };
  await start();

  const until: RenditionDesk["until"] = async (jobId, passes) => {
    for await (const event of service.jobs.events(never))
      if (event.type === "job" && event.job.jobId === jobId && passes(event.job)) return event.job;
    throw new Error("The stream ended first");
  };
  return {
    get service() {
      return service;
    },
    get blobs() {
      return blobs;
    },
    errors,
    folder,
    outside,
    atHub,
    fetched,
    keep,
    until,
    async run(work, orders, recipe = plainRecipe) {
      const jobId = randomUUID();
      await service.jobs.order({ jobId, work, recipe, orders: [...orders], complete: true });
      return until(jobId, ({ state }) => state !== "running");
    },
    async restart() {
      await service[Symbol.asyncDispose]();
      await start();
    },
    async [Symbol.asyncDispose]() {
      await service[Symbol.asyncDispose]();
      await workers[Symbol.asyncDispose]();
      await rm(root, { recursive: true, force: true });
    },
  };
}

export function hashOf(bytes: Buffer): string {
  return createHash("sha256").update(bytes).digest("hex");
}

export function orderOf(original: string, name = "photo", part: Partial<NamedPictureOrder> = {}) {
  return { original, fallback: original, edits: null, bannerText: null, name, ...part };
}

/** The colour of one pixel, at a place in fractions of the picture. */
export async function colorAt(picture: string | Buffer, x: number, y: number): Promise<number[]> {
  const { data, info } = await sharp(picture)
    .toColourspace("srgb")
    .raw()
    .toBuffer({ resolveWithObject: true });
  const [column, row] = [Math.floor(x * (info.width - 1)), Math.floor(y * (info.height - 1))];
  const offset = (row * info.width + column) * info.channels;
  return [...data.subarray(offset, offset + info.channels)];
}

/** Largest difference of any channel. */
export function distance(a: readonly number[], b: readonly number[]): number {
  return Math.max(...[0, 1, 2].map((band) => Math.abs(a[band]! - b[band]!)));
}

export async function evenPicture(width: number, height: number, color: string): Promise<Buffer> {
  return sharp({ create: { width, height, channels: 3, background: color } })
    .jpeg({ quality: 95 })
    .toBuffer();
}

export const read = (path: string) => readFile(path);
