import { ActionIcon, Button, Progress } from "@mantine/core";
import { IconChevronDown, IconChevronUp, IconX } from "@tabler/icons-react";
import { useEffect, useState } from "react";
import { useTranslation } from "react-i18next";
import { useStore } from "zustand";
import type { ImportItem } from "#shared/contract/photo-import.ts";
import { useDesk } from "#renderer/bridge/context.tsx";
import { PhotoImage } from "#renderer/ui/photo-image.tsx";
import { addedOf, type Handover, type ImportView } from "./import-store.ts";
import classes from "./import-tray.module.css";
import { useIntake } from "./intake-context.tsx";

/** Every import under way or just ended: how far it is, file by file, and what the user can do about it. */
export function ImportTray() {
  const { t } = useTranslation("intake");
  const { store } = useIntake();
  const imports = useStore(store.state, (state) => state.imports);
  const handovers = useStore(store.state, (state) => state.handovers);
  const shown = Object.values(imports).filter(({ dismissed }) => !dismissed);
  if (shown.length === 0 && handovers.length === 0) return null;

  return (
    <aside className={classes.tray} aria-label={t("trayTitle")}>
      {handovers.map((handover) => (
        <HandoverCard key={handover.id} handover={handover} />
      ))}
      {shown.map((view) => (
        <ImportCard key={view.importId} view={view} />
      ))}
    </aside>
  );
}

function HandoverCard({ handover: { done, total } }: { handover: Handover }) {
  const { t } = useTranslation("intake");
  return (
    <div className={classes.card}>
      <p className={classes.headline}>{t("copying", { done, total })}</p>
      <Progress value={(done / total) * 100} size="sm" aria-label={t("copying", { done, total })} />
    </div>
  );
}

function ImportCard({ view }: { view: ImportView }) {
  const { t } = useTranslation("intake");
  const { discard } = useIntake();
  const { counts } = view;
  const [listShown, setListShown] = useState(false);
  useQuietEnd(view);
  const running = view.state === "running";
  const interrupted = view.state === "interrupted";

  return (
    <section className={classes.card} aria-label={t("trayTitle")} data-state={view.state}>
      <header className={classes.head}>
        <p className={classes.headline} role="status">
          <Headline view={view} />
        </p>
        <ActionIcon
          size="sm"
          variant="subtle"
          color="gray"
          aria-label={listShown ? t("hideFiles") : t("showFiles")}
          aria-expanded={listShown}
          onClick={() => setListShown(!listShown)}
        >
          {listShown ? <IconChevronDown size={16} /> : <IconChevronUp size={16} />}
        </ActionIcon>
        {!running && !interrupted && (
          <ActionIcon
            size="sm"
            variant="subtle"
            color="gray"
            aria-label={t("dismiss")}
            onClick={() => discard(view.importId)}
          >
            <IconX size={16} />
          </ActionIcon>
        )}
      </header>
      {(running || interrupted) && (
        <Progress
          value={(counts.settled / Math.max(counts.total, 1)) * 100}
          size="sm"
          color={interrupted ? "gray" : ""}
          aria-label={t("importing", { done: counts.settled, total: counts.total })}
        />
      )}
      <Remarks view={view} />
      {(listShown || counts.failed > 0) && <FileList view={view} onlyFailed={!listShown} />}
      <ImportActions view={view} />
    </section>
  );
}

function ImportActions({ view }: { view: ImportView }) {
  const { t } = useTranslation(["intake", "common"]);
  const { cancel, resume, discard } = useIntake();
  if (view.state === "running")
    return (
      <Button size="compact-sm" variant="default" onClick={() => cancel(view.importId)}>
        {t("cancel")}
      </Button>
    );
  const interrupted = view.state === "interrupted";
  if (!interrupted && !(view.state === "finished" && view.counts.mayYetSucceed > 0)) return null;
  return (
    <div className={classes.actions}>
      <Button size="compact-sm" onClick={() => resume(view.importId)}>
        {interrupted ? t("resume") : t("common:retry")}
      </Button>
      <Button size="compact-sm" variant="default" onClick={() => discard(view.importId)}>
        {t("discard")}
      </Button>
    </div>
  );
}

const quietEnd = 6000;

/** An import that ended with nothing to say goes by itself; one with a remark stays until it is read. */
function useQuietEnd(view: ImportView): void {
  const { store } = useIntake();
  const nothingToSay = view.state === "finished" && view.counts.failed === 0 && view.duplicates.size === 0;
  useEffect(() => {
    if (!nothingToSay) return undefined;
    const timer = setTimeout(() => store.dismiss(view.importId), quietEnd);
    return () => clearTimeout(timer);
  }, [nothingToSay, store, view.importId]);
}

function Headline({ view }: { view: ImportView }) {
  const { t } = useTranslation("intake");
  const { settled, total } = view.counts;
  const added = addedOf(view);
  switch (view.state) {
    case "running":
      return t("importing", { done: settled, total });
    case "interrupted":
      return t("interrupted", { done: settled, total });
    case "cancelled":
      return t("cancelled", { done: added, total });
    case "finished":
      return added > 0 ? t("finished", { count: added }) : t("nothingAdded");
    default:
      return view.state satisfies never;
  }
}

function Remarks({ view }: { view: ImportView }) {
  const { t } = useTranslation("intake");
  const { failed } = view.counts;
  const duplicates = view.duplicates.size;
  return (
    <>
      {duplicates > 0 && <p className={classes.remark}>{t("duplicates", { count: duplicates })}</p>}
      {failed > 0 && <p className={classes.remark}>{t("failed", { count: failed })}</p>}
    </>
  );
}

function FileList({ view, onlyFailed }: { view: ImportView; onlyFailed: boolean }) {
  const all = [...view.items.values()];
  const items = onlyFailed ? all.filter(({ state }) => state === "failed") : all;
  return (
    <ul className={classes.files}>
      {items.map((item) => (
        <FileRow key={item.photoId} item={item} duplicate={view.duplicates.has(item.photoId)} />
      ))}
    </ul>
  );
}

function FileRow({ item, duplicate }: { item: ImportItem; duplicate: boolean }) {
  const { t } = useTranslation("intake");
  const { photoBase } = useDesk();
  const outcome =
    item.state === "failed"
      ? t(`failure.${item.failure ?? "unexpected"}`)
      : t(`state.${duplicate ? "duplicate" : item.state}`);
  return (
    <li className={classes.file} data-state={item.state}>
      <span className={classes.thumb}>
        {item.file && (
          <PhotoImage
            src={`${photoBase}${item.file.renditions[320].sha256}`}
            alt=""
            color={item.file.dominantColor}
            missing=""
          />
        )}
      </span>
      <span className={classes.name} title={item.name}>
        {item.name}
      </span>
      <span className={classes.outcome}>{outcome}</span>
    </li>
  );
}
