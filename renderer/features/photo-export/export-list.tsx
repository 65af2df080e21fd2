import { Checkbox } from "@mantine/core";
import { IconAlertTriangle } from "@tabler/icons-react";
import { useVirtualizer } from "@tanstack/react-virtual";
import { useRef } from "react";
import { useTranslation } from "react-i18next";
import { useDesk } from "#renderer/bridge/context.tsx";
import { PhotoImage } from "#renderer/ui/photo-image.tsx";
import type { PhotoPreset } from "#shared/model/photo-preset.ts";
import type { PhotoFinding } from "#shared/rules/photo-findings.ts";
import classes from "./export-stage.module.css";
import { endings, type PlannedPicture } from "./picture-plan.ts";

interface ExportListProps {
  readonly pictures: readonly PlannedPicture[];
  /** By photo, without ending; those that are left out have none. */
  readonly names: ReadonlyMap<string, string>;
  readonly findings: ReadonlyMap<string, readonly PhotoFinding[]>;
  readonly preset: PhotoPreset;
  readonly onInclude: (photoId: string, isIncluded: boolean) => void;
}

const rowHeight = 56;

/** The pictures in the order in which they leave, with the names that their files get and what to know of each. */
export function ExportList({ pictures, names, findings, preset, onInclude }: ExportListProps) {
  const { t } = useTranslation("photoExport");
  const scroll = useRef<HTMLDivElement>(null);
  // The virtualizer changes itself between renders, so nothing that it answers may be kept.
  // oxlint-disable-next-line react/incompatible-library
  const rows = useVirtualizer({
    count: pictures.length,
    getScrollElement: () => scroll.current,
    estimateSize: () => rowHeight,
    overscan: 6,
  });
  return (
    <div ref={scroll} className={classes.list}>
      <ul style={{ height: rows.getTotalSize() }} aria-label={t("order")}>
        {rows.getVirtualItems().map(({ index, start }) => {
          const picture = pictures[index]!;
          const name = names.get(picture.photo.id);
          return (
            <li key={picture.photo.id} style={{ transform: `translateY(${start}px)`, height: rowHeight }}>
              <Row
                picture={picture}
                file={name === undefined ? null : `${name}.${endings[preset.format]}`}
                findings={findings.get(picture.photo.id) ?? []}
                onInclude={(isIncluded) => onInclude(picture.photo.id, isIncluded)}
              />
            </li>
          );
        })}
      </ul>
    </div>
  );
}

interface RowProps {
  readonly picture: PlannedPicture;
  readonly file: string | null;
  readonly findings: readonly PhotoFinding[];
  readonly onInclude: (isIncluded: boolean) => void;
}

function Row({ picture: { photo, isCover }, file, findings, onInclude }: RowProps) {
  const { t } = useTranslation("photoExport");
  const { photoBase } = useDesk();
  const words = useFindingWords();
  return (
    <>
      <Checkbox
        checked={file !== null}
        aria-label={t("include", { name: file ?? photo.name })}
        onChange={({ currentTarget }) => onInclude(currentTarget.checked)}
      />
      <span className={classes.thumb}>
        <PhotoImage
          src={`${photoBase}${photo.thumbnail}`}
          alt=""
          color={photo.color}
          missing={t("notHereYet")}
        />
      </span>
      <span className={classes.file} data-out={file === null || undefined}>
        <strong data-selectable>{file ?? photo.name}</strong>
        {isCover && <em>{t("cover")}</em>}
        {findings.length > 0 && (
          <small>
            <IconAlertTriangle size={13} aria-hidden />
            {findings.map(words).join(" · ")}
          </small>
        )}
      </span>
    </>
  );
}

function useFindingWords(): (finding: PhotoFinding) => string {
  const { t } = useTranslation("photoExport");
  return (finding) => {
    if (finding.kind === "tooSmall") return t("finding.tooSmall", finding);
    if (finding.kind === "wrongShape")
      return t("finding.wrongShape", { percent: Math.round(finding.lost * 100) });
    return t(`finding.${finding.kind}`);
  };
}
