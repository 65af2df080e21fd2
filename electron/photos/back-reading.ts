import { closeSync, constants, openSync, readSync } from "node:fs";

/** Bytes that are read or written at once, by which a copy can be stopped. */
export const chunkBytes = 1024 * 1024;

/** What a disk's blocks are multiples of; reading past the cache needs memory that begins at one. */
const blockBytes = 4096;
/** Where memory that the system hands out may begin, seen from a block. */
const grain = 16;

/**
 * Reads files back from the disk itself where the system lets us (Linux), so that a copy is not called good because the
 * system's memory of it is. Elsewhere, and on file systems that refuse, through the system's cache.
 */
export interface BackReader {
  /** `onChunk` gets the file's bytes in order, in memory that is used again afterwards. */
  read(path: string, onChunk: (chunk: Buffer) => void): void;
}

export function createBackReader(): BackReader {
  const memory = Buffer.allocUnsafeSlow(chunkBytes + blockBytes);
  const at = (offset: number) => memory.subarray(offset, offset + chunkBytes);
  const direct = constants.O_DIRECT ?? 0;
  let known: number | null = null;

  /** Finds by trial where in `memory` a block begins, which JavaScript is not told. */
  function firstChunk(handle: number): { chunk: Buffer; bytes: number } | null {
    const offsets = Array.from({ length: blockBytes / grain }, (_, index) => index * grain);
    for (const offset of known === null ? offsets : [known, ...offsets])
      try {
        const bytes = readSync(handle, at(offset), 0, chunkBytes, 0);
        known = offset;
        return { chunk: at(offset), bytes };
      } catch (error) {
        if (!isRefused(error)) throw error;
      }
    return null;
  }

  function readDirectly(path: string, onChunk: (chunk: Buffer) => void): boolean {
    const handle = openOrNull(path, constants.O_RDONLY | direct);
    if (handle === null) return false;
    try {
      const first = firstChunk(handle);
      if (!first) return false;
      let { bytes } = first;
      for (let position = 0; bytes > 0; bytes = readSync(handle, first.chunk, 0, chunkBytes, position)) {
        onChunk(first.chunk.subarray(0, bytes));
        position += bytes;
        if (bytes < chunkBytes) return true;
      }
      return true;
    } finally {
      closeSync(handle);
    }
  }

  return {
    read(path, onChunk) {
      if (direct !== 0 && readDirectly(path, onChunk)) return;
      const handle = openSync(path, "r");
      try {
        for (let bytes = 1; bytes > 0;) {
          bytes = readSync(handle, at(0), 0, chunkBytes, null);
          if (bytes > 0) onChunk(memory.subarray(0, bytes));
        }
      } finally {
        closeSync(handle);
      }
    },
  };
}

function openOrNull(path: string, flags: number): number | null {
  try {
    return openSync(path, flags);
  } catch (error) {
    if (isRefused(error)) return null;
    throw error;
  }
}

function isRefused(error: unknown): boolean {
  return error instanceof Error && "code" in error && error.code === "EINVAL";
}
