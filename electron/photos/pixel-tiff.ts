/** Pixels of an uncompressed TIFF, to be filled in place by whoever decodes a picture. */
export interface PixelTiff {
  readonly file: Uint8Array<ArrayBuffer>;
  /** The part of `file` that holds the pixels: rows from the top, 8-bit RGB. */
  readonly pixels: Uint8Array<ArrayBuffer>;
}

/** TIFF 6.0 field types. */
const short = 3;
const long = 4;
const undefinedBytes = 7;

/**
 * An uncompressed RGB TIFF with a colour profile. Raw pixels cannot carry a profile into sharp, and this way libvips
 * itself converts a phone's Display P3 to sRGB.
 */
export function pixelTiff(width: number, height: number, profile: Uint8Array | null): PixelTiff {
  const entries: [tag: number, type: number, count: number, value: number][] = [
    [256, long, 1, width],
    [257, long, 1, height],
    [258, short, 3, 0],
    [259, short, 1, 1],
    [262, short, 1, 2],
    [273, long, 1, 0],
    [277, short, 1, 3],
    [278, long, 1, height],
    [279, long, 1, width * height * 3],
    ...(profile ? [[34675, undefinedBytes, profile.length, 0] as [number, number, number, number]] : []),
  ];
  const depthsAt = 8 + 2 + entries.length * 12 + 4;
  const profileAt = depthsAt + 6;
  const pixelsAt = profileAt + (profile?.length ?? 0);
  const places: Record<number, number> = { 258: depthsAt, 273: pixelsAt, 34675: profileAt };

  const file = new Uint8Array(pixelsAt + width * height * 3);
  const view = new DataView(file.buffer);
  file.set([0x49, 0x49, 42, 0, 8, 0, 0, 0, entries.length, 0]);
  entries.forEach(([tag, type, count, value], index) => {
    const at = 10 + index * 12;
    view.setUint16(at, tag, true);
    view.setUint16(at + 2, type, true);
    view.setUint32(at + 4, count, true);
    view.setUint32(at + 8, places[tag] ?? value, true);
  });
  for (const band of [0, 1, 2]) view.setUint16(depthsAt + band * 2, 8, true);
  if (profile) file.set(profile, profileAt);
  return { file, pixels: file.subarray(pixelsAt) };
}
