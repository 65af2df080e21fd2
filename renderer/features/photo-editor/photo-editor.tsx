import { Modal } from "@mantine/core";
import { useWindowEvent } from "@mantine/hooks";
import { useEffect, useMemo, useState } from "react";
import { useTranslation } from "react-i18next";
import { useStore } from "zustand";
import { useReplica } from "#renderer/replica/context.tsx";
import type { PhotoEntry } from "#renderer/replica/photos.ts";
import { useLive } from "#renderer/replica/use-live.ts";
import { notifyProblem } from "#renderer/ui/notify.tsx";
import { type Stage, useShell } from "#renderer/ui/shell-state.tsx";
import { effectiveEdits } from "#shared/rules/photo-edits.ts";
import { CopyEditsDialog } from "./copy-edits-dialog.tsx";
import { freeShape } from "./crop-shapes.ts";
import { turned } from "./edit-acts.ts";
import { EditorBar } from "./editor-bar.tsx";
import { EditorCanvas } from "./editor-canvas.tsx";
import { createEditorStore } from "./editor-store.ts";
import classes from "./photo-editor.module.css";
import { ToolPanel } from "./tool-panel.tsx";
import { UnsavedQuestion } from "./unsaved-question.tsx";

/** One photo over the whole window, with everything that can be done to it. The original is never touched. */
export function PhotoEditor() {
  const stage = useShell((state) => state.stage);
  return stage?.type === "editor" && <OpenEditor {...stage} />;
}

function OpenEditor({ vehicleId, photoId }: { vehicleId: string; photoId: string }) {
  const { t } = useTranslation("photoEditor");
  const replica = useReplica();
  const show = useShell((state) => state.show);
  const photos = useLive(useMemo(() => replica.photos.ofVehicle(vehicleId), [replica, vehicleId]));
  const index = photos.findIndex(({ id }) => id === photoId);
  const entry = photos[index];
  useEffect(() => {
    if (!entry) show(null);
  }, [entry, show]);

  return (
    <Modal.Root
      opened
      onClose={() => undefined}
      closeOnEscape={false}
      fullScreen
      padding={0}
      transitionProps={{ duration: 0 }}
    >
      <Modal.Content className={classes.content ?? ""} radius={0} aria-label={t("editor")}>
        <Modal.Body className={classes.body ?? ""}>
          {entry && <PhotoAtWork key={photoId} {...{ vehicleId, photos, index, entry }} />}
        </Modal.Body>
      </Modal.Content>
    </Modal.Root>
  );
}

interface PhotoAtWorkProps {
  readonly vehicleId: string;
  readonly photos: readonly PhotoEntry[];
  readonly index: number;
  readonly entry: PhotoEntry;
}

