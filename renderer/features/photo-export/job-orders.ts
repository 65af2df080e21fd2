import {
  type NamedPictureOrder,
  ordersPerCall,
  type PictureJobPart,
  type PictureWork,
} from "#shared/contract/renditions.ts";
import type { PhotoPreset, PhotoRecipe } from "#shared/model/photo-preset.ts";

/** The parts of a job as the bridge takes them; only the last one is complete. */
export function partsOf(job: {
  jobId: string;
  work: PictureWork;
  recipe: PhotoRecipe;
  orders: readonly NamedPictureOrder[];
}): PictureJobPart[] {
  const { jobId, work, recipe, orders } = job;
  const parts = Math.max(1, Math.ceil(orders.length / ordersPerCall));
  return Array.from({ length: parts }, (_, index) => ({
    jobId,
    work,
    recipe,
    orders: orders.slice(index * ordersPerCall, (index + 1) * ordersPerCall),
    complete: index === parts - 1,
  }));
}

/** What of a preset decides how its pictures look. */
export function recipeOf(preset: PhotoPreset): PhotoRecipe {
  const { longEdge, format, quality, shape, maxBytes, watermark, banner } = preset;
  return { longEdge, format, quality, shape, maxBytes, watermark, banner };
}
