import type { PhotoFile } from "#shared/model/photo.ts";

/** What the photo service would have made of a picture; the same seed is the same file. */
export function photoFile(seed: string): PhotoFile {
  const hash = (part: string) =>
    Array.from(`${part}${seed}`.padEnd(32, ".").slice(0, 32), (letter) =>
      letter.charCodeAt(0).toString(16).padStart(2, "0"),
    ).join("");
  const rendition = (width: number) => ({ sha256: hash(`${width}-`), width, height: width, bytes: 1000 });
  return {
    original: {
      sha256: hash("o-"),
      name: `${seed}.jpg`,
      bytes: 5000,
      mime: "image/jpeg",
      width: 4000,
      height: 3000,
    },
    companion: null,
    renditions: { 320: rendition(320), 800: rendition(800), 1920: rendition(1920) },
    dominantColor: "#336699",
    capturedAt: "2026-03-01T10:00:00",
    capturedOffset: null,
    camera: null,
    lens: null,
    exposure: null,
    position: null,
    perceptualHash: null,
    measures: null,
    damaged: false,
  };
}
