import { useDndContext, useDroppable } from "@dnd-kit/core";
import { Button } from "@mantine/core";
import { IconArrowsSplit2, IconCheck, IconEyeOff, IconFolderPlus, IconX } from "@tabler/icons-react";
import { useMemo, useState } from "react";
import { useTranslation } from "react-i18next";
import { useConfirm } from "#renderer/ui/confirm.tsx";
import { Keys } from "#renderer/ui/kbd.tsx";
import classes from "./card-review.module.css";
import type { DropTarget } from "./review-drag.tsx";
import { includedOf, isOpen, leftOutId, type ReviewTotals, totalsOf } from "./review-groups.ts";
import { inHand, type ReviewDesk } from "./use-review-desk.ts";
import { restOf } from "./use-review-keys.ts";
import type { Review } from "./use-review.ts";

interface ReviewFootProps {
  review: Review;
  desk: ReviewDesk;
  onConfirmed: () => void;
}

/** What can be done with the photos in hand, what is still open, and the one button that ends the review. */
export function ReviewFoot({ review, desk, onConfirmed }: ReviewFootProps) {
  const { active } = useDndContext();
  const totals = useMemo(() => totalsOf(review.groups), [review.groups]);
  return (
    <footer className={classes.foot}>
      {active ? (
        <DropPlaces />
      ) : desk.selected.length > 0 ? (
        <SelectionActs review={review} desk={desk} />
      ) : (
        <StillOpen totals={totals} review={review} desk={desk} />
      )}
      <span className={classes.space} />
      {!active && <ConfirmButton totals={totals} review={review} onConfirmed={onConfirmed} />}
    </footer>
  );
}

function DropPlaces() {
  const { t } = useTranslation("intake");
  return (
    <>
      <DropPlace target={{ type: "ownGroup" }} label={t("dropForNewGroup")} />
      <DropPlace target={{ type: "leaveOut" }} label={t("dropToLeaveOut")} />
    </>
  );
}

function DropPlace({ target, label }: { target: DropTarget; label: string }) {
  const { setNodeRef, isOver } = useDroppable({ id: `place ${target.type}`, data: target });
  const Icon = target.type === "ownGroup" ? IconFolderPlus : IconEyeOff;
  return (
    <span ref={setNodeRef} className={classes.dropPlace} data-over={isOver || undefined}>
      <Icon size={16} aria-hidden />
      {label}
    </span>
  );
}

function SelectionActs({ review: { acts }, desk }: Pick<ReviewFootProps, "review" | "desk">) {
  const { t } = useTranslation(["intake", "common"]);
  const photoIds = desk.selected;
  const isOut = photoIds.every((photoId) => desk.groupByPhoto.get(photoId)?.key === leftOutId);
  const rest = restOf(desk);
  const then = (act: () => void) => () => {
    act();
    desk.clear();
  };
  return (
    <>
      <strong className={classes.selected}>{t("selected", { count: photoIds.length })}</strong>
      <Button size="compact-sm" onClick={() => desk.pick({ type: "photos", photoIds: inHand(desk) })}>
        {t("moveTo")}
        <span className={classes.keys}>
          <Keys keys="M" />
        </span>
      </Button>
      {isOut ? (
        <Button size="compact-sm" variant="default" onClick={then(() => acts.putBack(photoIds))}>
          {t("putBack")}
        </Button>
      ) : (
        <>
          <Button
            size="compact-sm"
            variant="default"
            leftSection={<IconFolderPlus size={14} aria-hidden />}
            onClick={then(() => acts.split(photoIds))}
          >
            {t("dropForNewGroup")}
          </Button>
          {rest.length > 0 && (
            <Button
              size="compact-sm"
              variant="default"
              title={t("splitHint")}
              leftSection={<IconArrowsSplit2 size={14} aria-hidden />}
              onClick={then(() => acts.split(rest))}
            >
              {t("splitHere")}
            </Button>
          )}
          <Button
            size="compact-sm"
            variant="default"
            leftSection={<IconEyeOff size={14} aria-hidden />}
            onClick={then(() => acts.leaveOut(photoIds))}
          >
            {t("leaveOut")}
          </Button>
        </>
      )}
      <Button
        size="compact-sm"
        variant="subtle"
        color="gray"
        leftSection={<IconX size={14} aria-hidden />}
        onClick={desk.clear}
      >
        {t("clearSelection")}
      </Button>
    </>
  );
}

function StillOpen({
  totals,
  review,
  desk,
}: { totals: ReviewTotals } & Pick<ReviewFootProps, "review" | "desk">) {
  const { t } = useTranslation("intake");
  const showFirst = () => {
    const group = review.groups.find(isOpen);
    const [first] = group ? includedOf(group) : [];
    if (first !== undefined) desk.click(first, { extend: false, toggle: false });
  };
  return (
    <p className={classes.open}>
      {totals.undecided > 0 && (
        <button type="button" className={classes.undecided} onClick={showFirst}>
          {t("undecided", { count: totals.undecided })}
        </button>
      )}
      {totals.leftOut > 0 && <span>{t("leftOutCount", { count: totals.leftOut })}</span>}
      {totals.undecided === 0 && <span>{t("reviewHint")}</span>}
    </p>
  );
}

function ConfirmButton(props: { totals: ReviewTotals; review: Review; onConfirmed: () => void }) {
  const { totals, review, onConfirmed } = props;
  const { t } = useTranslation(["intake", "common"]);
  const ask = useConfirm();
  const [busy, setBusy] = useState(false);
  const words = {
    photos: t("common:photo", { count: totals.photos }),
    cars: t("common:car", { count: totals.cars }),
  };
  const confirm = async () => {
    const goOn =
      totals.undecided === 0 ||
      (await ask({
        title: t("undecidedTitle", { count: totals.undecided }),
        text: t("undecidedText"),
        confirm: t("undecidedConfirm", words),
        dismiss: t("undecidedBack"),
      }));
    if (!goOn) return;
    setBusy(true);
    const done = await review.acts.confirm();
    setBusy(false);
    if (done) onConfirmed();
  };
  const among = [
    totals.newCars > 0 && t("newAmongThem", { count: totals.newCars }),
    totals.restoredCars > 0 && t("restoredAmongThem", { count: totals.restoredCars }),
  ].filter(Boolean);
  return (
    <>
      {among.length > 0 && <span className={classes.newCars}>{among.join(" · ")}</span>}
      <Button
        loading={busy}
        disabled={totals.photos === 0}
        leftSection={<IconCheck size={16} aria-hidden />}
        onClick={() => void confirm()}
      >
        {totals.photos === 0 ? t("confirmNothing") : t("confirmPhotos", words)}
      </Button>
    </>
  );
}
