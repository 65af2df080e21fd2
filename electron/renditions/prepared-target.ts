import type { PhotoRecipe } from "#shared/model/photo-preset.ts";
import type { JobTarget } from "./job-target.ts";
import type { PreparedPictures } from "./prepared-pictures.ts";

/** Pictures made ahead of time; what lies ready is not made again. */
export function preparedTarget(prepared: PreparedPictures, presetId: string, recipe: PhotoRecipe): JobTarget {
  return {
    has: (order) => prepared.has(presetId, order, recipe),
    add: (order, _name, bytes) => prepared.keep(presetId, order, recipe, bytes),
    finish: () => prepared.dropOthers(presetId, recipe),
    abandon: async () => {},
    result: null,
  };
}
