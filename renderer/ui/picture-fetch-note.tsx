import { IconCloudDown, IconCloudOff, IconPlugConnectedX } from "@tabler/icons-react";
import { useTranslation } from "react-i18next";
import type { FetchedPicture } from "./fetched-picture.ts";
import { formatBytes } from "./format.ts";
import classes from "./picture-fetch-note.module.css";
import { useLocale } from "./use-locale.ts";

/** Over a picture of which only the small one is here: how the full one comes, or why it does not. */
export function PictureFetchNote({ picture }: { picture: FetchedPicture }) {
  const { t } = useTranslation("common");
  const { standing, stop, resume } = picture;
  if (standing.type === "here" || standing.type === "asking") return null;
  return (
    <div className={classes.note} data-picture-fetch={standing.type}>
      {standing.type === "missing" ? (
        <>
          {standing.why === "offline" ? (
            <IconPlugConnectedX size={18} stroke={1.75} aria-hidden />
          ) : (
            <IconCloudOff size={18} stroke={1.75} aria-hidden />
          )}
          <span className={classes.words} role="status">
            {t(`picture.missing.${standing.why}`)}
          </span>
        </>
      ) : (
        <IconCloudDown size={18} stroke={1.75} aria-hidden />
      )}
      {standing.type === "fetching" && (
        <>
          <Progress {...standing} />
          <button type="button" className={classes.act} onClick={stop}>
            {t("cancel")}
          </button>
        </>
      )}
      {standing.type === "stopped" && (
        <>
          <span className={classes.words} role="status">
            {t("picture.stopped")}
          </span>
          <button type="button" className={classes.act} onClick={resume}>
            {t("picture.fetch")}
          </button>
        </>
      )}
    </div>
  );
}

function Progress({ received, total }: { received: number; total: number | null }) {
  const { t } = useTranslation("common");
  const locale = useLocale();
  const words =
    total === null
      ? t("picture.coming")
      : t("picture.comingSize", {
          done: formatBytes(received, locale),
          total: formatBytes(total, locale),
        });
  const percent = total === null ? 0 : Math.round((received / Math.max(total, 1)) * 100);
  return (
    <>
      <span className={classes.words}>{words}</span>
      <span
        className={classes.track}
        role="progressbar"
        aria-label={t("picture.coming")}
        aria-valuemin={0}
        aria-valuemax={100}
        aria-valuenow={percent}
      >
        <span className={classes.done} style={{ width: `${percent}%` }} />
      </span>
    </>
  );
}
