import { useTranslation } from "react-i18next";
import { useReplica } from "#renderer/replica/context.tsx";
import type { PresetEntry } from "#renderer/replica/settings.ts";
import { notifyProblem } from "#renderer/ui/notify.tsx";
import { recipeOf } from "./job-orders.ts";
import { usePictureJobs } from "./jobs-context.tsx";
import { allPictures, ordersOf } from "./picture-plan.ts";
import { useFill } from "./use-fill.ts";

/** Makes a preset's pictures of all cars ahead of time; the tray tells how far that is. */
export function usePreparation(): (entry: PresetEntry) => void {
  const { t } = useTranslation("photoExport");
  const { inventory, library } = useReplica();
  const jobs = usePictureJobs();
  const fill = useFill();
  return ({ id, preset }) => {
    const pictures = allPictures(library.get().photos, inventory.get().cars);
    if (pictures.length === 0) notifyProblem({ message: t("preparedNothing"), id: "nothing-to-prepare" });
    else
      void jobs.begin({ type: "prepare", presetId: id }, recipeOf(preset), ordersOf(pictures, preset, fill));
  };
}
