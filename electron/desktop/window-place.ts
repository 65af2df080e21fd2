import * as z from "zod";
import { fitted } from "./bounds.ts";

const Bounds = z.object({ x: z.int(), y: z.int(), width: z.int(), height: z.int() });
const Place = z.object({ bounds: Bounds, maximized: z.boolean() });
export type Place = z.infer<typeof Place>;
type Bounds = z.infer<typeof Bounds>;

/** Where the window stood on each arrangement of monitors, the latest last, and how large it showed everything. */
export const WindowMemory = z.object({
  places: z.array(z.object({ arrangement: z.string(), place: Place })),
  zoom: z.number(),
});
export type WindowMemory = z.infer<typeof WindowMemory>;

export const nothingRemembered: WindowMemory = { places: [], zoom: 0 };

/** Docks, meeting rooms and home offices come back; more than these nobody has. */
const mostArrangements = 12;

interface Monitor {
  readonly bounds: Bounds;
  readonly workArea: Bounds;
  readonly scaleFactor: number;
}

/** Names an arrangement by its monitors' places and sizes, whatever order the system lists them in. */
export function arrangementOf(monitors: readonly Monitor[]): string {
  return monitors
    .map(({ bounds: { x, y, width, height }, scaleFactor }) => `${x},${y} ${width}x${height}@${scaleFactor}`)
    .sort()
    .join(" | ");
}

export function withPlace(memory: WindowMemory, arrangement: string, place: Place): WindowMemory {
  const others = memory.places.filter((one) => one.arrangement !== arrangement);
  return { ...memory, places: [...others, { arrangement, place }].slice(-mostArrangements) };
}

/** Where it last stood on these monitors, and all of it on one of them; null where it never did. */
export function placeOn(memory: WindowMemory, monitors: readonly Monitor[]): Place | null {
  const arrangement = arrangementOf(monitors);
  const known = memory.places.find((one) => one.arrangement === arrangement)?.place;
  if (!known) return null;
  const area = fullestArea(known.bounds, monitors);
  return area && { ...known, bounds: fitted(known.bounds, area) };
}

/** The work area of the monitor that shows most of the bounds. */
function fullestArea(bounds: Bounds, monitors: readonly Monitor[]): Bounds | null {
  const byShown = monitors
    .map(({ workArea }) => ({ workArea, shown: shared(bounds, workArea) }))
    .sort((a, b) => b.shown - a.shown);
  return byShown[0]?.workArea ?? null;
}

function shared(a: Bounds, b: Bounds): number {
  const width = Math.min(a.x + a.width, b.x + b.width) - Math.max(a.x, b.x);
  const height = Math.min(a.y + a.height, b.y + b.height) - Math.max(a.y, b.y);
  return Math.max(0, width) * Math.max(0, height);
}
