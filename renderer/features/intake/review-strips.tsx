import { useElementSize, useMergedRef } from "@mantine/hooks";
import { useVirtualizer } from "@tanstack/react-virtual";
import { type FocusEvent, useEffect, useLayoutEffect, useMemo, useRef, useState } from "react";
import { useTranslation } from "react-i18next";
import { IconPhotoOff, IconPhotoSearch } from "@tabler/icons-react";
import { useBridge } from "#renderer/bridge/context.tsx";
import { EmptyState } from "#renderer/ui/empty-state.tsx";
import type { ImportView } from "./import-store.ts";
import { isSettled } from "./import-store.ts";
import { LargeLook } from "./large-look.tsx";
import { includedOf, type ReviewGroup } from "./review-groups.ts";
import { measuresOf, stripsOf } from "./review-layout.ts";
import { ReviewStrip } from "./review-strip.tsx";
import classes from "./review-strips.module.css";
import type { ReviewDesk } from "./use-review-desk.ts";
import type { Review } from "./use-review.ts";

interface ReviewStripsProps {
  view: ImportView;
  review: Review;
  desk: ReviewDesk;
}

/** A strip of photos for each car, of which only what is in sight is drawn. */
export function ReviewStrips({ view, review, desk }: ReviewStripsProps) {
  const scroller = useRef<HTMLDivElement>(null);
  const { ref: sized, width } = useElementSize<HTMLDivElement>();
  const ref = useMergedRef(scroller, sized);
  const [looked, setLooked] = useState<string | null>(null);
  const measures = useMemo(() => measuresOf(width), [width]);
  const strips = useMemo(() => stripsOf(review.groups, measures), [review.groups, measures]);
  // There is no React Compiler here, which is what the rule is about.
  // oxlint-disable-next-line react/incompatible-library
  const virtual = useVirtualizer({
    count: strips.length,
    getScrollElement: () => scroller.current,
    estimateSize: (index) => strips[index]?.height ?? 0,
    getItemKey: (index) => `${strips[index]?.group.key} ${strips[index]?.height}`,
    overscan: 1,
  });
  const from = virtual.scrollOffset ?? 0;
  const height = virtual.scrollRect?.height ?? 0;
  const shown = virtual.getVirtualItems().flatMap((row) => {
    const strip = strips[row.index];
    return strip
      ? [{ strip, row, lines: strip.linesBetween(from - row.start, from + height - row.start) }]
      : [];
  });
  useLookedAt(shown.flatMap(({ strip, lines }) => lines.flatMap((line) => strip.photosOf(line))));
  useFollowedCurrent(desk, strips, scroller);
  const onFocus = useKeptStrip(review.groups, scroller);

  return (
    <div ref={ref} className={classes.scroller} data-lanes={measures.lanes} onFocus={onFocus}>
      {strips.length === 0 && <Nothing view={view} />}
      <div className={classes.strips} style={{ height: virtual.getTotalSize() }}>
        {width > 0 &&
          shown.map(({ strip, row, lines }) => (
            <ReviewStrip
              key={strip.group.key}
              strip={strip}
              above={strips[row.index - 1]?.group ?? null}
              top={row.start}
              lines={lines}
              measures={measures}
              view={view}
              review={review}
              desk={desk}
              onLook={setLooked}
            />
          ))}
      </div>
      <LargeLook
        item={looked === null ? undefined : view.items.get(looked)}
        onClose={() => setLooked(null)}
      />
    </div>
  );
}

function Nothing({ view: { counts } }: { view: ImportView }) {
  const { t } = useTranslation("intake");
  const over = counts.total > 0 && isSettled(counts);
  return (
    <EmptyState
      icon={over ? IconPhotoOff : IconPhotoSearch}
      title={over ? t("reviewNothingTitle") : t("reviewEmptyTitle")}
    >
      {over ? t("reviewNothingText") : t("reviewEmptyText")}
    </EmptyState>
  );
}

/** Milliseconds for which the view has to stand still before main hears what is in it. */
const restingTime = 120;
const mostLookedAt = 500;

/** What is in sight is rendered before the rest. */
function useLookedAt(photoIds: readonly string[]): void {
  const bridge = useBridge();
  const wanted = photoIds.slice(0, mostLookedAt).join(" ");
  useEffect(() => {
    if (!wanted) return undefined;
    const timer = setTimeout(
      () => void bridge.photos.lookAt({ photoIds: wanted.split(" ") }).catch(() => undefined),
      restingTime,
    );
    return () => clearTimeout(timer);
  }, [bridge, wanted]);
}

/**
 * What is decided of a strip takes its button away, and often draws the strip anew for another car. The keyboard goes on with the first
 * button of the strip that the photos stand in by then: photos that have the focus keep it by themselves.
 */
function useKeptStrip(
  groups: readonly ReviewGroup[],
  scroller: React.RefObject<HTMLDivElement | null>,
): (event: FocusEvent<HTMLElement>) => void {
  const stood = useRef<string | null>(null);
  useLayoutEffect(() => {
    if (stood.current === null || document.activeElement !== document.body) return;
    const photoId = stood.current;
    const group = groups.find(({ photos }) => photos.some((photo) => photo.photoId === photoId));
    const strips = [...(scroller.current?.querySelectorAll<HTMLElement>("[data-strip]") ?? [])];
    const strip = strips.find(({ dataset }) => dataset["strip"] === group?.key);
    strip?.querySelector("button")?.focus({ preventScroll: true });
  }, [groups, scroller]);
  return ({ target }) => {
    const strip = target.closest<HTMLElement>("[data-strip]");
    if (!strip) return;
    const group = groups.find(({ key }) => key === strip.dataset["strip"]);
    // A label may part from the photos that it told the car of.
    const [photoId = group?.photos[0]?.photoId] = group ? includedOf(group) : [];
    stood.current = target.dataset["photo"] === undefined ? (photoId ?? null) : null;
  };
}

/** Brings the photo that the keyboard stands on into sight, whether it is drawn now or not. */
function useFollowedCurrent(
  { selection: { current }, groupByPhoto }: ReviewDesk,
  strips: ReturnType<typeof stripsOf>,
  scroller: React.RefObject<HTMLDivElement | null>,
): void {
  useEffect(() => {
    const element = scroller.current;
    const group = current === null ? undefined : groupByPhoto.get(current);
    if (!element || !group || current === null) return;
    let top = 0;
    for (const strip of strips) {
      if (strip.group.key === group.key) {
        const place = strip.placeOf(current);
        const from = top + place.top;
        if (from < element.scrollTop) element.scrollTop = Math.max(0, from - 16);
        else if (from + place.height > element.scrollTop + element.clientHeight)
          element.scrollTop = from + place.height - element.clientHeight + 16;
        return;
      }
      top += strip.height;
    }
    // Only a step of the keyboard moves the view, not a regrouping.
    // oxlint-disable-next-line react/exhaustive-deps
  }, [current]);
}
