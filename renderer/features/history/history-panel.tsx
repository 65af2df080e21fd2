import { Button, Drawer, Select } from "@mantine/core";
import { IconHistory, IconHistoryOff } from "@tabler/icons-react";
import { useVirtualizer } from "@tanstack/react-virtual";
import { useMemo, useRef, useState } from "react";
import { useTranslation } from "react-i18next";
import { useReplica } from "#renderer/replica/context.tsx";
import type { HistoryEntry } from "#renderer/replica/history.ts";
import { useLive } from "#renderer/replica/use-live.ts";
import { useAccess } from "#renderer/ui/access.tsx";
import { EmptyState } from "#renderer/ui/empty-state.tsx";
import { fieldWord, useFieldWords } from "#renderer/ui/field-words.ts";
import { formatCivilDate } from "#renderer/ui/format.ts";
import { type ShownHistory, useShell } from "#renderer/ui/shell-state.tsx";
import {
  anyChange,
  filtered,
  type HistoryFilter,
  knownAuthors,
  knownDays,
  knownFields,
} from "./history-filter.ts";
import { HistoryLine } from "./history-line.tsx";
import line from "./history-line.module.css";
import styles from "./history-panel.module.css";
import { mayGoBack, mayTakeBack } from "./line-rights.ts";
import { type PhotoLooks, usePhotoLooks } from "./photo-looks.tsx";
import { ReturnPreview } from "./return-preview.tsx";
import { useHistoryActs } from "./use-history-acts.ts";

/** What a line with one field needs, in px; longer ones are measured. */
const lineHeight = 56;

/** All that was ever done to a car or a photo. */
export function HistoryPanel() {
  const { t } = useTranslation("common");
  const shown = useShell((state) => state.history);
  const showHistory = useShell((state) => state.showHistory);
  const title = useTitle(shown);
  const [moment, setMoment] = useState<string | null>(null);
  return (
    <Drawer
      opened={shown !== null}
      onClose={() => showHistory(null)}
      // The key closes the preview above it, and nothing else.
      closeOnEscape={moment === null}
      position="right"
      size={480}
      // Above the viewer of photos, which it is opened from too.
      zIndex={250}
      title={title}
      closeButtonProps={{ "aria-label": t("close") }}
      classNames={{ header: styles.header, title: styles.title, body: styles.body, content: styles.content }}
    >
      {shown && (
        <Lines key={`${shown.vehicleId} ${shown.photoId}`} {...shown} moment={moment} onMoment={setMoment} />
      )}
    </Drawer>
  );
}

function useTitle(shown: ShownHistory | null): string {
  const { t } = useTranslation(["history", "common"]);
  const { inventory } = useReplica();
  const looks = usePhotoLooks(shown?.vehicleId ?? "");
  if (!shown) return t("history");
  if (shown.photoId !== null) return t("ofPhoto", { photo: looks.get(shown.photoId)?.name ?? "" });
  const vehicle = inventory.get().cars.find(({ id }) => id === shown.vehicleId)?.vehicle;
  const name = [vehicle?.stockNumber, vehicle?.year, vehicle?.make, vehicle?.model].filter(Boolean).join(" ");
  return t("ofCar", { car: name || t("common:unknown") });
}

interface LinesProps extends ShownHistory {
  /** What a return to is being looked at. */
  moment: string | null;
  onMoment: (moment: string | null) => void;
}

function Lines({ vehicleId, photoId, moment, onMoment }: LinesProps) {
  const { t } = useTranslation("history");
  const { history } = useReplica();
  const live = useMemo(
    () => (photoId === null ? history.of(vehicleId) : history.ofPhoto(vehicleId, photoId)),
    [history, vehicleId, photoId],
  );
  const entries = useLive(live);
  const [filter, setFilter] = useState(anyChange);
  const found = useMemo(() => filtered(entries, filter), [entries, filter]);
  if (entries.length === 0)
    return (
      <EmptyState icon={IconHistoryOff} title={t("nothingRecorded")}>
        {t("nothingRecordedText")}
      </EmptyState>
    );
  return (
    <>
      <Filters entries={entries} filter={filter} onChange={setFilter} />
      {found.length > 0 ? (
        <VirtualLines
          entries={found}
          vehicleId={vehicleId}
          photoId={photoId}
          latest={entries[0]!.id}
          onGoBack={onMoment}
        />
      ) : (
        <EmptyState
          icon={IconHistory}
          title={t("nothingFound")}
          action={<Button onClick={() => setFilter(anyChange)}>{t("allChanges")}</Button>}
        >
          {t("nothingFoundText")}
        </EmptyState>
      )}
      {moment !== null && (
        <ReturnPreview vehicleId={vehicleId} moment={moment} onClose={() => onMoment(null)} />
      )}
    </>
  );
}

