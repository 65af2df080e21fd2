import { useElementSize, useMergedRef } from "@mantine/hooks";
import { IconChevronLeft, IconChevronRight } from "@tabler/icons-react";
import {
  type KeyboardEvent,
  type MouseEvent,
  type PointerEvent,
  type RefObject,
  useLayoutEffect,
  useRef,
} from "react";
import { useTranslation } from "react-i18next";
import { useDesk } from "#renderer/bridge/context.tsx";
import { usePictureFetch } from "#renderer/bridge/use-picture-fetch.ts";
import type { PhotoEntry } from "#renderer/replica/photos.ts";
import type { FetchedPicture } from "#renderer/ui/fetched-picture.ts";
import { PhotoImage } from "#renderer/ui/photo-image.tsx";
import { PictureFetchNote } from "#renderer/ui/picture-fetch-note.tsx";
import { onShow } from "#shared/rules/photo-edits.ts";
import type { Point, Size } from "#shared/rules/photo-geometry.ts";
import { DefectPins } from "./defect-pins.tsx";
import { editsOnShow } from "./defect-places.ts";
import classes from "./photo-viewer.module.css";
import type { Toggles, Walk } from "./viewer-walk.ts";
import type { DefectPinning } from "./use-defect-pinning.ts";

interface ViewerStageProps extends Toggles {
  readonly walk: Walk;
  readonly entry: PhotoEntry;
  readonly name: string;
  readonly pinning: DefectPinning;
}

/** Pixels that an arrow key moves a picture that is larger than the window. */
const panStep = 80;
const middle: Point = { x: 0.5, y: 0.5 };

/** The picture: whole, or at the size of its pixels to be moved about, with the defects pinned on it. */
export function ViewerStage(props: ViewerStageProps) {
  const { walk, entry, name, pinning, zoomed, setZoomed, comparing } = props;
  const { photo } = entry;
  const { t } = useTranslation("photos");
  const { photoBase } = useDesk();
  const { ref: measureRef, width, height } = useElementSize<HTMLDivElement>();
  const stageRef = useRef<HTMLDivElement>(null);
  const boxRef = useRef<HTMLDivElement>(null);
  const aim = useRef(middle);
  const ref = useMergedRef(measureRef, stageRef);

  const { renditions, dominantColor } = comparing ? photo : onShow(photo);
  const edits = comparing ? null : editsOnShow(photo);
  const picture = renditions[1920];
  const full = usePictureFetch(picture.sha256);
  const shown = full.standing.type === "here" ? picture : renditions[320];
  const box = zoomed ? actualSize(picture) : fitted(picture, { width, height });
  useAimed(stageRef, aim, zoomed, box);

  const zoomAt = (event: MouseEvent) => {
    if (pinning.isPinning) return;
    aim.current = placeIn(boxRef.current, event) ?? middle;
    setZoomed(!zoomed);
  };
  const pinAt = (event: MouseEvent) => {
    const place = placeIn(boxRef.current, event);
    if (pinning.isPinning && place) pinning.pin(place, edits);
  };

  return (
    <div className={classes.stageArea}>
      <div
        ref={ref}
        className={classes.stage}
        data-zoomed={zoomed || undefined}
        data-pinning={pinning.isPinning || undefined}
        tabIndex={zoomed ? 0 : -1}
        data-autofocus
        role={zoomed ? "group" : undefined}
        aria-label={zoomed ? t("zoomArea") : undefined}
        onKeyDown={zoomed ? pan : undefined}
        onPointerDown={zoomed && !pinning.isPinning ? panByHand : undefined}
        onDoubleClick={zoomAt}
        onClick={pinAt}
      >
        {width > 0 && (
          <div ref={boxRef} className={classes.box} style={box}>
            <PhotoImage
              src={`${photoBase}${shown.sha256}`}
              placeholder={`${photoBase}${renditions[320].sha256}`}
              alt={name}
              color={dominantColor}
              missing={t("notHereYet")}
            />
            <DefectPins photo={pinning.seen(photo)} edits={edits} pinning={pinning} boxRef={boxRef} />
          </div>
        )}
      </div>
      <StageNotes {...props} full={full} />
      <Step
        side="left"
        label={t("previous")}
        disabled={walk.index <= 0}
        onClick={() => walk.show(walk.index - 1)}
      />
      <Step
        side="right"
        label={t("next")}
        disabled={walk.index >= walk.entries.length - 1}
        onClick={() => walk.show(walk.index + 1)}
      />
    </div>
  );
}

