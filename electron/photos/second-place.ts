import { closeSync, linkSync, openSync, readSync, renameSync, rmSync, statSync } from "node:fs";
import { join } from "node:path";
import { stemAndEnding, tameName } from "../desk/tame-name.ts";
import { chunkBytes } from "./back-reading.ts";
import { type CopyTools, hashOf, sizeOf, write, writeAll } from "./copying.ts";
import { makeFolderNow, syncFolderNow } from "./durable-sync.ts";

/** A blob that is to lie at the second place as well, under the name that it had on the card. */
export interface SecondOrder {
  /** Of the blob. */
  readonly path: string;
  readonly sha256: string;
  readonly bytes: number;
  /** The folder that the user chose. It is never made: without its disk it would be made on another. */
  readonly place: string;
  /** Folders in it, from the outside in; made where they are missing. */
  readonly folders: readonly string[];
  readonly name: string;
  /** Tells this copy from every other while it is written. */
  readonly id: string;
}

/**
 * Copies a blob out: flushed, named, flushed again and read back. Content that lies there under its name already is left
 * alone, and other content is never overwritten: then the name gets a number. Throws a disk's error.
 */
export function copyToSecondPlace(order: SecondOrder, tools: CopyTools): void {
  const { place, bytes, sha256 } = order;
  if (!statSync(place).isDirectory()) throw new Error("The second place is no folder");
  const folder = join(place, ...order.folders.map((name) => tameName(name) || "_"));
  makeFolderNow(folder);
  const temporary = join(folder, `.${order.id}.part`);
  const isThere = (path: string) => sizeOf(path) === bytes && hashOf(path, tools) === sha256;
  try {
    let isWritten = false;
    for (const name of numberedNames(tameName(order.name) || "_")) {
      const target = join(folder, name);
      if (sizeOf(target) !== null) {
        if (isThere(target)) return;
        continue;
      }
      if (!isWritten) write(temporary, (handle) => copyInto(handle, order.path, tools));
      isWritten = true;
      if (!publish(temporary, target)) continue;
      syncFolderNow(folder);
      if (isThere(target)) return;
      rmSync(target, { force: true });
      throw new Error("The second place gave back something else than was written to it");
    }
  } finally {
    rmSync(temporary, { force: true });
  }
}

/** Longest stem in bytes: with ending and number it fits into any file system's 255. */
const longestStem = 200;

/** `IMG_1.JPG`, `IMG_1 (2).JPG`, and so on. */
function* numberedNames(name: string): Generator<string> {
  const [stem, ending] = stemAndEnding(name);
  const short = cutTo(stem, longestStem);
  yield short === stem ? name : `${short}${ending}`;
  for (let number = 2; ; number++) yield `${short} (${number})${ending}`;
}

function cutTo(text: string, bytes: number): string {
  let [cut, length] = ["", 0];
  for (const character of text) {
    length += Buffer.byteLength(character);
    if (length > bytes) break;
    cut += character;
  }
  return cut;
}

function copyInto(handle: number, path: string, { room, throwIfStopped }: CopyTools): void {
  const source = openSync(path, "r");
  try {
    for (let read = 1; read > 0;) {
      read = readSync(source, room, 0, chunkBytes, null);
      writeAll(handle, room.subarray(0, read), throwIfStopped);
    }
  } finally {
    closeSync(source);
  }
}

/** Gives a finished file its name unless something has that name; false where something has. */
function publish(temporary: string, target: string): boolean {
  try {
    linkSync(temporary, target);
    return true;
  } catch (error) {
    if (isTaken(error)) return false;
  }
  // Cards and sticks (FAT, exFAT) know no links: there an empty file holds the name for the moment of renaming.
  try {
    closeSync(openSync(target, "wx"));
  } catch (error) {
    if (isTaken(error)) return false;
    throw error;
  }
  renameSync(temporary, target);
  return true;
}

function isTaken(error: unknown): boolean {
  return error instanceof Error && "code" in error && error.code === "EEXIST";
}
