import { noEdits, type PhotoEdits } from "#shared/model/photo-edits.ts";

/** What is copied: exposure and white balance, or these and how the picture is turned and cropped. */
export type CopiedPart = "light" | "frame";

/** A photo's edits with those of another one. Covered places stay its own: they lie elsewhere in every picture. */
export function withCopied(own: PhotoEdits | null, copied: PhotoEdits, part: CopiedPart): PhotoEdits {
  const { exposure, warmth, tint, quarterTurns, straighten, crop } = copied;
  const light = { ...(own ?? noEdits), exposure, warmth, tint };
  return part === "light" ? light : { ...light, quarterTurns, straighten, crop };
}
