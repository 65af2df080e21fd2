import { useMemo } from "react";
import { useTranslation } from "react-i18next";
import { useReplica } from "#renderer/replica/context.tsx";
import { useLive } from "#renderer/replica/use-live.ts";
import { shapeName } from "#renderer/ui/shape-name.ts";
import type { PhotoEdits } from "#shared/model/photo-edits.ts";
import type { PhotoPreset } from "#shared/model/photo-preset.ts";
import { frameAfter, type Size } from "#shared/rules/photo-geometry.ts";

export interface CropShape {
  readonly id: string;
  readonly name: string;
  /** The channels that want this shape, in words; '' for none. */
  readonly channels: string;
  /** Width to height in pixels; null for any. */
  readonly ratio: number | null;
}

export const freeShape: CropShape = { id: "free", name: "", channels: "", ratio: null };

const usual = ["4:3", "3:2", "1:1", "16:9"];

/** Free, as the picture is, the usual shapes and those of the dealer's channels. */
export function useCropShapes(
  original: Size,
  edits: Pick<PhotoEdits, "quarterTurns" | "straighten">,
): readonly CropShape[] {
  const { t } = useTranslation("photoEditor");
  const presets = useLive(useReplica().settings.presets);
  const frame = frameAfter(original.width, original.height, { ...edits, straighten: 0 });
  const own = frame.width / frame.height;
  return useMemo(
    () => [
      { ...freeShape, name: t("shapeFree") },
      { id: "own", name: t("shapeOwn"), channels: "", ratio: own },
      ...channelShapes(presets.map(({ preset }) => preset)),
    ],
    [presets, own, t],
  );
}

/** The usual shapes and those of the presets, each once, with the names of the presets that want it. */
export function channelShapes(presets: readonly Pick<PhotoPreset, "name" | "shape">[]): CropShape[] {
  const named = presets.flatMap(({ name, shape }) =>
    shape ? [{ id: `${shape.width}:${shape.height}`, name }] : [],
  );
  return [...new Set([...usual, ...named.map(({ id }) => id)])].map((id) => ({
    id,
    name: shapeName(sidesOf(id)),
    channels: named
      .filter((preset) => preset.id === id)
      .map(({ name }) => name)
      .join(", "),
    ratio: sidesOf(id).width / sidesOf(id).height,
  }));
}

function sidesOf(id: string): { width: number; height: number } {
  const [width = 1, height = 1] = id.split(":").map(Number);
  return { width, height };
}
