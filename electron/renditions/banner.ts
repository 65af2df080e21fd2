import sharp, { type OverlayOptions } from "sharp";
import type { PhotoPreset } from "#shared/model/photo-preset.ts";
import type { Size } from "#shared/rules/photo-geometry.ts";

type Banner = NonNullable<PhotoPreset["banner"]>;

/** Of the picture's shorter side. */
const bandShare = 0.1;
/** Of the band's height, and of the picture's width. */
const textShare = 0.52;
const widestShare = 0.94;

export function bannerHeight({ width, height }: Size): number {
  return Math.max(8, Math.round(Math.min(width, height) * bandShare));
}

/** A band across the picture with a line of text in its middle, which gets smaller where it would not fit. */
export async function bannerLayers(
  banner: Banner,
  text: string,
  picture: Size,
  fontFile: string,
): Promise<OverlayOptions[]> {
  const height = bannerHeight(picture);
  const top = banner.place === "top" ? 0 : picture.height - height;
  const band = {
    create: {
      width: picture.width,
      height,
      channels: 4 as const,
      background: { ...rgb(banner.background), alpha: banner.opacity },
    },
  };
  const layers: OverlayOptions[] = [{ input: band, left: 0, top }];
  const line = await textLine(text, banner.color, height * textShare, picture.width * widestShare, fontFile);
  if (line)
    layers.push({
      input: line.data,
      left: Math.max(0, Math.round((picture.width - line.width) / 2)),
      top: Math.max(0, top + Math.round((height - line.height) / 2)),
    });
  return layers;
}

/** At 72 dots per inch a point is a pixel, so the resolution sets the size. */
const points = 10;

async function textLine(text: string, color: string, size: number, widest: number, fontFile: string) {
  const plain = text.replace(/\s+/g, " ").trim();
  if (plain === "") return null;
  const draw = async (dpi: number) => {
    const markup = `<span foreground="${color}">${escaped(plain)}</span>`;
    const font = { text: markup, font: `Inter Bold ${points}`, fontfile: fontFile, rgba: true, dpi };
    const { data, info } = await sharp({ text: font }).png().toBuffer({ resolveWithObject: true });
    return { data, width: info.width, height: info.height };
  };
  const dpi = Math.max(12, Math.round((72 * size) / points));
  const line = await draw(dpi);
  if (line.width <= widest) return line;
  const smaller = await draw(Math.max(4, Math.floor((dpi * widest) / line.width)));
  return smaller.width <= widest ? smaller : null;
}

function escaped(text: string): string {
  return text.replace(/&/g, "&amp;").replace(/</g, "&lt;").replace(/>/g, "&gt;");
}

function rgb(color: string): { r: number; g: number; b: number } {
  const value = parseInt(color.slice(1), 16);
  return { r: value >> 16, g: (value >> 8) & 255, b: value & 255 };
}
