import { mkdir, open, rm } from "node:fs/promises";
import type { IncomingMessage } from "node:http";
import { dirname, join } from "node:path";
import { Transform } from "node:stream";
import { pipeline } from "node:stream/promises";
import { syncFolder } from "../desk/durable-file.ts";
import type { Staging } from "../desk/staging.ts";
import { stemAndEnding, tameName } from "../desk/tame-name.ts";

export type DropAnswer =
  | { readonly status: 200; readonly path: string }
  /** 413: too large; 507: the disk is full; 400: it ended early. */
  | { readonly status: 400 | 413 | 507 };

/** Folders in folders that are kept of a drop; deeper ones are no part of a card. */
const deepest = 12;

/** Most bytes of one dropped file; no camera's picture comes near. */
export const dropLimit = 512 * 1024 * 1024;

class TooLarge extends Error {}

/** Writes a dropped file to a folder of its own, whole and on disk, or not at all. */
export async function receiveDrop(
  request: IncomingMessage,
  { name, folder }: { name: string; folder: string },
  staging: Pick<Staging, "placeForDrop">,
  limit: number = dropLimit,
): Promise<DropAnswer> {
  if (Number(request.headers["content-length"] ?? 0) > limit) return { status: 413 };
  const place = await staging.placeForDrop();
  const folders = safeFolders(folder);
  const path = join(place, ...folders, safeName(name));
  try {
    await mkdir(dirname(path), { recursive: true });
    await using file = await open(path, "wx", 0o600);
    // A write stream of the handle would keep it from closing for good.
    await pipeline(request, limited(limit), (chunks) => file.writeFile(chunks));
    await file.sync();
    // The new folders, from the file's own up to the one that holds all drops.
    for (let made = dirname(path); made.length >= place.length; made = dirname(made)) await syncFolder(made);
    await syncFolder(dirname(place));
    return { status: 200, path };
  } catch (error) {
    await rm(place, { recursive: true, force: true });
    if (error instanceof TooLarge) return { status: 413 };
    if (error instanceof Error && "code" in error && error.code === "ENOSPC") return { status: 507 };
    if (request.destroyed || request.errored) return { status: 400 };
    throw error;
  }
}

/** The last part of a name, without what a disk or a shell would trip over; the ending stays. */
export function safeName(name: string): string {
  const [stem, ending] = stemAndEnding(tameName(name.split(/[\\/]/).at(-1) ?? ""));
  return `${stem.slice(0, 60).toWellFormed()}${ending.slice(0, 16)}` || "file";
}

/** The folders that a file lay in, from the outside in; none of them leads out of where they are put. */
export function safeFolders(folder: string): string[] {
  const names = folder.split(/[\\/]/).map((name) => tameName(name).slice(0, 60).toWellFormed());
  return names.filter((name) => name !== "").slice(0, deepest);
}

function limited(limit: number): Transform {
  let received = 0;
  return new Transform({
    transform(chunk: Uint8Array, _encoding, done) {
      received += chunk.length;
      if (received > limit) done(new TooLarge());
      else done(null, chunk);
    },
  });
}
