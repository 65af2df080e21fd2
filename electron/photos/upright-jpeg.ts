import { jpegExif } from "./jpeg-header.ts";
import { bytesOf } from "./sparse-bytes.ts";

/** EXIF of one field, the orientation, between a JPEG's start and what follows it. */
function orientationSegment(orientation: number): Buffer {
  const tiff = Buffer.from([0x49, 0x49, 42, 0, 8, 0, 0, 0, 1, 0, 0x12, 1, 3, 0, 1, 0, 0, 0]);
  const field = Buffer.concat([tiff, Buffer.from([orientation, 0, 0, 0, 0, 0, 0, 0])]);
  const payload = Buffer.concat([Buffer.from("Exif\0\0", "latin1"), field]);
  const head = Buffer.from([0xff, 0xe1, 0, 0]);
  head.writeUInt16BE(payload.length + 2, 2);
  return Buffer.concat([head, payload]);
}

/** A JPEG that says this orientation and no other. Its own EXIF is made unreadable in place. */
export function uprightJpeg(jpeg: Buffer, orientation: number): Buffer {
  const own = jpegExif(bytesOf(jpeg));
  if (own) jpeg.fill(0, own.start - 6, own.start);
  return Buffer.concat([jpeg.subarray(0, 2), orientationSegment(orientation), jpeg.subarray(2)]);
}
