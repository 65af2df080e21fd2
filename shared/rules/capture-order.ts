export interface Captured {
  readonly photoId: string;
  readonly name: string;
  readonly folder: string;
  /** The camera's clock, `YYYY-MM-DDTHH:mm:ss`. */
  readonly capturedAt: string | null;
}

/**
 * Pictures in the order in which they were taken: by the camera's clock, and by name within a second, as bursts are. One
 * without a time stands behind the one before it by name. A total order: it never depends on the order given.
 */
export function inCaptureOrder<T extends Captured>(items: readonly T[]): T[] {
  let known = "";
  return [...items]
    .sort(byName)
    .map((item, place) => {
      known = item.capturedAt ?? known;
      return { item, time: known, place };
    })
    .sort((a, b) => compare(a.time, b.time) || a.place - b.place)
    .map(({ item }) => item);
}

/** Seconds from one to the next by the camera's clock; 0 where it did not say. */
export function secondsBetween(a: Pick<Captured, "capturedAt">, b: Pick<Captured, "capturedAt">): number {
  if (a.capturedAt === null || b.capturedAt === null) return 0;
  return Math.abs(Date.parse(`${b.capturedAt}Z`) - Date.parse(`${a.capturedAt}Z`)) / 1000 || 0;
}

function byName(a: Captured, b: Captured): number {
  return compareNames(a.folder, b.folder) || compareNames(a.name, b.name) || compare(a.photoId, b.photoId);
}

/** As people count: IMG_9 before IMG_10. */
const natural = new Intl.Collator("en", { numeric: true });

function compareNames(a: string, b: string): number {
  return natural.compare(a, b) || compare(a, b);
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
