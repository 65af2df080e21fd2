import { useEffect } from "react";
import { useTranslation } from "react-i18next";
import { useStore } from "zustand";
import { OpenDialog } from "#renderer/ui/open-dialog.tsx";
import { useShell } from "#renderer/ui/shell-state.tsx";
import classes from "./card-review.module.css";
import type { ImportView } from "./import-store.ts";
import { useIntake } from "./intake-context.tsx";
import { ReviewDrag } from "./review-drag.tsx";
import { ReviewFoot } from "./review-foot.tsx";
import { ReviewHead } from "./review-head.tsx";
import { ReviewPicker } from "./review-picker.tsx";
import { ReviewStrips } from "./review-strips.tsx";
import { useReview } from "./use-review.ts";
import { useReviewDesk } from "./use-review-desk.ts";
import { useReviewKeys } from "./use-review-keys.ts";

/** A card before its photos are on their cars: who is with whom, and why; corrected by hand and confirmed once. */
export function CardReview() {
  const stage = useShell((state) => state.stage);
  const importId = stage?.type === "review" ? stage.importId : null;
  const { store } = useIntake();
  const view = useStore(store.state, ({ imports }) => (importId === null ? undefined : imports[importId]));
  const show = useShell((state) => state.show);
  const isOver = view !== undefined && (view.confirmed || view.dismissed || view.state === "cancelled");
  useEffect(() => {
    if (isOver) show(null);
  }, [isOver, show]);
  return view && !isOver ? <OpenReview key={view.importId} view={view} onClose={() => show(null)} /> : null;
}

function OpenReview({ view, onClose }: { view: ImportView; onClose: () => void }) {
  const { t } = useTranslation("intake");
  const review = useReview(view);
  const desk = useReviewDesk(review);
  useReviewKeys(review, desk, onClose);

  return (
    <OpenDialog
      onClose={onClose}
      closeOnEscape={false}
      fullScreen
      withCloseButton={false}
      padding={0}
      transitionProps={{ duration: 0 }}
      classNames={{ content: classes.content ?? "", body: classes.body ?? "" }}
      attributes={{ content: { "aria-label": t("reviewLabel", { source: view.source }) } }}
    >
      <ReviewHead view={view} review={review} desk={desk} onClose={onClose} />
      <ReviewDrag view={view} review={review} desk={desk}>
        <ReviewStrips view={view} review={review} desk={desk} />
        <ReviewFoot review={review} desk={desk} onConfirmed={onClose} />
      </ReviewDrag>
      <ReviewPicker review={review} desk={desk} />
    </OpenDialog>
  );
}