interface FiltersProps {
  entries: readonly HistoryEntry[];
  filter: HistoryFilter;
  onChange: (filter: HistoryFilter) => void;
}

function Filters({ entries, filter, onChange }: FiltersProps) {
  const { t } = useTranslation("history");
  const words = useFieldWords();
  const fields = useMemo(
    () => knownFields(entries).map((field) => ({ value: field, label: fieldWord(field, words) })),
    [entries, words],
  );
  const authors = useMemo(
    () => knownAuthors(entries).map(({ id, name }) => ({ value: id, label: name })),
    [entries],
  );
  const days = useMemo(
    () => knownDays(entries).map((day) => ({ value: day, label: formatCivilDate(day, words.locale) })),
    [entries, words.locale],
  );
  return (
    <div className={styles.filters}>
      <Select
        size="xs"
        label={t("field")}
        placeholder={t("anyField")}
        data={fields}
        value={filter.field}
        clearable
        onChange={(field) => onChange({ ...filter, field })}
      />
      <Select
        size="xs"
        label={t("person")}
        placeholder={t("anyone")}
        data={authors}
        value={filter.author}
        clearable
        onChange={(author) => onChange({ ...filter, author })}
      />
      <Select
        size="xs"
        label={t("day")}
        placeholder={t("anyDay")}
        data={days}
        value={filter.day}
        clearable
        searchable
        nothingFoundMessage={t("noSuchDay")}
        onChange={(day) => onChange({ ...filter, day })}
      />
    </div>
  );
}

const noLooks: PhotoLooks = new Map();

interface VirtualLinesProps extends ShownHistory {
  entries: readonly HistoryEntry[];
  /** The line that the car is as it left it, which there is no going back to. */
  latest: string;
  onGoBack: (moment: string) => void;
}

function VirtualLines({ entries, vehicleId, photoId, latest, onGoBack }: VirtualLinesProps) {
  const { t } = useTranslation("history");
  const scroller = useRef<HTMLDivElement>(null);
  const ofCar = usePhotoLooks(vehicleId);
  // A photo's own history is beside its picture.
  const looks = photoId === null ? ofCar : noLooks;
  const acts = useHistoryActs();
  const access = useAccess();
  const isAtEnd = (id: string) => photoId !== null || id === latest;
  // There is no React Compiler here, which is what the rule is about.
  // oxlint-disable-next-line react/incompatible-library
  const virtual = useVirtualizer({
    count: entries.length,
    getScrollElement: () => scroller.current,
    estimateSize: () => lineHeight,
    getItemKey: (index) => entries[index]?.id ?? index,
    overscan: 6,
  });
  return (
    <>
      <p className={styles.count} role="status">
        {t("changesShown", { count: entries.length })}
      </p>
      <div ref={scroller} className={styles.scroller} tabIndex={0}>
        <ol className={styles.lines} aria-label={t("history")} style={{ height: virtual.getTotalSize() }}>
          {virtual.getVirtualItems().map(({ index, start, key }) => {
            const entry = entries[index]!;
            return (
              <li
                key={key}
                ref={virtual.measureElement}
                data-index={index}
                aria-setsize={entries.length}
                aria-posinset={index + 1}
                className={`${line.entry} ${styles.line}`}
                style={{ transform: `translateY(${start}px)` }}
              >
                <HistoryLine
                  entry={entry}
                  looks={looks}
                  onUndo={
                    mayTakeBack(entry, access)
                      ? () => acts.undo({ lineId: entry.id, photoId: photoId ?? undefined })
                      : null
                  }
                  onGoBack={isAtEnd(entry.id) || !mayGoBack(access) ? null : () => onGoBack(entry.change.at)}
                />
              </li>
            );
          })}
        </ol>
      </div>
    </>
  );
}
