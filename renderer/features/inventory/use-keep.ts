import { useCallback } from "react";
import { useTranslation } from "react-i18next";
import { notifyProblem } from "#renderer/ui/notify.tsx";

/** For choices, which have no text to stay in a field: says where one could not be kept. */
export function useKeep(): (saving: Promise<void>) => void {
  const { t } = useTranslation("inventory");
  return useCallback((saving) => void saving.catch(() => notifyProblem({ message: t("actFailed") })), [t]);
}
