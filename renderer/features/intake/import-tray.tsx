import { ActionIcon, Button } from "@mantine/core";
import { IconX } from "@tabler/icons-react";
import { type ReactNode, useEffect } from "react";
import { useTranslation } from "react-i18next";
import { ProgressBar } from "#renderer/ui/progress-bar.tsx";
import { useStore } from "zustand";
import { useDesk } from "#renderer/bridge/context.tsx";
import { useConfirm } from "#renderer/ui/confirm.tsx";
import { useShell } from "#renderer/ui/shell-state.tsx";
import { FailureList } from "./failure-list.tsx";
import { addedOf, type Handover, isSettled, type ImportView } from "./import-store.ts";
import classes from "./import-tray.module.css";
import { useIntake } from "./intake-context.tsx";
import { pageOf, PictureRow } from "./picture-row.tsx";
import { SafetyLine } from "./safety-line.tsx";

/** Every import under way or just ended: how far it is, whether the card is safe, and what the user can do about it. */
export function ImportTray() {
  const { t } = useTranslation("intake");
  const { store } = useIntake();
  const imports = useStore(store.state, (state) => state.imports);
  const handovers = useStore(store.state, (state) => state.handovers);
  const reviewed = useShell(({ stage }) => (stage?.type === "review" ? stage.importId : null));
  const shown = Object.values(imports).filter((view) => !view.dismissed && view.importId !== reviewed);
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

function isEnded({ state }: ImportView): boolean {
  return state === "finished" || state === "cancelled";
}

/** Nothing is asked of anybody any more; a card that is copied still waits for its review. */
function isOver(view: ImportView): boolean {
  return view.confirmed && isEnded(view);
}

function HandoverCard({ handover: { done, total, pictures } }: { handover: Handover }) {
  const { t } = useTranslation("intake");
  return (
    <div className={classes.card}>
      <p className={classes.headline}>{t("copying", { done, total })}</p>
      <ProgressBar label={t("copying", { done, total })} done={done} total={total} />
      <PictureRow pictures={pictures} />
    </div>
  );
}

function ImportCard({ view }: { view: ImportView }) {
  const { t } = useTranslation("intake");
  const { discard } = useIntake();
  const { counts } = view;
  useQuietEnd(view);
  const settled = view.confirmed ? counts.settled : counts.safe + counts.storeOnly + counts.failed;

  return (
    <section className={classes.card} aria-label={t("trayTitle")} data-state={view.state}>
      <header className={classes.head}>
        <p className={classes.headline} role="status">
          <Headline view={view} />
        </p>
        {isOver(view) && (
          <ActionIcon size="sm" aria-label={t("dismiss")} onClick={() => discard(view.importId)}>
            <IconX size={16} aria-hidden />
          </ActionIcon>
        )}
      </header>
      {!isEnded(view) && settled < counts.total && (
        <ProgressBar
          label={t("importing", { done: settled, total: counts.total })}
          done={settled}
          total={counts.total}
          color={view.state === "interrupted" ? "gray" : ""}
        />
      )}
      {view.state === "running" && settled < counts.total && <Arriving view={view} />}
      {view.state !== "cancelled" && <SafetyLine view={view} short />}
      <Remarks view={view} />
      {counts.failed > 0 && <FailureList view={view} />}
      <ImportActions view={view} />
    </section>
  );
}

/** The files that are worked on now: as they were found, and as they are once they were made. */
function Arriving({ view: { items, counts } }: { view: ImportView }) {
  const { photoBase } = useDesk();
  const { from, to } = pageOf(counts.settled);
  const pictures = [
    ...items
      .values()
      .drop(from)
      .take(to - from),
  ].map(({ preview, file }) => {
    const sha256 = file?.renditions[320].sha256 ?? preview;
    return sha256 && photoBase + sha256;
  });
  return <PictureRow pictures={pictures} />;
}

function ImportActions({ view }: { view: ImportView }) {
  const { t } = useTranslation(["intake", "common"]);
  const { cancel, resume, review, discard } = useIntake();
  const { importId, state, confirmed, counts } = view;
  if (state === "cancelled") return null;
  if (!confirmed)
    return (
      <Actions>
        <Button size="compact-sm" onClick={() => review(importId)}>
          {t("openReview")}
        </Button>
        {state === "interrupted" && <ResumeButton onClick={() => resume(importId)} plain />}
        <ForgetCard view={view} />
      </Actions>
    );
  if (state === "running" && !isSettled(counts))
    return (
      <Actions>
        <Button size="compact-sm" variant="default" onClick={() => cancel(importId)}>
          {t("cancel")}
        </Button>
      </Actions>
    );
  const interrupted = state === "interrupted";
  if (!interrupted && !(state === "finished" && counts.mayYetSucceed > 0)) return null;
  return (
    <Actions>
      <Button size="compact-sm" onClick={() => resume(importId)}>
        {interrupted ? t("resume") : t("common:retry")}
      </Button>
      <Button size="compact-sm" variant="default" onClick={() => discard(importId)}>
        {t("discard")}
      </Button>
    </Actions>
  );
}

function Actions({ children }: { children: ReactNode }) {
  return <div className={classes.actions}>{children}</div>;
}

function ResumeButton({ onClick, plain }: { onClick: () => void; plain: boolean }) {
  const { t } = useTranslation("intake");
  return (
    <Button size="compact-sm" variant={plain ? "default" : "filled"} onClick={onClick}>
      {t("resume")}
    </Button>
  );
}

/** What was copied of a card is only here so far, so giving it up is asked about. */
function ForgetCard({ view: { importId, source } }: { view: ImportView }) {
  const { t } = useTranslation("intake");
  const { discard } = useIntake();
  const confirm = useConfirm();
  const forget = async () => {
    const sure = await confirm({
      title: t("forgetCardTitle", { source }),
      text: t("forgetCardText"),
      confirm: t("forgetCard"),
      dismiss: t("keepCard"),
      dangerous: true,
    });
    if (sure) discard(importId);
  };
  return (
    <Button size="compact-sm" variant="subtle" color="gray" onClick={() => void forget()}>
      {t("forgetCard")}
    </Button>
  );
}

const quietEnd = 6000;

/** An import that ended with nothing to say goes by itself; one with a remark stays until it is read. */
function useQuietEnd(view: ImportView): void {
  const { store } = useIntake();
  const { failed, storeOnly } = view.counts;
  const nothingToSay =
    view.confirmed &&
    view.state === "finished" &&
    failed === 0 &&
    storeOnly === 0 &&
    view.duplicates.size === 0;
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
  if (!view.confirmed && view.state !== "cancelled" && view.state !== "interrupted")
    return t("waitsForReview", { source: view.source });
  switch (view.state) {
    case "running":
      return t(view.vehicleId === null ? "confirmedHeadline" : "importing", { done: settled, total });
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
  const { failed, storeOnly, total } = view.counts;
  const duplicates = view.duplicates.size;
  return (
    <>
      {!view.confirmed && (
        <p className={classes.remark}>{t("waitsForReviewText", { count: total - failed })}</p>
      )}
      {duplicates > 0 && <p className={classes.remark}>{t("duplicates", { count: duplicates })}</p>}
      {storeOnly > 0 && <p className={classes.warning}>{t("storeOnly", { count: storeOnly })}</p>}
      {failed > 0 && (
        <p className={classes.remark}>
          {t("failed", { count: failed })}. {isOver(view) && t("listedOn")}
        </p>
      )}
    </>
  );
}
