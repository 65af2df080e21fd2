/**
 * Hybrid logical clock after Kulkarni et al., "Logical Physical Clocks" (2014). A stamp is
 * `<12 hex: Unix milliseconds>-<4 hex: counter>-<device id>`, so that comparing strings compares time, then counter,
 * then device.
 */
export interface HybridLogicalClock {
  /** A stamp later than every stamp this clock has issued or taken notice of, but for those it has forgotten. */
  now(): string;
  /** Takes notice of a stamp that the hub has; anything that is not a stamp is ignored. */
  observe(stamp: string): void;
  /** Takes notice of a stamp of an earlier run, which the hub may not have. */
  resume(stamp: string): void;
  /**
   * Forgets the stamps that the hub does not have, because it turned them down. A computer whose clock ran ahead and was set
   * right would otherwise go on issuing stamps that nobody takes until that time has come.
   */
  retreat(): void;
}

interface Reading {
  readonly millis: number;
  readonly counter: number;
}

const shape = /^([0-9a-f]{12})-([0-9a-f]{4})-(.+)$/;
const counterLimit = 0xffff;
const beginning: Reading = { millis: 0, counter: 0 };

export function createClock(deviceId: string, wall: () => number = Date.now, after = ""): HybridLogicalClock {
  let last: Reading = readingOf(after) ?? beginning;
  let shared: Reading = beginning;
  const resume = (stamp: string) => {
    const seen = readingOf(stamp);
    if (seen && isLater(seen, last)) last = seen;
  };

  return {
    now() {
      const millis = Math.max(wall(), last.millis);
      last = millis > last.millis ? { millis, counter: 0 } : next(last);
      return format(last, deviceId);
    },
    resume,
    observe(stamp) {
      resume(stamp);
      const seen = readingOf(stamp);
      if (seen && isLater(seen, shared)) shared = seen;
    },
    retreat() {
      last = shared;
    },
  };
}

/** Milliseconds since 1970 of a stamp's physical part, or null where it is not a stamp. */
export function millisOf(stamp: string): number | null {
  return readingOf(stamp)?.millis ?? null;
}

/** The device that issued a stamp, or null where it is not a stamp. */
export function deviceOf(stamp: string): string | null {
  return shape.exec(stamp)?.[3] ?? null;
}

function readingOf(stamp: string): Reading | null {
  const match = shape.exec(stamp);
  return match ? { millis: parseInt(match[1]!, 16), counter: parseInt(match[2]!, 16) } : null;
}

function next({ millis, counter }: Reading): Reading {
  return counter < counterLimit ? { millis, counter: counter + 1 } : { millis: millis + 1, counter: 0 };
}

function isLater(a: Reading, b: Reading): boolean {
  return a.millis === b.millis ? a.counter > b.counter : a.millis > b.millis;
}

function format({ millis, counter }: Reading, deviceId: string): string {
  return `${millis.toString(16).padStart(12, "0")}-${counter.toString(16).padStart(4, "0")}-${deviceId}`;
}
