import { ActionIcon, Menu } from "@mantine/core";
import {
  IconArrowBackUp,
  IconArrowRight,
  IconDots,
  IconFileImport,
  IconHistory,
  IconPencil,
  IconPhotoMinus,
  IconPhotoPlus,
  IconPlus,
  IconTrash,
  type Icon,
} from "@tabler/icons-react";
import { useTranslation } from "react-i18next";
import type { Change } from "#shared/model/activity.ts";
import { useDesk } from "#renderer/bridge/context.tsx";
import type { HistoryEntry } from "#renderer/replica/history.ts";
import { personOf } from "#renderer/ui/author.ts";
import { type FieldWords, fieldWord, useFieldWords, valueWord } from "#renderer/ui/field-words.ts";
import { formatInstant, formatRelative } from "#renderer/ui/format.ts";
import { useNow } from "#renderer/ui/use-now.ts";
import styles from "./history-line.module.css";
import { type PhotoLooks, Thumbnails } from "./photo-looks.tsx";
import { type SaidField, saidFields } from "./said-fields.ts";

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
  wentBack: IconHistory,
};

interface HistoryLineProps {
  entry: HistoryEntry;
  looks: PhotoLooks;
  /** Null where the line is not theirs to take back. */
  onUndo: (() => void) | null;
  /** Null where going back there would change nothing, or is not offered. */
  onGoBack: (() => void) | null;
}

/** One act: what was done, from what to what, by whom, on which desk and when, and what can be done about it. */
export function HistoryLine({ entry: { change }, looks, onUndo, onGoBack }: HistoryLineProps) {
  const { t } = useTranslation("history");
  const words = useFieldWords();
  const now = useNow();
  const ActIcon = icons[change.act];
  return (
    <>
      <span className={styles.icon}>
        <ActIcon size={14} stroke={1.75} aria-hidden />
      </span>
      <div className={styles.what} data-selectable>
        <span className={styles.act}>
          {t(`act.${change.act}`)}{" "}
          {change.moment !== undefined &&
            t("toMoment", { moment: formatInstant(change.moment, words.locale) })}{" "}
          <AuthorOf change={change} words={words} />
        </span>
        {saidFields(change).map((field) => (
          <FieldLine key={field.path} field={field} words={words} looks={looks} />
        ))}
      </div>
      <time className={styles.when} dateTime={change.at} title={formatInstant(change.at, words.locale)}>
        {formatRelative(change.at, words.locale, now)}
      </time>
      {onUndo || onGoBack ? <LineMenu onUndo={onUndo} onGoBack={onGoBack} /> : null}
    </>
  );
}

function AuthorOf({ change, words }: { change: Change; words: FieldWords }) {
  const { deviceId } = useDesk();
  const [person, desk] = [personOf(change), change.deskName];
  const isHere = change.deviceId === deviceId;
  return (
    <span className={styles.desk}>
      {person === null
        ? words.t(isHere ? "onThisDesk" : "onDesk", { desk })
        : words.t(isHere ? "byOnThisDesk" : "byOnDesk", { person, desk })}
    </span>
  );
}

function LineMenu({ onUndo, onGoBack }: Pick<HistoryLineProps, "onUndo" | "onGoBack">) {
  const { t } = useTranslation("history");
  return (
    <Menu position="bottom-end">
      <Menu.Target>
        <ActionIcon size="sm" className={styles.acts ?? ""} aria-label={t("acts")} title={t("acts")}>
          <IconDots size={14} stroke={1.75} />
        </ActionIcon>
      </Menu.Target>
      <Menu.Dropdown>
        {onUndo && (
          <Menu.Item leftSection={<IconArrowBackUp size={16} stroke={1.75} aria-hidden />} onClick={onUndo}>
            {t("undoThis")}
          </Menu.Item>
        )}
        {onGoBack && (
          <Menu.Item leftSection={<IconHistory size={16} stroke={1.75} aria-hidden />} onClick={onGoBack}>
            {t("goBackHere")}
          </Menu.Item>
        )}
      </Menu.Dropdown>
    </Menu>
  );
}

function FieldLine({ field, words, looks }: { field: SaidField; words: FieldWords; looks: PhotoLooks }) {
  return (
    <span className={styles.field}>
      <FieldText field={field} words={words} />
      <Thumbnails ids={field.photoIds} looks={looks} />
    </span>
  );
}

function FieldText({ field: { path, from, to, count }, words }: { field: SaidField; words: FieldWords }) {
  const { t } = useTranslation("history");
  const name = fieldWord(path, words);
  if (path.startsWith("features.")) return `${to ? "+" : "−"} ${name}`;
  if (path === "source" && typeof to === "string") return t("importedFrom", { file: to });
  if (count !== null) {
    const photos = words.t("photo", { count });
    if (path === "photos") return photos;
    return (
      <>
        {name} <span className={styles.values}>{photos}</span>
      </>
    );
  }
  if (from === null && to === null) return name;
  const values = { from: valueWord(path, from, words), to: valueWord(path, to, words) };
  return (
    <>
      {path !== "status" && `${name} `}
      <span className={styles.values}>{words.t("fromTo", values)}</span>
    </>
  );
}
