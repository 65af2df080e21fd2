import {
  type BigIntStats,
  fstatSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  readSync,
  statSync,
  writeFileSync,
} from "node:fs";
import { join, relative } from "node:path";
import type { Disk } from "#server/db/flushed-files.ts";

/** What a disk writes whole or not at all: bytes. */
const blockSize = 4096;

/**
 * A disk that holds for certain only what it was asked to flush. Names are taken to be kept as they are, as file systems with a journal
 * do; of the bytes written since, the rest may have come to the disk, block by block.
 */
export interface ForgetfulDisk extends Disk {
  /** Writes to `to` what a power cut now may leave of a folder: each block that was not flushed is there if `isThere` says so. */
  cut(folder: string, to: string, isThere: () => boolean): void;
}

export function createForgetfulDisk(): ForgetfulDisk {
  const flushed = new Map<string, Buffer>();
  const flush = (descriptor: number) => {
    const file = fstatSync(descriptor, { bigint: true });
    if (!file.isFile()) return;
    const size = Number(file.size);
    const known = flushed.get(identityOf(file));
    // The log is of one size and flushed all the time.
    const bytes = known?.length === size ? known : Buffer.alloc(size);
    readSync(descriptor, bytes, 0, size, 0);
    flushed.set(identityOf(file), bytes);
  };
  return {
    flush,
    flushFile: async ({ fd }) => flush(fd),
    cut(folder, to, isThere) {
      mkdirSync(to, { recursive: true });
      for (const entry of readdirSync(folder, { recursive: true, withFileTypes: true })) {
        const path = join(entry.parentPath, entry.name);
        const place = join(to, relative(folder, path));
        if (entry.isDirectory()) mkdirSync(place);
        else {
          const known = flushed.get(identityOf(statSync(path, { bigint: true })));
          writeFileSync(place, left(known, readFileSync(path), isThere));
        }
      }
    },
  };
}

/** Whatever it is called now. The number alone is used again for other files once a file is deleted. */
function identityOf({ ino, birthtimeNs }: BigIntStats): string {
  return `${ino}/${birthtimeNs}`;
}

function left(flushed: Buffer = Buffer.alloc(0), written: Buffer, isThere: () => boolean): Buffer {
  const length = isThere() ? written.length : flushed.length;
  const bytes = Buffer.alloc(length);
  flushed.copy(bytes);
  for (let at = 0; at < length; at += blockSize) {
    const now = written.subarray(at, at + blockSize);
    if (!now.equals(flushed.subarray(at, at + blockSize)) && isThere()) now.copy(bytes, at);
  }
  return bytes;
}
