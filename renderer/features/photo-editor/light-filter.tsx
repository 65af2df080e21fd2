import type { PhotoEdits } from "#shared/model/photo-edits.ts";
import { channelGains } from "#shared/rules/photo-edits.ts";

/** Shows exposure and white balance as the finished rendition will have them: `filter: url(#id)`. */
export function LightFilter({ id, edits }: { id: string; edits: PhotoEdits }) {
  const { red, green, blue } = channelGains(edits);
  return (
    <svg width="0" height="0" aria-hidden style={{ position: "absolute" }}>
      <filter id={id} colorInterpolationFilters="sRGB" x="0" y="0" width="1" height="1">
        <feColorMatrix
          type="matrix"
          values={`${red} 0 0 0 0  0 ${green} 0 0 0  0 0 ${blue} 0 0  0 0 0 1 0`}
        />
      </filter>
    </svg>
  );
}

export function changesLight({ exposure, warmth, tint }: PhotoEdits): boolean {
  return exposure !== 0 || warmth !== 0 || tint !== 0;
}
