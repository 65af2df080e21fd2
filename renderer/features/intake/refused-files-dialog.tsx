import { Button, Modal } from "@mantine/core";
import { IconPhotoCheck } from "@tabler/icons-react";
import { type KeyboardEvent, type RefObject, useEffect, useRef, useState } from "react";
import { useTranslation } from "react-i18next";
import type { RefusedFile } from "#shared/contract/photo-import.ts";
import { EmptyState } from "#renderer/ui/empty-state.tsx";
import { formatInstant } from "#renderer/ui/format.ts";
import { useLocale } from "#renderer/ui/use-locale.ts";
import classes from "./refused-files.module.css";
import { RefusedFileRow } from "./refused-file-row.tsx";
import { type RefusedActs, useRefusedActs } from "./use-refused-acts.ts";

interface RefusedFilesDialogProps {
  files: readonly RefusedFile[];
  opened: boolean;
  onClose: () => void;
}

/** Every file that did not become a photo: why, where it is, and what can be done with it. */
export function RefusedFilesDialog({ files, opened, onClose }: RefusedFilesDialogProps) {
  const { t } = useTranslation(["intake", "common"]);
  return (
    <Modal
      opened={opened}
      onClose={onClose}
      title={t("refused.title")}
      size={720}
      closeButtonProps={{ "aria-label": t("common:close") }}
    >
      {files.length === 0 ? (
        <EmptyState icon={IconPhotoCheck} title={t("refused.emptyTitle")}>
          {t("refused.emptyText")}
        </EmptyState>
      ) : (
        <Listed files={files} onReview={onClose} />
      )}
    </Modal>
  );
}

/** Files drawn at first; a folder of something else dropped by mistake may have thousands. */
const drawnAtFirst = 100;

function Listed({ files, onReview }: { files: readonly RefusedFile[]; onReview: () => void }) {
  const { t } = useTranslation("intake");
  const [drawn, setDrawn] = useState(drawnAtFirst);
  const acts = useRefusedActs(files, onReview);
  const list = useRef<HTMLDivElement>(null);
  const onKeyDown = useRowKeys(list, files, acts);
  const more = files.length - drawn;
  const tryable = files.filter(({ photoId }) => acts.isHere(photoId));
  return (
    <>
      <p className={classes.intro}>{t("refused.text")}</p>
      <div ref={list} className={classes.list} onKeyDown={onKeyDown}>
        {[...Map.groupBy(files.slice(0, drawn), importOf)].map(([key, ofImport]) => (
          <ImportFiles key={key} files={ofImport} acts={acts} />
        ))}
        {more > 0 && (
          <Button size="compact-sm" variant="subtle" onClick={() => setDrawn(drawn + drawnAtFirst)}>
            {t("refused.more", { count: Math.min(more, drawnAtFirst) })}
          </Button>
        )}
      </div>
      <footer className={classes.foot}>
        <Button variant="subtle" color="gray" onClick={() => void acts.dismiss(files)}>
          {t("refused.dismissAll")}
        </Button>
        <Button disabled={tryable.length === 0 || acts.busy} onClick={() => void acts.retry(tryable)}>
          {t("refused.retryAll", { count: tryable.length })}
        </Button>
      </footer>
    </>
  );
}

function importOf({ source, startedAt }: RefusedFile): string {
  return `${startedAt} ${source}`;
}

function ImportFiles({ files, acts }: { files: readonly RefusedFile[]; acts: RefusedActs }) {
  const locale = useLocale();
  const [first] = files;
  if (!first) return null;
  const when = formatInstant(first.startedAt, locale);
  // Files that were dropped by themselves are called by the first one's name.
  const isNamed = files.every(({ name }) => name !== first.source);
  return (
    <section aria-label={`${first.source}, ${when}`}>
      <h3 className={classes.import}>
        {isNamed && <span className={classes.source}>{first.source}</span>}
        <span className={classes.when}>{when}</span>
      </h3>
      <ul className={classes.files}>
        {files.map((file) => (
          <RefusedFileRow key={file.photoId} file={file} acts={acts} />
        ))}
      </ul>
    </section>
  );
}

function rowsIn(list: HTMLElement | null): HTMLElement[] {
  return [...(list?.querySelectorAll<HTMLElement>("[data-file]") ?? [])];
}

/** Arrows walk the files, Enter tries one again, Delete dismisses it; the one that takes its place has the focus then. */
function useRowKeys(
  list: RefObject<HTMLDivElement | null>,
  files: readonly RefusedFile[],
  acts: RefusedActs,
) {
  const last = useRef(0);
  useEffect(() => {
    const at = Math.min(last.current, files.length - 1);
    if (document.activeElement === document.body) rowsIn(list.current)[at]?.focus();
  }, [list, files]);
  return (event: KeyboardEvent<HTMLElement>) => {
    const row = event.target instanceof Element && event.target.closest<HTMLElement>("[data-file]");
    if (!row) return;
    const at = rowsIn(list.current).indexOf(row);
    last.current = at;
    if (event.key === "ArrowDown" || event.key === "ArrowUp") {
      event.preventDefault();
      rowsIn(list.current)[at + (event.key === "ArrowDown" ? 1 : -1)]?.focus();
    }
    const file = files.find(({ photoId }) => photoId === row.dataset["file"]);
    if (!file || event.target !== row) return;
    if (event.key === "Enter" && acts.isHere(file.photoId)) void acts.retry([file]);
    if (event.key === "Delete" || event.key === "Backspace") void acts.dismiss([file]);
  };
}
