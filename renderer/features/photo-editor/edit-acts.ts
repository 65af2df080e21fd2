import { noEdits, type PhotoEdits, type Region } from "#shared/model/photo-edits.ts";
import { effectiveEdits } from "#shared/rules/photo-edits.ts";

/** A quarter turn to the right (1) or left (-1); what was cropped stays cropped. */
export function turned({ quarterTurns, crop }: PhotoEdits, direction: 1 | -1): Partial<PhotoEdits> {
  return {
    quarterTurns: (quarterTurns + direction + 4) % 4,
    crop: crop && (direction === 1 ? turnedRight(crop) : turnedLeft(crop)),
  };
}

function turnedRight({ left, top, width, height }: Region): Region {
  return { left: rest(top + height), top: left, width: height, height: width };
}

function turnedLeft({ left, top, width, height }: Region): Region {
  return { left: top, top: rest(left + width), width: height, height: width };
}

const rest = (value: number) => Math.max(0, Math.round((1 - value) * 1e7) / 1e7);

export type CopiedPart = "light" | "everything";

/** What another photo has after these edits were copied to it. Null where that is nothing. */
export function withCopied(own: PhotoEdits | null, from: PhotoEdits, part: CopiedPart): PhotoEdits | null {
  const { exposure, warmth, tint } = from;
  return effectiveEdits(part === "everything" ? from : { ...(own ?? noEdits), exposure, warmth, tint });
}

/** Covered regions have no names of their own: they are told apart by their place in the list. */
export function numbered(blurs: readonly Region[]): { id: string; index: number; region: Region }[] {
  return blurs.map((region, index) => ({ id: `covered-${index}`, index, region }));
}
