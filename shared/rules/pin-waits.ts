const minute = 60_000;

/** After so many wrong PINs in a row, how long the next one has to wait, in ms. The last one goes for all that follow. */
const waits = [0, 0, 0, 0, 0, minute / 2, minute, 5 * minute, 15 * minute, 60 * minute] as const;

interface WrongPins {
  /** Wrong PINs in a row. */
  readonly failed: number;
  /** When the last of them was given, in ms of the epoch. */
  readonly lastAt: number;
}

/** When the next PIN is looked at, in ms of the epoch. A clock that was set back makes no wait longer than it is. */
export function nextPinAt({ failed, lastAt }: WrongPins, now: number): number {
  const wait = waits[Math.min(failed, waits.length - 1)]!;
  return Math.min(lastAt, now) + wait;
}
