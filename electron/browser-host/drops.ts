import { open, rm } from "node:fs/promises";
import type { IncomingMessage } from "node:http";
import { dirname, join } from "node:path";
import { Transform } from "node:stream";
import { pipeline } from "node:stream/promises";
import { syncFolder } from "../desk/durable-file.ts";
import type { Staging } from "../desk/staging.ts";

export type DropAnswer =
  | { readonly status: 200; readonly path: string }
  /** 413: too large; 507: the disk is full; 400: it ended early. */
  | { readonly status: 400 | 413 | 507 };

/** Most bytes of one dropped file; no camera's picture comes near. */
export const dropLimit = 512 * 1024 * 1024;

class TooLarge extends Error {}

/** Writes a dropped file to a folder of its own, whole and on disk, or not at all. */
export async function receiveDrop(
  request: IncomingMessage,
  name: string,
  staging: Pick<Staging, "placeForDrop">,
  limit: number = dropLimit,
): Promise<DropAnswer> {
  if (Number(request.headers["content-length"] ?? 0) > limit) return { status: 413 };
  const folder = await staging.placeForDrop();
  const path = join(folder, safeName(name));
  try {
    await using file = await open(path, "wx", 0o600);
    // A write stream of the handle would keep it from closing for good.
    await pipeline(request, limited(limit), (chunks) => file.writeFile(chunks));
    await file.sync();
    await syncFolder(folder);
    await syncFolder(dirname(folder));
    return { status: 200, path };
  } catch (error) {
    await rm(folder, { recursive: true, force: true });
    if (error instanceof TooLarge) return { status: 413 };
    if (error instanceof Error && "code" in error && error.code === "ENOSPC") return { status: 507 };
    if (request.destroyed || request.errored) return { status: 400 };
    throw error;
  }
}

/** The last part of a name, without what a disk or a shell would trip over; the ending stays. */
export function safeName(name: string): string {
  const last = name.normalize("NFC").split(/[\\/]/).at(-1) ?? "";
  const plain = last.replace(/[\p{Cc}\p{Cf}<>:"|?*]/gu, "_").replace(/^[. ]+|[. ]+$/g, "");
  const reserved = /^(con|prn|aux|nul|com\d|lpt\d)(\.|$)/i.test(plain);
  const dot = plain.lastIndexOf(".");
  const ending = dot > 0 ? plain.slice(dot).slice(0, 16) : "";
  const stem = dot > 0 ? plain.slice(0, dot) : plain;
  return `${reserved ? "_" : ""}${stem.slice(0, 60).toWellFormed()}${ending}` || "file";
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
