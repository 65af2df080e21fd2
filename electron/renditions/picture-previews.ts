import { createHash } from "node:crypto";
import sharp from "sharp";
import type { PictureOrder } from "#shared/contract/renditions.ts";
import type { PhotoRecipe } from "#shared/model/photo-preset.ts";
import { canonicalJson } from "#shared/rules/canonical-json.ts";
import { unlessAborted } from "../sync/bell.ts";
import type { ChannelPictures } from "./channel-pictures.ts";
import type { DerivedPictures } from "./derived-pictures.ts";
import type { EncodedPicture } from "./encoding.ts";
import type { PreparedPictures } from "./prepared-pictures.ts";

export interface PicturePreview {
  readonly sha256: string;
  readonly width: number;
  readonly height: number;
  readonly bytes: number;
  readonly mime: string;
}

export interface PicturePreviews extends AsyncDisposable {
  /** One picture as its channel would get it, which lies at its hash for a while. */
  make(order: PictureOrder, recipe: PhotoRecipe, signal: AbortSignal): Promise<PicturePreview>;
}

export interface PicturePreviewsOptions {
  readonly pictures: ChannelPictures;
  readonly prepared: PreparedPictures;
  readonly derived: DerivedPictures;
  /** Aborts when the service closes. */
  readonly closing: AbortSignal;
}

/** Previews whose facts are remembered, so that looking again costs nothing. */
const remembered = 2000;

export function createPicturePreviews(options: PicturePreviewsOptions): PicturePreviews {
  const { pictures, prepared, derived, closing } = options;
  const known = new Map<string, Promise<PicturePreview>>();

  const make = async (order: PictureOrder, recipe: PhotoRecipe): Promise<PicturePreview> => {
    const ready = await prepared.find(order, recipe);
    const picture = ready
      ? await described(ready, recipe)
      : await pictures.make(order, recipe, "first", closing);
    const { bytes, width, height, mime } = picture;
    return { sha256: await derived.keep(bytes), width, height, bytes: bytes.length, mime };
  };
  const remember = (key: string, preview: Promise<PicturePreview>) => {
    known.set(key, preview);
    preview.catch(() => known.delete(key));
    for (const oldest of known.keys()) if (known.size > remembered) known.delete(oldest);
  };

  return {
    async make(order, recipe, signal) {
      const key = createHash("sha256").update(canonicalJson({ order, recipe })).digest("hex");
      const before = await known.get(key)?.catch(() => null);
      if (before && derived.path(before.sha256) !== null) return before;
      const started = make(order, recipe);
      remember(key, started);
      return unlessAborted(started, signal);
    },
    async [Symbol.asyncDispose]() {
      await Promise.allSettled(known.values());
    },
  };
}

async function described(bytes: Buffer, { format }: PhotoRecipe): Promise<EncodedPicture> {
  const { width, height } = await sharp(bytes).metadata();
  return { bytes, width, height, mime: `image/${format}` };
}
