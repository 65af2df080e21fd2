import { Tooltip } from "@mantine/core";
import { IconLoader2, IconShieldCheck } from "@tabler/icons-react";
import { useTranslation } from "react-i18next";
import { isSafe, type ImportView } from "./import-store.ts";
import { useIntakePlaces } from "./use-intake-places.ts";
import classes from "./safety-line.module.css";

/** Whether the card may be formatted, and what that means; until then, how far its copy is. */
export function SafetyLine({ view, short = false }: { view: ImportView; short?: boolean }) {
  const { t } = useTranslation("intake");
  const { places } = useIntakePlaces();
  const { counts } = view;
  if (!isOfCard(view)) return null;
  if (!isSafe(counts)) {
    if (view.state !== "running") return null;
    return (
      <span className={classes.safety} role="status">
        <IconLoader2 size={14} className={classes.turning} aria-hidden />
        {t("checking", { done: counts.safe + counts.storeOnly, total: counts.total - counts.failed })}
        {!short && <span className={classes.soft}>{t("notSafe")}</span>}
      </span>
    );
  }
  const meaning = places?.secondPlace && counts.storeOnly === 0 ? t("safeBothText") : t("safeText");
  const isWhole = counts.failed === 0;
  return (
    <Tooltip label={meaning} multiline w={320} zIndex={320}>
      <span className={classes.safety} data-safe={isWhole || undefined} role="status" tabIndex={0}>
        <IconShieldCheck size={16} aria-hidden />
        <strong>{isWhole ? t("safe") : t("safeBut", { count: counts.failed })}</strong>
        {isWhole && !short && <span className={classes.meaning}>{meaning}</span>}
      </span>
    </Tooltip>
  );
}

/** Photos of a card or folder, which somebody may want to empty; files that were put on a car by themselves promise nothing. */
function isOfCard({ vehicleId, items }: ImportView): boolean {
  return vehicleId === null || items.values().some(({ folder }) => folder !== "");
}
