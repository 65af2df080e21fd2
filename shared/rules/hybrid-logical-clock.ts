/**
 * Hybrid logical clock after Kulkarni et al., "Logical Physical Clocks" (2014). A stamp is
 * `<12 hex: Unix milliseconds>-<4 hex: counter>-<device id>`, so that comparing strings compares time, then counter,
 * then device.
 */
export interface HybridLogicalClock {
  /** A stamp later than every stamp this clock has issued or observed. */
  now(): string;
  /** Takes notice of a stamp that came from elsewhere; anything that is not a stamp is ignored. */
  observe(stamp: string): void;
}

interface Reading {
  readonly millis: number;
  readonly counter: number;
}

const shape = /^([0-9a-f]{12})-([0-9a-f]{4})-(.+)$/;
const counterLimit = 0xffff;

export function createClock(deviceId: string, wall: () => number = Date.now, after = ""): HybridLogicalClock {
  let last: Reading = readingOf(after) ?? { millis: 0, counter: 0 };

  return {
    now() {
      const millis = Math.max(wall(), last.millis);
      last = millis > last.millis ? { millis, counter: 0 } : next(last);
      return format(last, deviceId);
    },
    observe(stamp) {
      const seen = readingOf(stamp);
      if (seen && isLater(seen, last)) last = seen;
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
