import { Button } from "@mantine/core";
import {
  IconArrowBackUp,
  IconArrowRight,
  IconFileImport,
  IconPencil,
  IconPhotoMinus,
  IconPhotoPlus,
  IconPlus,
  IconTrash,
  type Icon,
} from "@tabler/icons-react";
import { memo, useMemo, useState } from "react";
import { useTranslation } from "react-i18next";
import type { Change, FieldChange } from "#shared/model/activity.ts";
import { useDesk } from "#renderer/bridge/context.tsx";
import { useReplica } from "#renderer/replica/context.tsx";
import { useLive } from "#renderer/replica/use-live.ts";
import { formatInstant, formatRelative } from "#renderer/ui/format.ts";
import { photoValue } from "#renderer/ui/photo-value.ts";
import { useLocale } from "#renderer/ui/use-locale.ts";
import styles from "./history-section.module.css";
import { fieldWord, valueWord, type ValueWords } from "./history-words.ts";
import inspector from "./inspector.module.css";
import { useNow } from "./use-now.ts";

const shownAtFirst = 8;

const icons: Readonly<Record<Change["act"], Icon>> = {
  created: IconPlus,
  edited: IconPencil,
  statusMoved: IconArrowRight,
  deleted: IconTrash,
  restored: IconArrowBackUp,
  photosAdded: IconPhotoPlus,
  photosDeleted: IconPhotoMinus,
  photosRestored: IconArrowBackUp,
  imported: IconFileImport,
  importUndone: IconArrowBackUp,
  changeUndone: IconArrowBackUp,
  wentBack: IconArrowBackUp,
};

/** What was done to the car, by which desk and when, latest first. */
export const HistorySection = memo(function HistorySection({ vehicleId }: { vehicleId: string }) {
  const { t } = useTranslation("inventory");
  const { history } = useReplica();
  const entries = useLive(useMemo(() => history.of(vehicleId), [history, vehicleId]));
  const [all, setAll] = useState(false);
  const words = useValueWords();
  const shown = all ? entries : entries.slice(0, shownAtFirst);
  return (
    <section className={inspector.section} aria-label={t("history")}>
      <div className={inspector.sectionHead}>
        <h3 className={inspector.sectionTitle}>{t("history")}</h3>
      </div>
      {entries.length === 0 && <p className={styles.none}>{t("nothingRecorded")}</p>}
      <ol className={styles.entries}>
        {shown.map(({ id, change }) => (
          <HistoryItem key={id} change={change} words={words} />
        ))}
      </ol>
      {shown.length < entries.length && (
        <Button size="compact-sm" variant="subtle" color="gray" onClick={() => setAll(true)}>
          {t("showEarlier", { count: entries.length - shown.length })}
        </Button>
      )}
    </section>
  );
});

export function useValueWords(): ValueWords {
  const { t } = useTranslation("inventory");
  const { t: common } = useTranslation("common");
  const locale = useLocale();
  return useMemo(
    () => ({
      t,
      locale,
      statusWord: (status) => common(`status.${status}`),
      photoCount: (count) => common("photo", { count }),
      photoValue: (path, value) => photoValue(path, value, common),
    }),
    [t, common, locale],
  );
}

function HistoryItem({ change, words }: { change: Change; words: ValueWords }) {
  const { t, locale } = words;
  const { deviceId } = useDesk();
  const now = useNow();
  const Icon = icons[change.act];
  const desk = change.deviceId === deviceId ? t("onThisDesk") : t("onDesk", { desk: change.deskName });
  return (
    <li className={styles.entry}>
      <span className={styles.icon}>
        <Icon size={14} stroke={1.75} aria-hidden />
      </span>
      <div className={styles.what} data-selectable>
        <span className={styles.act}>
          {t(`act.${change.act}`)} <span className={styles.desk}>{desk}</span>
        </span>
        {change.changes.filter(isWorthSaying).map((field) => (
          <FieldLine key={field.field} change={field} words={words} />
        ))}
      </div>
      <time className={styles.when} dateTime={change.at} title={formatInstant(change.at, locale)}>
        {formatRelative(change.at, locale, now)}
      </time>
    </li>
  );
}

/** What the act itself already says, or what no person set, is not said again. */
function isWorthSaying({ field }: FieldChange): boolean {
  return !["deletedAt", "soldOn", "sequence", "coverPhotoId", "vehicleId"].includes(field);
}

function isOfPhotos(field: string): boolean {
  return ["photosMoved", "shot", "caption", "tags", "defects", "edits"].includes(field);
}

function FieldLine({ change: { field, from, to }, words }: { change: FieldChange; words: ValueWords }) {
  const { t } = words;
  if (field.startsWith("features.")) {
    return (
      <span className={styles.field}>
        {to ? "+" : "−"} {fieldWord(field, words)}
      </span>
    );
  }
  if (field === "source" && typeof to === "string")
    return <span className={styles.field}>{t("importedFrom", { file: to })}</span>;
  if (field === "photos" && typeof to === "number")
    return <span className={styles.field}>{words.photoCount(to)}</span>;
  const name = fieldWord(field, words);
  // Acts on photos say how many, not what.
  if (from === null && typeof to === "number" && isOfPhotos(field))
    return (
      <span className={styles.field}>
        {name} <span className={styles.values}>{words.photoCount(to)}</span>
      </span>
    );
  if (from === null && to === null) return <span className={styles.field}>{name}</span>;
  return (
    <span className={styles.field}>
      {field !== "status" && `${name} `}
      <span className={styles.values}>
        {t("fromTo", { from: valueWord(field, from, words), to: valueWord(field, to, words) })}
      </span>
    </span>
  );
}
