import { fsyncSync, writeSync } from "node:fs";
import type { FileHandle } from "node:fs/promises";
import type { PGlite } from "@electric-sql/pglite";
import { NodeFS } from "@electric-sql/pglite/nodefs";

/** Has what was written kept; both throw what `node:fs` throws. */
export interface Disk {
  /** Of a file or folder that is open, while this thread waits. */
  flush(descriptor: number): void;
  flushFile(file: FileHandle): Promise<void>;
}

export const actualDisk: Disk = { flush: fsyncSync, flushFile: (file) => file.sync() };

/**
 * Where PGlite starts PostgreSQL with fsync off, and Emscripten answers fdatasync, the usual way to flush the log, without doing
 * anything.
 */
export const flushing = ["-c", "fsync=on", "-c", "wal_sync_method=fsync"];

type Options = Parameters<NodeFS["init"]>[1];
type Module = Parameters<NonNullable<Options["preRun"]>[number]>[0];

/**
 * A database folder of which the disk keeps what PostgreSQL asks it to; Emscripten's own files answer fsync, and do nothing. Where
 * the disk does not keep a file, this process ends, or this thread where it is not the first.
 */
export class FlushedFiles extends NodeFS {
  readonly #disk: Disk;

  constructor(folder: string, disk: Disk) {
    super(folder);
    this.#disk = disk;
  }

  override async init(lite: PGlite, options: Options): ReturnType<NodeFS["init"]> {
    const { emscriptenOpts } = await super.init(lite, options);
    const preRun = [...(emscriptenOpts.preRun ?? []), (module: Module) => this.#teach(module)];
    return { emscriptenOpts: { ...emscriptenOpts, preRun } };
  }

  #teach({ FS, NODEFS }: Module): void {
    const { stream_ops: operations } = NODEFS as unknown as NodeFiles;
    operations.fsync = ({ nfd, node }) => {
      try {
        this.#disk.flush(nfd);
      } catch (error) {
        // Windows and some network disks cannot flush a folder, and most keep its names by themselves.
        if (!FS.isDir(node.mode)) end(error);
      }
      return 0;
    };
  }
}

/**
 * As PostgreSQL does where it is a process of its own: its next start takes what the log on the disk says. A disk that is asked once more
 * may say that all is well without having written it, and PGlite goes round in circles if it is told of the failure.
 */
function end(error: unknown): never {
  writeSync(2, `The disk does not keep what the database wrote: ${String(error)}\n`);
  process.exit(1);
}

/** What Emscripten's types leave out of its files of Node. */
interface NodeFiles {
  readonly stream_ops: {
    fsync?: (stream: { readonly nfd: number; readonly node: { readonly mode: number } }) => number;
  };
}
