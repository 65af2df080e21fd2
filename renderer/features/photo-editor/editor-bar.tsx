import {
  IconArrowBackUp,
  IconArrowForwardUp,
  IconChevronLeft,
  IconChevronRight,
  IconRestore,
  IconX,
} from "@tabler/icons-react";
import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";
import { useStore } from "zustand";
import type { EditorStore } from "./editor-store.ts";
import classes from "./photo-editor.module.css";

interface EditorBarProps {
  readonly store: EditorStore;
  readonly name: string;
  readonly isCover: boolean;
  /** Null at the first and the last photo. */
  readonly onPrevious: (() => void) | null;
  readonly onNext: (() => void) | null;
  readonly onClose: () => void;
}

export function EditorBar({ store, name, isCover, onPrevious, onNext, onClose }: EditorBarProps) {
  const { t } = useTranslation(["photoEditor", "common"]);
  const { canUndo, canRedo, comparing, isChanged } = useStore(store);
  return (
    <header className={classes.bar}>
      <Tool label={t("previous")} onClick={onPrevious}>
        <IconChevronLeft size={18} />
      </Tool>
      <Tool label={t("next")} onClick={onNext}>
        <IconChevronRight size={18} />
      </Tool>
      <span className={classes.title}>
        {name}
        {isCover && <em>{t("cover")}</em>}
        {isChanged && <span className={classes.unsaved}>{t("unsaved")}</span>}
      </span>
      <button
        type="button"
        className={classes.compare}
        aria-pressed={comparing}
        title={t("compareHint")}
        onClick={() => store.compare(!comparing)}
      >
        {t("compare")}
      </button>
      <Tool label={t("undo")} onClick={canUndo ? store.undo : null}>
        <IconArrowBackUp size={18} />
      </Tool>
      <Tool label={t("redo")} onClick={canRedo ? store.redo : null}>
        <IconArrowForwardUp size={18} />
      </Tool>
      <Tool label={t("reset")} onClick={store.reset}>
        <IconRestore size={18} />
      </Tool>
      <Tool label={t("common:close")} onClick={onClose}>
        <IconX size={18} />
      </Tool>
    </header>
  );
}

function Tool({
  label,
  onClick,
  children,
}: {
  label: string;
  onClick: (() => void) | null;
  children: ReactNode;
}) {
  return (
    <button
      type="button"
      className={classes.tool}
      aria-label={label}
      title={label}
      disabled={!onClick}
      onClick={onClick ?? undefined}
    >
      {children}
    </button>
  );
}
