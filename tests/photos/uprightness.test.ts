import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import sharp from "sharp";
import { expect, test } from "vitest";
import { uprightness } from "#electron/photos/uprightness.ts";
import { drawSamplePhotos } from "#electron/sample/draw-photos.ts";
import { findingLimits } from "#shared/rules/photo-findings.ts";

test(
  "cars on the lot are known to stand or to lie on their roof, and an interior is left alone",
  { timeout: 120_000 },
  async () => {
    const folder = await mkdtemp(join(tmpdir(), "uprightness-"));
    try {
      const paths = await drawSamplePhotos({ stockNumber: "P-1036", folder, today: "2026-03-02" });
      for (const path of paths) {
        const [standing, turned] = [await uprightnessOf(path, 0), await uprightnessOf(path, 180)];
        const isOutside = !path.includes("interior");
        expect(standing, path).toBeGreaterThanOrEqual(isOutside ? 0.5 : 0);
        if (isOutside) expect(turned, path).toBeLessThanOrEqual(findingLimits.upsideDown);
      }
    } finally {
      await rm(folder, { recursive: true, force: true });
    }
  },
);

async function uprightnessOf(path: string, degrees: number): Promise<number> {
  const upright = await sharp(path).autoOrient().resize(320, 320, { fit: "inside" }).toBuffer();
  const { data, info } = await sharp(upright).rotate(degrees).raw().toBuffer({ resolveWithObject: true });
  return uprightness({ data, info });
}
