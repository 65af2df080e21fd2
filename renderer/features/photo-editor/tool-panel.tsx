import {
  IconCopy,
  IconCrop,
  IconRotate2,
  IconRotateClockwise2,
  IconSquarePlus,
  IconTrash,
} from "@tabler/icons-react";
import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";
import { useStore } from "zustand";
import type { Photo } from "#shared/model/photo.ts";
import { regionToOriginal } from "#shared/rules/photo-geometry.ts";
import { cropRatio } from "./canvas-layout.ts";
import { type CropShape, useCropShapes } from "./crop-shapes.ts";
import { numbered, turned } from "./edit-acts.ts";
import { mostBlurs } from "./editor-canvas.tsx";
import type { EditorStore } from "./editor-store.ts";
import { inShape, orWhole, wholePicture } from "./region-shape.ts";
import { Slider } from "./slider.tsx";
import classes from "./tool-panel.module.css";

interface ToolProps {
  readonly store: EditorStore;
  readonly photo: Photo;
}

export interface ToolPanelProps extends ToolProps {
  readonly shape: CropShape;
  readonly onShape: (shape: CropShape) => void;
  readonly onCopy: () => void;
  readonly children: ReactNode;
}

/** Everything that can be done to the picture, from how it stands to what is covered. */
export function ToolPanel({ store, photo, shape, onShape, onCopy, children }: ToolPanelProps) {
  const { t } = useTranslation("photoEditor");
  return (
    <aside className={classes.panel} aria-label={t("tools")}>
      <div className={classes.tools}>
        <Turn store={store} />
        <Crop store={store} photo={photo} shape={shape} onShape={onShape} />
        <Light store={store} />
        <Plates store={store} photo={photo} />
        <button type="button" className={classes.wide} onClick={onCopy}>
          <IconCopy size={16} aria-hidden />
          {t("copyEdits")}
        </button>
      </div>
      {children}
    </aside>
  );
}

function Turn({ store }: { store: EditorStore }) {
  const { t } = useTranslation("photoEditor");
  const edits = useStore(store, (state) => state.edits);
  const turn = (direction: 1 | -1) => store.change(turned(store.getState().edits, direction));
  return (
    <Group title={t("turn")}>
      <div className={classes.pair}>
        <button type="button" className={classes.wide} title={t("turnLeftKey")} onClick={() => turn(-1)}>
          <IconRotate2 size={16} aria-hidden />
          {t("turnLeft")}
        </button>
        <button type="button" className={classes.wide} title={t("turnRightKey")} onClick={() => turn(1)}>
          <IconRotateClockwise2 size={16} aria-hidden />
          {t("turnRight")}
        </button>
      </div>
      <Slider
        label={t("straighten")}
        value={edits.straighten}
        from={-45}
        to={45}
        step={0.1}
        shown={`${edits.straighten.toFixed(1)}°`}
        onChange={(straighten) => store.change({ straighten }, "straighten")}
        onRest={store.rest}
      />
    </Group>
  );
}

function Crop({ store, photo, shape, onShape }: Omit<ToolPanelProps, "onCopy" | "children">) {
  const { t } = useTranslation("photoEditor");
  const { tool, edits } = useStore(store);
  const shapes = useCropShapes(photo.original, edits);
  const choose = (next: CropShape) => {
    onShape(next);
    if (tool !== "crop") store.use("crop");
    if (next.ratio === null) return;
    const ratio = cropRatio(photo.original, edits, next.ratio);
    store.change({ crop: orWhole(inShape(edits.crop ?? wholePicture, ratio)) });
  };
  return (
    <Group
      title={t("crop")}
      action={
        edits.crop && (
          <button type="button" className={classes.link} onClick={() => store.change({ crop: null })}>
            {t("wholePicture")}
          </button>
        )
      }
    >
      <button
        type="button"
        className={classes.wide}
        aria-pressed={tool === "crop"}
        onClick={() => store.use(tool === "crop" ? "look" : "crop")}
      >
        <IconCrop size={16} aria-hidden />
        {tool === "crop" ? t("cropDone") : t("cropBegin")}
      </button>
      <div className={classes.chips} role="group" aria-label={t("shape")}>
        {shapes.map((own) => (
          <button
            key={own.id}
            type="button"
            aria-pressed={tool === "crop" && own.id === shape.id}
            title={own.channels}
            onClick={() => choose(own)}
          >
            {own.name}
          </button>
        ))}
      </div>
    </Group>
  );
}

