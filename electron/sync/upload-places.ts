import { mkdir, readFile } from "node:fs/promises";
import { dirname } from "node:path";
import * as z from "zod";
import { writeDurably } from "../desk/durable-file.ts";
import type { Log } from "../log.ts";

/** Where on the hub each unfinished upload lies, so that it goes on there after a restart. */
export interface UploadPlaces {
  /** Null where there is none, or only one at another hub. */
  get(address: string, sha256: string): string | null;
  set(address: string, sha256: string, url: string): void;
  remove(sha256: string): void;
}

const Places = z.record(z.string(), z.object({ address: z.string(), url: z.string() }));

/** A file that cannot be read is forgotten: its uploads begin again. */
export async function openUploadPlaces(file: string, log: Log): Promise<UploadPlaces> {
  await mkdir(dirname(file), { recursive: true });
  const places = new Map(Object.entries(await read(file)));
  let work: Promise<void> = Promise.resolve();
  const save = () => {
    work = work
      .then(() => writeDurably(file, JSON.stringify(Object.fromEntries(places))))
      .catch((error: unknown) => void log.error("places of uploads were not written", error));
  };

  return {
    get(address, sha256) {
      const place = places.get(sha256);
      return place?.address === address ? place.url : null;
    },
    set(address, sha256, url) {
      places.set(sha256, { address, url });
      save();
    },
    remove(sha256) {
      if (places.delete(sha256)) save();
    },
  };
}

async function read(file: string): Promise<z.infer<typeof Places>> {
  try {
    return Places.parse(JSON.parse(await readFile(file, "utf8")));
  } catch {
    return {};
  }
}
