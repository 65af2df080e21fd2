import { statfs } from "node:fs/promises";

/** Bytes of the disk that the photos lie on. */
interface DiskRoom {
  readonly free: number;
  /** What the app leaves free for everything else, and never fills with what it could fetch again. */
  readonly reserve: number;
}

export type MeasureDisk = () => Promise<DiskRoom>;

const largestReserve = 2 * 1024 ** 3;
/** Of a small disk. */
const reserveShare = 0.05;

export function measureDisk(folder: string): MeasureDisk {
  return async () => {
    const { bavail, blocks, bsize } = await statfs(folder);
    const reserve = Math.min(largestReserve, Math.floor(blocks * bsize * reserveShare));
    return { free: bavail * bsize, reserve };
  };
}