function Light({ store }: { store: EditorStore }) {
  const { t } = useTranslation("photoEditor");
  const edits = useStore(store, (state) => state.edits);
  const sliders = [
    { key: "exposure", limit: 2, step: 0.05, shown: `${signed(edits.exposure, 2)} EV` },
    { key: "warmth", limit: 1, step: 0.01, shown: signed(edits.warmth * 100, 0) },
    { key: "tint", limit: 1, step: 0.01, shown: signed(edits.tint * 100, 0) },
  ] as const;
  return (
    <Group title={t("light")}>
      {sliders.map(({ key, limit, step, shown }) => (
        <Slider
          key={key}
          label={t(key)}
          value={edits[key]}
          from={-limit}
          to={limit}
          step={step}
          shown={shown}
          onChange={(value) => store.change({ [key]: value }, key)}
          onRest={store.rest}
        />
      ))}
    </Group>
  );
}

function Plates({ store, photo }: ToolProps) {
  const { t } = useTranslation("photoEditor");
  const { tool, edits, selectedBlur } = useStore(store);
  const add = () => {
    const middle = { left: 0.4, top: 0.55, width: 0.2, height: 0.08 };
    const region = regionToOriginal(middle, photo.original, edits);
    if (!region) return;
    store.use("blur");
    store.change({ blurs: [...edits.blurs, region] });
    store.selectBlur(edits.blurs.length);
  };
  const remove = (index: number) => store.change({ blurs: edits.blurs.toSpliced(index, 1) });
  return (
    <Group title={t("plates")}>
      <div className={classes.pair}>
        <button
          type="button"
          className={classes.wide}
          aria-pressed={tool === "blur"}
          onClick={() => store.use(tool === "blur" ? "look" : "blur")}
        >
          {tool === "blur" ? t("coverDone") : t("coverBegin")}
        </button>
        <button
          type="button"
          className={classes.wide}
          disabled={edits.blurs.length >= mostBlurs}
          onClick={add}
        >
          <IconSquarePlus size={16} aria-hidden />
          {t("addBox")}
        </button>
      </div>
      {tool === "blur" && <p className={classes.hint}>{t("coverHint")}</p>}
      {edits.blurs.length > 0 && (
        <ul className={classes.boxes}>
          {numbered(edits.blurs).map(({ id, index }) => (
            <li key={id} data-selected={(tool === "blur" && selectedBlur === index) || undefined}>
              <button
                type="button"
                onClick={() => {
                  store.use("blur");
                  store.selectBlur(index);
                }}
              >
                {t("blurBox", { number: index + 1 })}
              </button>
              <button
                type="button"
                aria-label={t("removeBox", { number: index + 1 })}
                title={t("removeBox", { number: index + 1 })}
                onClick={() => remove(index)}
              >
                <IconTrash size={14} aria-hidden />
              </button>
            </li>
          ))}
        </ul>
      )}
    </Group>
  );
}

function Group(props: { title: string; action?: ReactNode; children: ReactNode }) {
  return (
    <section className={classes.group} aria-label={props.title}>
      <header>
        <h2>{props.title}</h2>
        {props.action}
      </header>
      {props.children}
    </section>
  );
}

function signed(value: number, digits: number): string {
  const text = value.toFixed(digits);
  return value > 0 ? `+${text}` : text;
}