function PhotoAtWork({ vehicleId, photos, index, entry }: PhotoAtWorkProps) {
  const { t } = useTranslation(["photoEditor", "common"]);
  const replica = useReplica();
  const show = useShell((state) => state.show);
  const [store] = useState(() => createEditorStore(entry.photo.edits));
  const [shape, setShape] = useState(freeShape);
  const [isCopying, setIsCopying] = useState(false);
  /** Where the person wanted to go with changes that are not saved. */
  const [leavingFor, setLeavingFor] = useState<Stage | null>(null);
  const isChanged = useStore(store, (state) => state.isChanged);
  const name = t("photoName", { number: index + 1, total: photos.length });

  const back: Stage = { type: "viewer", vehicleId, photoId: entry.id };
  const leave = (stage: Stage) => (isChanged ? setLeavingFor(stage) : show(stage));
  const goTo = (position: number) => {
    const target = photos[position];
    if (target) leave({ type: "editor", vehicleId, photoId: target.id });
  };
  const saveAndGo = async (stage: Stage) => {
    setLeavingFor(null);
    try {
      const { edits, isChanged: changed } = store.getState();
      if (changed) await replica.photos.edit([entry.id], effectiveEdits(edits));
      show(stage);
    } catch {
      notifyProblem({ message: t("saveFailed"), id: "photo-edit-failed" });
    }
  };
  useWindowEvent("beforeunload", (event) => {
    if (store.getState().isChanged) event.preventDefault();
  });
  useEditorKeys(store, {
    isAsking: isCopying || leavingFor !== null,
    save: () => void saveAndGo(back),
    close: () => leave(back),
    goBy: (step) => goTo(index + step),
  });

  return (
    <>
      {/* It has the focus itself, so that Enter saves and presses no button. */}
      <div className={classes.editor} tabIndex={-1} data-autofocus>
        <EditorBar
          store={store}
          name={name}
          isCover={entry.isCover}
          onPrevious={index > 0 ? () => goTo(index - 1) : null}
          onNext={index < photos.length - 1 ? () => goTo(index + 1) : null}
          onClose={() => leave(back)}
        />
        <EditorCanvas store={store} photo={entry.photo} name={name} shape={shape.ratio} />
        <ToolPanel
          store={store}
          photo={entry.photo}
          shape={shape}
          onShape={setShape}
          onCopy={() => setIsCopying(true)}
        >
          <footer className={classes.foot}>
            <button type="button" className={classes.plain} onClick={() => leave(back)}>
              {t("common:cancel")}
            </button>
            <button type="button" className={classes.save} onClick={() => void saveAndGo(back)}>
              {t("common:save")}
            </button>
          </footer>
        </ToolPanel>
      </div>
      {isCopying && (
        <CopyEditsDialog
          photos={photos}
          fromId={entry.id}
          edits={store.getState().edits}
          onClose={() => setIsCopying(false)}
        />
      )}
      <UnsavedQuestion
        opened={leavingFor !== null}
        onStay={() => setLeavingFor(null)}
        onDiscard={() => leavingFor && show(leavingFor)}
        onSave={() => leavingFor && void saveAndGo(leavingFor)}
      />
    </>
  );
}

interface EditorKeys {
  /** A question stands over the editor and has the keys. */
  readonly isAsking: boolean;
  readonly save: () => void;
  readonly close: () => void;
  readonly goBy: (step: -1 | 1) => void;
}

/** Esc and Enter end the tool that is in use, then the editor itself. */
function useEditorKeys(store: ReturnType<typeof createEditorStore>, keys: EditorKeys): void {
  const press = (event: KeyboardEvent) => {
    if (event.defaultPrevented || keys.isAsking || isTyping(event)) return;
    const act = actOf(event, store, keys);
    if (!act) return;
    event.preventDefault();
    act();
  };
  useWindowEvent("keydown", press);
  useWindowEvent("keyup", ({ key }) => {
    if (key === "\\") store.compare(false);
  });
}

function actOf(
  event: KeyboardEvent,
  store: ReturnType<typeof createEditorStore>,
  { save, close, goBy }: EditorKeys,
): (() => void) | null {
  const { key, shiftKey } = event;
  const onButton = event.target instanceof HTMLButtonElement;
  const mod = event.ctrlKey || event.metaKey;
  const inTool = store.getState().tool !== "look";
  const endTool = () => store.use("look");
  const turn = (direction: 1 | -1) => () => store.change(turned(store.getState().edits, direction));
  if (mod && key.toLowerCase() === "z") return shiftKey ? store.redo : store.undo;
  if (mod && key.toLowerCase() === "y") return store.redo;
  if (mod && key.toLowerCase() === "s") return save;
  if (mod || event.altKey) return null;
  if (key === "Escape") return inTool ? endTool : close;
  if (key === "Enter" && !onButton) return inTool ? endTool : save;
  if (key === "\\") return () => store.compare(true);
  if (isOnSlider(event)) return null;
  if (key === "ArrowLeft" && !inTool) return () => goBy(-1);
  if (key === "ArrowRight" && !inTool) return () => goBy(1);
  if (key === "[") return turn(-1);
  if (key === "]") return turn(1);
  if (key === "c") return () => store.use(store.getState().tool === "crop" ? "look" : "crop");
  if (key === "b") return () => store.use(store.getState().tool === "blur" ? "look" : "blur");
  return null;
}

function isTyping({ target }: KeyboardEvent): boolean {
  return target instanceof HTMLInputElement && target.type !== "range";
}

function isOnSlider({ target }: KeyboardEvent): boolean {
  return target instanceof HTMLInputElement && target.type === "range";
}
