/** JPEGs taken apart and put together by hand. */

export function segment(marker: number, payload: Buffer): Buffer {
  const head = Buffer.from([0xff, marker, 0, 0]);
  head.writeUInt16BE(payload.length + 2, 2);
  return Buffer.concat([head, payload]);
}

/** Puts segments right behind a JPEG's start. */
export function withSegments(jpeg: Buffer, ...segments: Buffer[]): Buffer {
  return Buffer.concat([jpeg.subarray(0, 2), ...segments, jpeg.subarray(2)]);
}

/** Leaves out the segments of one kind that come before the picture. */
export function withoutSegments(jpeg: Buffer, marker: number): Buffer {
  const kept = [jpeg.subarray(0, 2)];
  let at = 2;
  while (jpeg[at + 1] !== 0xda) {
    const end = at + 2 + jpeg.readUInt16BE(at + 2);
    if (jpeg[at + 1] !== marker) kept.push(jpeg.subarray(at, end));
    at = end;
  }
  return Buffer.concat([...kept, jpeg.subarray(at)]);
}

export function exifSegment(tiff: Buffer): Buffer {
  return segment(0xe1, Buffer.concat([Buffer.from("Exif\0\0", "latin1"), tiff]));
}

/** Where the picture's data begins. */
export function scanStart(jpeg: Buffer): number {
  const scan = jpeg.indexOf(Buffer.from([0xff, 0xda]));
  return scan + 2 + jpeg.readUInt16BE(scan + 2);
}

export const frames = { baseline: 0xc0, progressive: 0xc2, lossless: 0xc3, arithmetic: 0xc9 } as const;

/**
 * An honest JPEG of any size in two bits a block: every block of it is the middle grey. `frame` is how it is coded, or says
 * that it is.
 */
export function greyJpeg(width: number, height: number, frame: number = frames.baseline): Buffer {
  const size = Buffer.alloc(4);
  size.writeUInt16BE(height, 0);
  size.writeUInt16BE(width, 2);
  const oneCode = [1, ...Array.from({ length: 15 }, () => 0), 0];
  const blocks = Math.ceil(width / 8) * Math.ceil(height / 8);
  return Buffer.concat([
    Buffer.from([0xff, 0xd8]),
    segment(0xdb, Buffer.from([0, ...Array.from({ length: 64 }, () => 1)])),
    segment(frame, Buffer.concat([Buffer.from([8]), size, Buffer.from([1, 1, 0x11, 0])])),
    segment(0xc4, Buffer.from([0x00, ...oneCode])),
    segment(0xc4, Buffer.from([0x10, ...oneCode])),
    segment(0xda, Buffer.from([1, 1, 0, 0, 63, 0])),
    Buffer.alloc(Math.ceil((blocks * 2) / 8)),
    Buffer.from([0xff, 0xd9]),
  ]);
}
