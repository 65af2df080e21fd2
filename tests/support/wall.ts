/**
 * The time of day, never the same twice: of two desks' edits the later one is the newer one, where within one millisecond the
 * desks' ids would decide.
 */
export function advancingWall(): () => number {
  let last = 0;
  return () => (last = Math.max(last + 1, Date.now()));
}
