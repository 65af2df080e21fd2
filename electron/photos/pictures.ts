import { open } from "node:fs/promises";
import { pictureType, typeBytes } from "./picture-type.ts";

/** A picture as a host answers with it: a file of this disk, or bytes that only live in memory. */
export type Picture = { readonly path: string } | { readonly bytes: Buffer; readonly mime: string };

/** Null where it has no such picture. */
export type PictureSource = (sha256: string, signal: AbortSignal) => Promise<Picture | null>;

/** Asks one source after the other, cheapest first. */
export function picturesFrom(sources: readonly PictureSource[]): PictureSource {
  return async (sha256, signal) => {
    for (const source of sources) {
      const found = await source(sha256, signal);
      if (found) return found;
    }
    return null;
  };
}

/** What a host says a picture is: told by its content, because originals and watermarks lie among the renditions. */
export async function typeOfPicture(picture: Picture): Promise<string | null> {
  if ("bytes" in picture) return picture.mime;
  try {
    await using file = await open(picture.path, "r");
    const { buffer, bytesRead } = await file.read(Buffer.alloc(typeBytes), 0, typeBytes, 0);
    return pictureType(buffer.subarray(0, bytesRead));
  } catch {
    return null;
  }
}
