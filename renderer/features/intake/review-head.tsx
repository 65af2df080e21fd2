import { ActionIcon, Button, Tooltip } from "@mantine/core";
import { IconAlertTriangle, IconArrowBackUp, IconCar, IconShieldCheck, IconX } from "@tabler/icons-react";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { Keys } from "#renderer/ui/kbd.tsx";
import { ProgressBar } from "#renderer/ui/progress-bar.tsx";
import classes from "./card-review.module.css";
import { FailureList } from "./failure-list.tsx";
import { isSafe, type ImportView } from "./import-store.ts";
import { useIntake } from "./intake-context.tsx";
import { SafetyLine } from "./safety-line.tsx";
import type { ReviewDesk } from "./use-review-desk.ts";
import type { Review } from "./use-review.ts";

interface ReviewHeadProps {
  view: ImportView;
  review: Review;
  desk: ReviewDesk;
  onClose: () => void;
}

/** What card it is, whether it may be formatted, and what of it was not taken. */
export function ReviewHead({ view, review, desk, onClose }: ReviewHeadProps) {
  const { t } = useTranslation(["intake", "common"]);
  const { counts } = view;
  const takeable = counts.total - counts.failed;
  const copied = counts.safe + counts.storeOnly;
  return (
    <header className={classes.header}>
      <div className={classes.bar}>
        <Tooltip label={t("closeReview")} zIndex={320}>
          <ActionIcon aria-label={t("closeReview")} onClick={onClose}>
            <IconX size={18} aria-hidden />
          </ActionIcon>
        </Tooltip>
        <h2 className={classes.title}>{view.source}</h2>
        <span className={classes.count}>{t("common:photo", { count: takeable })}</span>
        <SafetyLine view={view} />
        <span className={classes.space} />
        <Button
          size="compact-sm"
          variant="default"
          leftSection={<IconArrowBackUp size={14} aria-hidden />}
          disabled={!review.acts.canUndo}
          onClick={review.acts.undo}
        >
          {t("common:undo")}
          <span className={classes.keys}>
            <Keys keys="Mod+Z" />
          </span>
        </Button>
        <Button
          size="compact-sm"
          variant="default"
          leftSection={<IconCar size={14} aria-hidden />}
          disabled={takeable === 0}
          onClick={() => desk.pick({ type: "photos", photoIds: photosOf(review) })}
        >
          {t("allOnOneCar")}
        </Button>
      </div>
      <ProgressBar
        className={classes.progress ?? ""}
        aria-hidden={isSafe(counts)}
        label={t("checking", { done: copied, total: takeable })}
        done={isSafe(counts) ? 0 : copied}
        total={Math.max(1, takeable)}
        size={2}
        radius={0}
      />
      <Interrupted view={view} />
      <NotTaken view={view} />
    </header>
  );
}

/** All that is a photo of a car: a label stays out, which the car would begin with. */
function photosOf({ groups }: Review): readonly string[] {
  return groups.flatMap(({ photos }) =>
    photos.flatMap(({ photoId, leftOut }) => (leftOut === "label" ? [] : [photoId])),
  );
}

function Interrupted({ view: { importId, state, counts } }: { view: ImportView }) {
  const { t } = useTranslation("intake");
  const { resume } = useIntake();
  if (state !== "interrupted") return null;
  return (
    <div className={classes.notice} data-tone="warn">
      <IconAlertTriangle size={16} aria-hidden />
      <span>
        {t("interrupted", {
          done: Math.max(counts.settled, counts.safe + counts.storeOnly),
          total: counts.total,
        })}
      </span>
      <Button size="compact-xs" onClick={() => resume(importId)}>
        {t("resume")}
      </Button>
    </div>
  );
}

/** Which files the user does not have yet, said plainly before anybody formats the card. */
function NotTaken({ view }: { view: ImportView }) {
  const { t } = useTranslation(["intake", "common"]);
  const { resume } = useIntake();
  const [shown, setShown] = useState(false);
  const { failed, storeOnly, mayYetSucceed } = view.counts;
  return (
    <>
      {storeOnly > 0 && (
        <div className={classes.notice} data-tone="warn">
          <IconShieldCheck size={16} aria-hidden />
          <span>{t("storeOnly", { count: storeOnly })}</span>
        </div>
      )}
      {failed > 0 && (
        <div className={classes.notice} data-tone="bad" role="status">
          <IconAlertTriangle size={16} aria-hidden />
          <span>{t("notTaken", { count: failed })}</span>
          <Button size="compact-xs" variant="default" aria-expanded={shown} onClick={() => setShown(!shown)}>
            {shown ? t("hideNotTaken") : t("showNotTaken")}
          </Button>
          {mayYetSucceed > 0 && view.state !== "running" && (
            <Button size="compact-xs" onClick={() => resume(view.importId)}>
              {t("common:retry")}
            </Button>
          )}
        </div>
      )}
      {failed > 0 && shown && (
        <div className={classes.failures}>
          <FailureList view={view} />
        </div>
      )}
    </>
  );
}
