import { ActionIcon, Button } from "@mantine/core";
import {
  IconAdjustments,
  IconFileExport,
  IconHistory,
  IconLayoutSidebarRight,
  IconMapPinPlus,
  IconStar,
  IconTrash,
  IconX,
  IconZoomIn,
  IconZoomOut,
  type Icon,
} from "@tabler/icons-react";
import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";
import type { PhotoEntry } from "#renderer/replica/photos.ts";
import { useAccess } from "#renderer/ui/access.tsx";
import { useShell } from "#renderer/ui/shell-state.tsx";
import { effectiveEdits, isEditedStale } from "#shared/rules/photo-edits.ts";
import classes from "./photo-viewer.module.css";
import type { Toggles, Walk } from "./viewer-walk.ts";
import type { DefectPinning } from "./use-defect-pinning.ts";
import type { PhotoActs } from "./use-photo-acts.ts";

interface ViewerBarProps extends Toggles {
  readonly walk: Walk;
  readonly entry: PhotoEntry;
  readonly name: string;
  readonly acts: PhotoActs;
  readonly pinning: DefectPinning;
}

/** Above the picture: what it is, and what can be done with it. */
export function ViewerBar(props: ViewerBarProps) {
  const { t } = useTranslation(["photos", "common"]);
  const { walk, entry, name, zoomed, setZoomed, inspecting, setInspecting } = props;
  const showStage = useShell((state) => state.show);
  const showHistory = useShell((state) => state.showHistory);
  const { vehicleId } = walk;
  const mayChange = useAccess().changes("photo");
  return (
    <header className={classes.bar}>
      <span className={classes.title}>
        {name}
        {entry.isCover && <em>{t("cover")}</em>}
        <EditedMark entry={entry} />
      </span>
      <Compare {...props} />
      {mayChange && (
        <Word
          icon={<IconAdjustments size={16} aria-hidden />}
          onClick={() => showStage({ type: "editor", vehicleId, photoId: entry.id })}
        >
          {t("edit")}
        </Word>
      )}
      <Word
        icon={<IconFileExport size={16} aria-hidden />}
        onClick={() => showStage({ type: "export", photoIds: [entry.id] })}
      >
        {t("export")}
      </Word>
      <Word
        icon={<IconHistory size={16} aria-hidden />}
        onClick={() => showHistory({ vehicleId, photoId: entry.id })}
      >
        {t("history")}
      </Word>
      <Tool
        icon={zoomed ? IconZoomOut : IconZoomIn}
        label={t(zoomed ? "zoomOut" : "zoomIn")}
        hotkey="Z"
        onClick={() => setZoomed(!zoomed)}
      />
      {mayChange && <ChangeTools {...props} />}
      <Tool
        icon={IconLayoutSidebarRight}
        label={t("inspector")}
        hotkey="I"
        pressed={inspecting}
        onClick={() => setInspecting(!inspecting)}
      />
      <Tool icon={IconX} label={t("common:close")} onClick={walk.close} />
    </header>
  );
}

function ChangeTools({ walk, entry, acts, pinning }: ViewerBarProps) {
  const { t } = useTranslation("photos");
  return (
    <>
      <Tool
        icon={IconMapPinPlus}
        label={t("defectAdd")}
        hotkey="D"
        pressed={pinning.isPinning}
        onClick={() => pinning.setPinning(!pinning.isPinning)}
      />
      <Tool
        icon={IconStar}
        label={t("makeCover")}
        hotkey="C"
        onClick={() => acts.cover(walk.vehicleId, entry.id)}
        disabled={entry.isCover}
      />
      <Tool
        icon={IconTrash}
        label={t("delete")}
        onClick={() => {
          walk.leave();
          acts.remove([entry.id]);
        }}
      />
    </>
  );
}

function EditedMark({ entry: { photo } }: { entry: PhotoEntry }) {
  const { t } = useTranslation("photos");
  if (effectiveEdits(photo.edits) === null) return null;
  return <em>{t(isEditedStale(photo) ? "editing" : "edited")}</em>;
}

/** Shows the original as long as it is held, by pointer or by a key. */
function Compare({ entry, comparing, setComparing }: ViewerBarProps) {
  const { t } = useTranslation("photos");
  if (effectiveEdits(entry.photo.edits) === null) return null;
  const isHolding = (key: string) => key === " " || key === "Enter";
  return (
    <button
      type="button"
      className={classes.word}
      aria-pressed={comparing}
      title={`${t("compare")} (O)`}
      aria-label={t("compare")}
      onPointerDown={() => setComparing(true)}
      onPointerUp={() => setComparing(false)}
      onPointerLeave={() => setComparing(false)}
      onKeyDown={(event) => isHolding(event.key) && setComparing(true)}
      onKeyUp={(event) => isHolding(event.key) && setComparing(false)}
    >
      {t("original")}
    </button>
  );
}

function Word({ icon, onClick, children }: { icon: ReactNode; onClick: () => void; children: ReactNode }) {
  return (
    <Button size="compact-sm" variant="subtle" className={classes.word} leftSection={icon} onClick={onClick}>
      {children}
    </Button>
  );
}

interface ToolProps {
  readonly icon: Icon;
  readonly label: string;
  readonly onClick: () => void;
  readonly hotkey?: string;
  readonly pressed?: boolean;
  readonly disabled?: boolean;
}

function Tool({ icon: ToolIcon, label, hotkey, pressed, disabled = false, onClick }: ToolProps) {
  return (
    <ActionIcon
      size={36}
      variant="subtle"
      className={classes.tool ?? ""}
      aria-label={label}
      aria-pressed={pressed}
      title={hotkey ? `${label} (${hotkey})` : label}
      onClick={onClick}
      disabled={disabled}
    >
      <ToolIcon size={18} stroke={1.75} aria-hidden />
    </ActionIcon>
  );
}
