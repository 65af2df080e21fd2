import type { PictureOrder } from "#shared/contract/renditions.ts";
import type { PhotoRecipe } from "#shared/model/photo-preset.ts";
import type { PlaceInLine, Turns } from "../photos/turns.ts";
import { bannerHeight, bannerLayers } from "./banner.ts";
import { editedPixels } from "./edited-pixels.ts";
import { encoded, type EncodedPicture } from "./encoding.ts";
import { PictureProblem } from "./picture-problem.ts";
import type { PictureSources } from "./picture-sources.ts";
import { fromPixels, type Pixels, toPixels } from "./pixels.ts";
import { watermarkLayer } from "./watermark-layer.ts";

export interface ChannelPictures {
  /** A picture as a channel gets it. Throws a `PictureProblem`, a `PhotoRefusal` or a disk's error. */
  make(
    order: PictureOrder,
    recipe: PhotoRecipe,
    place: PlaceInLine,
    signal: AbortSignal,
  ): Promise<EncodedPicture>;
}

export interface ChannelPicturesOptions {
  readonly sources: PictureSources;
  readonly decoding: Turns;
  /** The path of a blob; null where it cannot be had now. */
  readonly fetch: (sha256: string, signal: AbortSignal) => Promise<string | null>;
  /** The font of banners. */
  readonly fontFile: string;
}

export function createChannelPictures(options: ChannelPicturesOptions): ChannelPictures {
  const { sources, decoding, fetch, fontFile } = options;
  return {
    async make(order, recipe, place, signal) {
      const { longEdge, shape, watermark } = recipe;
      using picture = await sources.find(order, longEdge, signal);
      const mark = watermark ? await fetch(watermark.image, signal) : null;
      // A picture that should carry the dealer's mark does not go out without it.
      if (watermark && mark === null) throw new PictureProblem("notHere");
      const work = async () => {
        const pixels = await editedPixels(await picture.open(signal), order.edits, { longEdge, shape });
        return encoded(await withOverlays(pixels, recipe, mark, order.bannerText, fontFile), recipe);
      };
      return await decoding.take(work, signal, place);
    },
  };
}

async function withOverlays(
  pixels: Pixels,
  { watermark, banner }: PhotoRecipe,
  markFile: string | null,
  bannerText: string | null,
  fontFile: string,
): Promise<Pixels> {
  const shown = banner && bannerText?.trim() ? banner : null;
  const band = shown ? bannerHeight(pixels) : 0;
  const taken = {
    top: shown?.place === "top" ? band : 0,
    bottom: shown?.place === "bottom" ? band : 0,
  };
  const layers = shown ? await bannerLayers(shown, bannerText ?? "", pixels, fontFile) : [];
  if (watermark && markFile !== null) layers.push(await watermarkLayer(watermark, markFile, pixels, taken));
  return layers.length === 0 ? pixels : toPixels(fromPixels(pixels).composite(layers).removeAlpha());
}
