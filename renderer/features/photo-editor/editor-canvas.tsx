import { useElementSize } from "@mantine/hooks";
import { type PointerEvent, useId, useRef, useState } from "react";
import { useTranslation } from "react-i18next";
import { useStore } from "zustand";
import { useDesk } from "#renderer/bridge/context.tsx";
import { usePictureFetch } from "#renderer/bridge/use-picture-fetch.ts";
import { PictureFetchNote } from "#renderer/ui/picture-fetch-note.tsx";
import { noEdits, type Region } from "#shared/model/photo-edits.ts";
import type { Photo } from "#shared/model/photo.ts";
import type { Size } from "#shared/rules/photo-geometry.ts";
import { cropRatio, layoutOf, originalPoint, originalWay } from "./canvas-layout.ts";
import classes from "./editor-canvas.module.css";
import { CoveredRegion } from "./covered-region.tsx";
import { numbered } from "./edit-acts.ts";
import type { EditorStore } from "./editor-store.ts";
import { changesLight, LightFilter } from "./light-filter.tsx";
import { boxStyle, RegionBox } from "./region-box.tsx";
import { drawn, orWhole, wholePicture } from "./region-shape.ts";

export interface EditorCanvasProps {
  readonly store: EditorStore;
  readonly photo: Photo;
  readonly name: string;
  /** The shape that the crop is held to, width to height in pixels; null for none. */
  readonly shape: number | null;
}

/** The picture with its edits as they are now, and the boxes of the tool that is in use on it. */
export function EditorCanvas({ store, photo, name, shape }: EditorCanvasProps) {
  const { t } = useTranslation("photoEditor");
  const { ref, width, height } = useElementSize();
  const { edits, tool, comparing, gesture } = useStore(store);
  const original = photo.original;
  const full = usePictureFetch(photo.renditions[1920].sha256);
  const isHere = full.standing.type === "here";
  const shown = comparing ? noEdits : edits;
  const placing = tool === "crop" ? { ...shown, crop: null } : shown;
  const layout = layoutOf({ width, height }, original, placing);
  const cropped = tool === "crop" && !comparing;
  return (
    <div ref={ref} className={classes.view}>
      <div className={classes.frame} style={layout.shown} data-canvas>
        <PictureLayer {...{ store, photo, name, shown, layout, isHere }} />
        {tool === "blur" && !comparing && <BlurTool {...{ store, original, layout }} />}
        {cropped && (
          <span className={classes.crop}>
            <span className={classes.shade} style={boxStyle(edits.crop ?? wholePicture)} />
          </span>
        )}
        {cropped && (
          <RegionBox
            key={shape ?? "free"}
            look="crop"
            label={t("cropBox")}
            region={edits.crop ?? wholePicture}
            ratio={shape === null ? null : cropRatio(original, edits, shape)}
            isSelected
            wayOf={(right, down) => ({ x: right / layout.shown.width, y: down / layout.shown.height })}
            onChange={(crop) => store.change({ crop: orWhole(crop) }, "crop")}
            onRest={store.rest}
          />
        )}
        {gesture === "straighten" && <span className={classes.grid} />}
      </div>
      <div className={classes.fetching}>
        <PictureFetchNote picture={full} />
      </div>
      {comparing && <span className={classes.note}>{t("original")}</span>}
    </div>
  );
}

interface PictureLayerProps extends Omit<EditorCanvasProps, "shape"> {
  readonly shown: typeof noEdits;
  readonly layout: ReturnType<typeof layoutOf>;
  /** Whether the large picture lies on this desk. */
  readonly isHere: boolean;
}

function PictureLayer({ photo, name, shown, layout: { layer }, isHere }: PictureLayerProps) {
  const { photoBase } = useDesk();
  const filter = useId();
  const [image, setImage] = useState<HTMLImageElement | null>(null);
  return (
    <div className={classes.crop}>
      <LightFilter id={filter} edits={shown} />
      <div
        className={classes.layer}
        style={{
          left: layer.left,
          top: layer.top,
          width: layer.width,
          height: layer.height,
          transform: `rotate(${layer.degrees}deg)`,
          backgroundColor: photo.dominantColor,
          filter: changesLight(shown) ? `url(#${filter})` : "none",
        }}
      >
        <img className={classes.picture} src={`${photoBase}${photo.renditions[320].sha256}`} alt="" />
        <img
          className={classes.picture}
          src={`${photoBase}${photo.renditions[isHere ? 1920 : 320].sha256}`}
          alt={name}
          draggable={false}
          onLoad={({ currentTarget }) => setImage(currentTarget)}
        />
        {numbered(shown.blurs).map(({ id, region }) => (
          <CoveredRegion key={id} image={image} region={region} original={photo.original} />
        ))}
      </div>
    </div>
  );
}

interface BlurToolProps {
  readonly store: EditorStore;
  readonly original: Size;
  readonly layout: ReturnType<typeof layoutOf>;
}

/** Draws boxes on the picture, and moves, resizes and removes them; they turn with the picture, as their plates do. */
function BlurTool({ store, original, layout }: BlurToolProps) {
  const { t } = useTranslation("photoEditor");
  const { edits, selectedBlur } = useStore(store);
  const surface = useRef<HTMLDivElement>(null);
  const from = useRef<{ x: number; y: number } | null>(null);
  const { layer } = layout;

  const pointOf = (event: PointerEvent) => {
    const box = surface.current!.getBoundingClientRect();
    return originalPoint(layout, original, edits, event.clientX - box.left, event.clientY - box.top);
  };
  const replace = (index: number, region: Region) =>
    store.change({ blurs: edits.blurs.map((own, at) => (at === index ? region : own)) }, `blur${index}`);
  const begin = (event: PointerEvent<HTMLDivElement>) => {
    if (event.button !== 0 || edits.blurs.length >= mostBlurs) return;
    event.currentTarget.setPointerCapture(event.pointerId);
    from.current = pointOf(event);
    store.selectBlur(null);
  };
  const draw = (event: PointerEvent<HTMLDivElement>) => {
    if (!from.current) return;
    const region = drawn(from.current, pointOf(event));
    const { gesture, edits: now } = store.getState();
    const others = gesture === "draw" ? now.blurs.slice(0, -1) : now.blurs;
    store.change({ blurs: [...others, region] }, "draw");
    store.selectBlur(others.length);
  };
  const end = () => {
    from.current = null;
    store.rest();
  };

  return (
    <div
      ref={surface}
      className={classes.surface}
      onPointerDown={begin}
      onPointerMove={draw}
      onPointerUp={end}
      onPointerCancel={end}
    >
      <div
        className={classes.layer}
        style={{
          left: layer.left,
          top: layer.top,
          width: layer.width,
          height: layer.height,
          transform: `rotate(${layer.degrees}deg)`,
        }}
      >
        {numbered(edits.blurs).map(({ id, index, region }) => (
          <RegionBox
            key={id}
            look="blur"
            label={t("blurBox", { number: index + 1 })}
            region={region}
            ratio={null}
            isSelected={selectedBlur === index}
            wayOf={(right, down) => originalWay(layout, right, down)}
            onChange={(next) => replace(index, next)}
            onRest={store.rest}
            onSelect={() => store.selectBlur(index)}
            onDelete={() => store.change({ blurs: edits.blurs.toSpliced(index, 1) })}
          />
        ))}
      </div>
    </div>
  );
}

/** As many as `PhotoEdits` takes. */
export const mostBlurs = 30;
