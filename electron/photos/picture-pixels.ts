import type { OutputInfo } from "sharp";

export interface Pixels {
  /** 8 bits, sRGB, one, three or four channels. */
  readonly data: Buffer;
  readonly info: OutputInfo;
}
