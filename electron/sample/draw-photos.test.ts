import { createHash } from "node:crypto";
import { mkdtemp, readdir, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { basename, join } from "node:path";
import { load } from "exifreader";
import sharp from "sharp";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { lookOf } from "./car-look.ts";
import { drawSamplePhotos } from "./draw-photos.ts";
import { drawingNames, views } from "./drawing-files.ts";
import { lotCars, sampleLot } from "./sample-lot.ts";
import { sceneOf } from "./scene.ts";

const today = "2026-03-02";
const hashOf = async (path: string) =>
  createHash("sha256")
    .update(await readFile(path))
    .digest("hex");

let folder = "";
let paths: string[] = [];

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "sample-photos-"));
  paths = await drawSamplePhotos({ stockNumber: "P-1036", folder, today });
}, 120_000);
afterAll(() => rm(folder, { recursive: true, force: true }));

describe("the drawn pictures of a car", () => {
  it("are files of the promised names and nothing else", async () => {
    expect(paths.map((path) => basename(path))).toEqual(drawingNames("P-1036"));
    expect((await readdir(folder)).toSorted()).toEqual(drawingNames("P-1036"));
  });

  it("have 12 megapixels, lie upright once turned, and weigh what a camera's do", async () => {
    for (const path of paths) {
      const { format, width, height, orientation = 1 } = await sharp(path).metadata();
      const upright = orientation > 4 ? [height, width] : [width, height];
      expect([format, ...upright]).toEqual(["jpeg", 4000, 3000]);
      const megabytes = (await readFile(path)).length / 1_000_000;
      expect(megabytes).toBeGreaterThan(1.5);
      expect(megabytes).toBeLessThan(6);
    }
  });

  it("were partly taken with the camera on its side, and have the sky or the roof on top once turned", async () => {
    const stored = await Promise.all(paths.map(async (path) => (await sharp(path).metadata()).orientation));
    expect(stored).toEqual([1, 1, 6, 1, 8]);
    for (const path of paths) {
      const upright = await sharp(path).autoOrient().resize(400, 300).png().toBuffer();
      const [sky, street] = await Promise.all(
        [0, 260].map(async (top) => {
          const band = await sharp(upright)
            .extract({ left: 0, top, width: 400, height: 40 })
            .png()
            .toBuffer();
          return (await sharp(band).stats()).channels.reduce((sum, { mean }) => sum + mean, 0);
        }),
      );
      expect(sky, path).toBeGreaterThan((street ?? 0) + 20);
    }
  });

  it("say when, where and with what they were taken", async () => {
    const car = sampleLot({ today, currency: "MXN" }).find(({ vehicle }) => vehicle.stockNumber === "P-1036");
    for (const path of paths) {
      const { exif, gps } = load(await readFile(path), { expanded: true });
      const taken = exif?.DateTimeOriginal?.description ?? "";
      expect(taken).toMatch(/^\d{4}:\d\d:\d\d \d\d:\d\d:\d\d$/);
      const day = taken.slice(0, 10).replaceAll(":", "-");
      expect(day > (car?.vehicle.acquiredOn ?? "") && day < today, taken).toBe(true);
      expect(exif?.Make?.description).not.toBe("");
      expect(exif?.Model?.description).not.toBe("");
      expect(gps?.Latitude).toBeCloseTo(20.73, 1);
      expect(gps?.Longitude).toBeCloseTo(-103.39, 1);
    }
  });

  it("are all different, and the same bytes when drawn again", async () => {
    const again = join(folder, "again");
    const hashes = await Promise.all(paths.map(hashOf));
    const second = await drawSamplePhotos({ stockNumber: "P-1036", folder: again, today });
    expect(new Set(hashes).size).toBe(views.length);
    expect(await Promise.all(second.map(hashOf))).toEqual(hashes);
  }, 120_000);

  it("stop between two pictures when told to", async () => {
    const elsewhere = join(folder, "stopped");
    const signal = AbortSignal.abort(new Error("enough"));
    await expect(
      drawSamplePhotos({ stockNumber: "P-1036", folder: elsewhere, today, signal }),
    ).rejects.toThrow("enough");
    expect(await readdir(elsewhere)).toEqual([]);
  });

  it("are refused for a car that is not of the lot", async () => {
    await expect(drawSamplePhotos({ stockNumber: "X-1", folder, today })).rejects.toThrow("has no X-1");
  });
});

describe("the scenes of the whole lot", () => {
  it("can all be drawn, and no car looks like another from any side", async () => {
    for (const view of views) {
      const pixels = await Promise.all(
        lotCars.map((car) => {
          const drawn = sharp(Buffer.from(sceneOf(lookOf(car), view).car.svg), { density: 7.2 });
          return drawn.raw().toBuffer({ resolveWithObject: true });
        }),
      );
      for (const { data, info } of pixels) {
        expect(info.channels).toBe(4);
        const covered = data.filter((value, index) => index % 4 === 3 && value > 200).length;
        expect(covered / (info.width * info.height)).toBeGreaterThan(0.4);
      }
      const hashes = pixels.map(({ data }) => createHash("sha256").update(data).digest("hex"));
      expect(new Set(hashes).size).toBe(lotCars.length);
    }
  }, 60_000);
});