function StageNotes(props: ViewerStageProps & { full: FetchedPicture }) {
  const { photo } = props.entry;
  const { comparing, zoomed, pinning, full } = props;
  const { t } = useTranslation("photos");
  const { width, height } = photo.original;
  const shown = Math.max(onShow(photo).renditions[1920].width, onShow(photo).renditions[1920].height);
  const isLarger = Math.max(width, height) > shown;
  return (
    <div className={classes.notes} role="status">
      {comparing && <span>{t("original")}</span>}
      {pinning.isPinning && (
        <span>
          {t("defectAdding")}
          <button type="button" onClick={() => pinning.pin(middle, editsOnShow(photo))}>
            {t("defectCentre")}
          </button>
        </span>
      )}
      {zoomed && isLarger && <span>{t("zoomNote", { shown, width, height })}</span>}
      <PictureFetchNote picture={full} />
    </div>
  );
}

function Step(props: { side: "left" | "right"; label: string; disabled: boolean; onClick: () => void }) {
  const { side, label, disabled, onClick } = props;
  const Chevron = side === "left" ? IconChevronLeft : IconChevronRight;
  return (
    <button
      type="button"
      className={classes.step}
      data-side={side}
      aria-label={label}
      title={label}
      disabled={disabled}
      onClick={onClick}
    >
      <Chevron size={28} aria-hidden />
    </button>
  );
}

/** The largest size of the picture's shape within the stage. */
function fitted(picture: Size, stage: Size): Size {
  const scale = Math.min(stage.width / picture.width, stage.height / picture.height);
  return { width: Math.floor(picture.width * scale), height: Math.floor(picture.height * scale) };
}

/** One pixel of the picture is one of the screen. */
function actualSize({ width, height }: Size): Size {
  return { width: width / devicePixelRatio, height: height / devicePixelRatio };
}

/** When it grows, the place that was pointed at stays in sight. */
function useAimed(
  stageRef: RefObject<HTMLElement | null>,
  aim: RefObject<Point>,
  zoomed: boolean,
  { width, height }: Size,
): void {
  useLayoutEffect(() => {
    const stage = stageRef.current;
    if (!stage || !zoomed) return;
    const { x, y } = aim.current;
    stage.scrollTo(x * width - stage.clientWidth / 2, y * height - stage.clientHeight / 2);
  }, [zoomed, width, height, stageRef, aim]);
}

/** In fractions of the picture; null beside it. */
function placeIn(
  box: HTMLElement | null,
  { clientX, clientY }: { clientX: number; clientY: number },
): Point | null {
  if (!box) return null;
  const { left, top, width, height } = box.getBoundingClientRect();
  const place = { x: (clientX - left) / width, y: (clientY - top) / height };
  return place.x >= 0 && place.x <= 1 && place.y >= 0 && place.y <= 1 ? place : null;
}

function pan(event: KeyboardEvent<HTMLElement>): void {
  const steps: Readonly<Record<string, readonly [number, number]>> = {
    ArrowLeft: [-panStep, 0],
    ArrowRight: [panStep, 0],
    ArrowUp: [0, -panStep],
    ArrowDown: [0, panStep],
  };
  const step = event.target === event.currentTarget ? steps[event.key] : undefined;
  if (!step) return;
  event.preventDefault();
  event.currentTarget.scrollBy(...step);
}

function panByHand(event: PointerEvent<HTMLElement>): void {
  const stage = event.currentTarget;
  if (event.button !== 0 || (event.target instanceof Element && event.target.closest("button"))) return;
  const listening = new AbortController();
  const { signal } = listening;
  const end = () => listening.abort();
  window.addEventListener(
    "pointermove",
    ({ movementX, movementY }) => stage.scrollBy(-movementX, -movementY),
    { signal },
  );
  window.addEventListener("pointerup", end, { signal });
  window.addEventListener("pointercancel", end, { signal });
}
