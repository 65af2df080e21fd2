import { useTranslation } from "react-i18next";
import { useReplica } from "#renderer/replica/context.tsx";
import type { PresetEntry } from "#renderer/replica/settings.ts";
import { notifyProblem } from "#renderer/ui/notify.tsx";
import { recipeOf } from "./job-orders.ts";
import { usePictureJobs } from "./jobs-context.tsx";
import { allPictures, ordersOf, planned } from "./picture-plan.ts";
import { useFill } from "./use-fill.ts";

/** Makes a preset's pictures ahead of time, of all cars or of some photos; the tray tells how far that is. */
export function usePreparation(): (entry: PresetEntry, photoIds?: readonly string[]) => void {
  const { t } = useTranslation("photoExport");
  const { inventory, library } = useReplica();
  const jobs = usePictureJobs();
  const fill = useFill();
  return ({ id, preset }, photoIds) => {
    const [{ photos }, { cars }] = [library.get(), inventory.get()];
    const pictures = photoIds ? planned(photoIds, photos, cars) : allPictures(photos, cars);
    if (pictures.length === 0) notifyProblem({ message: t("preparedNothing"), id: "nothing-to-prepare" });
    else
      void jobs.begin({ type: "prepare", presetId: id }, recipeOf(preset), ordersOf(pictures, preset, fill));
  };
}
