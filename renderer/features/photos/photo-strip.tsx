import { VisuallyHidden } from "@mantine/core";
import { IconAlertTriangle, IconPhotoPlus } from "@tabler/icons-react";
import { type DragEvent, type ReactNode, useState } from "react";
import { useTranslation } from "react-i18next";
import { useAccess } from "#renderer/ui/access.tsx";
import { carriesFiles } from "#renderer/ui/file-drag.ts";
import { nothingSelected } from "#renderer/ui/selection.ts";
import { KeptLine } from "./kept-line.tsx";
import { PhotoBin } from "./photo-bin.tsx";
import { PhotoGrid } from "./photo-grid.tsx";
import classes from "./photo-strip.module.css";
import { SelectionBar } from "./selection-bar.tsx";
import { ShotRow } from "./shot-row.tsx";
import { StripHeader } from "./strip-header.tsx";
import { beforeAfterStep } from "./strip-slots.ts";
import { usePhotoActs, type PhotoActs } from "./use-photo-acts.ts";
import { type Strip, useStrip } from "./use-strip.ts";

interface PhotoStripProps {
  readonly vehicleId: string;
  readonly onDropFiles: (transfer: DataTransfer) => void;
  readonly onChooseFiles: (what: "files" | "folder") => void;
}

/** The photos of one car in order: add, choose, reorder, describe, delete, open large. */
export function PhotoStrip(props: PhotoStripProps) {
  return <CarStrip key={props.vehicleId} {...props} />;
}

function CarStrip({ vehicleId, onDropFiles, onChooseFiles }: PhotoStripProps) {
  const { t } = useTranslation("photos");
  const strip = useStrip(vehicleId);
  const acts = usePhotoActs();
  const [binShown, setBinShown] = useState(false);
  const { announcement, place, shift, sortByCapture } = usePlacing(strip, acts);
  const hasPhotos = strip.entries.length > 0;

  return (
    <section
      className={classes.strip}
      aria-label={t("photos")}
      onKeyDown={(event) => {
        if (event.key !== "Escape" || strip.selected.length === 0) return;
        event.stopPropagation();
        strip.select(nothingSelected);
      }}
    >
      {strip.selected.length > 0 ? (
        <SelectionBar strip={strip} acts={acts} />
      ) : (
        <StripHeader
          vehicleId={vehicleId}
          strip={strip}
          binShown={binShown}
          onShowBin={setBinShown}
          onChooseFiles={onChooseFiles}
          onSortByCapture={sortByCapture}
        />
      )}
      <KeptLine vehicleId={vehicleId} entries={strip.entries} />
      {hasPhotos && <ShotRow entries={strip.entries} selected={strip.selected} acts={acts} />}
      {strip.marks.size > 0 && <AttentionLine strip={strip} />}
      <FileDropArea onDrop={onDropFiles}>
        {hasPhotos ? (
          <PhotoGrid strip={strip} acts={acts} onPlace={place} onShift={shift} />
        ) : (
          <EmptyStrip mayAdd={acts.mayChange} />
        )}
      </FileDropArea>
      <VisuallyHidden aria-live="polite">{announcement}</VisuallyHidden>
      {binShown && <PhotoBin vehicleId={vehicleId} />}
    </section>
  );
}

/** Acts that put photos in another order, and what is said of it to those who do not see it. */
function usePlacing({ entries, slots, selection }: Strip, acts: PhotoActs) {
  const { t } = useTranslation("photos");
  const [announcement, setAnnouncement] = useState("");
  const order = entries.map(({ id }) => id);

  const bring = (slotIds: ReadonlySet<string>, before: string | null) => {
    const ids = slots.filter(({ id }) => slotIds.has(id)).flatMap(({ photoIds }) => photoIds);
    const staying = order.filter((id) => !ids.includes(id));
    const position = (before === null ? staying.length : staying.indexOf(before)) + 1;
    const moved =
      ids.length === 1
        ? t("movedTo", { position, total: order.length })
        : t("movedSeveral", { count: ids.length, position, total: order.length });
    acts.reorder(ids, before, () => setAnnouncement(moved));
  };
  return {
    announcement,
    place(ids: readonly string[], index: number) {
      const moving = new Set(ids);
      const next = slots.slice(index).find(({ id }) => !moving.has(id));
      bring(moving, next?.photoIds[0] ?? null);
    },
    shift(step: -1 | 1) {
      const { current, ids } = selection;
      if (current === null) return;
      const moving = ids.has(current) ? ids : new Set([current]);
      const before = beforeAfterStep(slots, moving, step);
      if (before !== undefined) bring(moving, before);
    },
    sortByCapture() {
      const key = (id: string) => entries.find((entry) => entry.id === id)?.photo.capturedAt ?? latest;
      acts.reorder(
        order.toSorted((a, b) => key(a).localeCompare(key(b))),
        null,
      );
    },
  };
}

/** Photos whose camera left no time go last, in the order they have. */
const latest = "9999";

/** How many photos have a finding, and the way to see only those. */
function AttentionLine({ strip: { marks, attentionOnly, showAttention } }: { strip: Strip }) {
  const { t } = useTranslation("photos");
  return (
    <div className={classes.attention}>
      <IconAlertTriangle size={15} aria-hidden />
      <span className={classes.attentionText}>{t("attention", { count: marks.size })}</span>
      <button type="button" className={classes.link} onClick={() => showAttention(!attentionOnly)}>
        {t(attentionOnly ? "attentionAll" : "attentionShow")}
      </button>
    </div>
  );
}

function EmptyStrip({ mayAdd }: { mayAdd: boolean }) {
  const { t } = useTranslation("photos");
  return (
    <div className={classes.empty}>
      <IconPhotoPlus size={24} stroke={1.5} aria-hidden />
      <strong>{t("emptyTitle")}</strong>
      {mayAdd && <span>{t("emptyHint")}</span>}
    </div>
  );
}

function FileDropArea({
  onDrop,
  children,
}: {
  onDrop: (transfer: DataTransfer) => void;
  children: ReactNode;
}) {
  const [over, setOver] = useState(false);
  const mayAdd = useAccess().changes("photo");
  const accept = (event: DragEvent) => {
    if (!mayAdd || !carriesFiles(event.dataTransfer)) return false;
    event.preventDefault();
    return true;
  };
  return (
    <div
      className={classes.dropArea}
      data-over={over || undefined}
      onDragOver={(event) => accept(event) && setOver(true)}
      onDragLeave={() => setOver(false)}
      onDrop={(event) => {
        setOver(false);
        if (accept(event)) onDrop(event.dataTransfer);
      }}
    >
      {children}
    </div>
  );
}
