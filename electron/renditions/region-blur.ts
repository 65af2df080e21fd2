import type { Region } from "#shared/model/photo-edits.ts";
import { pixelsOf } from "#shared/rules/photo-geometry.ts";
import { fromPixels, type Pixels, toPixels } from "./pixels.ts";

/**
 * Colours that are left along the longer side of a region. A plate's seven characters cannot be guessed from four, while
 * a mere blur, or the usual ten and more squares, can be undone by trying what would give the same.
 */
const cells = 4;

/**
 * Makes regions of a picture unreadable, in place: each becomes a few mean colours that run into each other. Takes whole
 * pixels outwards, so that no edge of a letter stays.
 */
export async function blurRegions(pixels: Pixels, regions: readonly Region[]): Promise<void> {
  for (const region of regions) await cover(pixels, grown(region, pixels));
}

/** One pixel more on every side. */
function grown({ left, top, width, height }: Region, { width: across, height: down }: Pixels): Region {
  const right = Math.min(1, left + width + 1 / across);
  const bottom = Math.min(1, top + height + 1 / down);
  const [x, y] = [Math.max(0, left - 1 / across), Math.max(0, top - 1 / down)];
  return { left: x, top: y, width: right - x, height: bottom - y };
}

async function cover(pixels: Pixels, region: Region): Promise<void> {
  const box = pixelsOf(region, pixels);
  const longer = Math.max(box.width, box.height);
  const count = (side: number) => Math.max(1, Math.min(side, Math.round((cells * side) / longer)));
  const few = await toPixels(
    fromPixels(pixels)
      .extract(box)
      .resize({ width: count(box.width), height: count(box.height), fit: "fill", kernel: "cubic" }),
  );
  const patch = await toPixels(
    fromPixels(few).resize({ width: box.width, height: box.height, fit: "fill", kernel: "cubic" }),
  );
  const row = box.width * 3;
  for (let y = 0; y < box.height; y++)
    patch.data.copy(pixels.data, ((box.top + y) * pixels.width + box.left) * 3, y * row, (y + 1) * row);
}
