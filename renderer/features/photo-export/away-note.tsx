import { IconCloudDown } from "@tabler/icons-react";
import { useTranslation } from "react-i18next";
import classes from "./export-stage.module.css";
import type { PlannedPicture } from "./picture-plan.ts";
import { useAwayPictures } from "./use-away-pictures.ts";

interface AwayNoteProps {
  readonly pictures: readonly PlannedPicture[];
  readonly longEdge: number;
  readonly onLeaveOut: (photoIds: readonly string[]) => void;
}

/** That pictures come from the hub first, or what cannot be made without it. */
export function AwayNote({ pictures, longEdge, onLeaveOut }: AwayNoteProps) {
  const { t } = useTranslation("photoExport");
  const away = useAwayPictures(pictures, longEdge);
  if (!away || away.smaller.length + away.missing.length === 0) return null;
  const { smaller, missing, isOnline } = away;
  if (isOnline)
    return (
      <p className={classes.verdict} data-tone="plain" role="status">
        <IconCloudDown size={16} stroke={1.75} aria-hidden />
        <span>{t("away.coming", { count: smaller.length + missing.length })}</span>
      </p>
    );
  return (
    <div className={classes.verdict} data-tone="warn" role="status">
      <span>
        {missing.length > 0 && <>{t("away.missing", { count: missing.length })} </>}
        {smaller.length > 0 && t("away.smaller", { count: smaller.length })}
      </span>
      {missing.length > 0 && missing.length < pictures.length && (
        <button type="button" className={classes.link} onClick={() => onLeaveOut(missing)}>
          {t("leaveOut")}
        </button>
      )}
    </div>
  );
}
