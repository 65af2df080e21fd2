import { Modal } from "@mantine/core";
import { useHotkeys, useLocalStorage } from "@mantine/hooks";
import { type MouseEvent, useEffect, useRef, useState } from "react";
import { useTranslation } from "react-i18next";
import { useDesk } from "#renderer/bridge/context.tsx";
import type { PhotoEntry } from "#renderer/replica/photos.ts";
import { useShell } from "#renderer/ui/shell-state.tsx";
import { renditionsOf } from "#shared/rules/photo-edits.ts";
import classes from "./photo-viewer.module.css";
import { useHeldKey } from "./use-held-key.ts";
import { usePhotoActs } from "./use-photo-acts.ts";
import { useShots } from "./use-shots.ts";
import { useDefectPinning } from "./use-defect-pinning.ts";
import { type Toggles, useWalk, type Walk } from "./viewer-walk.ts";
import { ViewerBar } from "./viewer-bar.tsx";
import { ViewerInspector } from "./viewer-inspector.tsx";
import { ViewerStage } from "./viewer-stage.tsx";

/** One photo as large as the window allows, with all that is known of it; arrow keys walk through the car's photos. */
export function PhotoViewer() {
  const stage = useShell((state) => state.stage);
  return stage?.type === "viewer" && <OpenViewer key={stage.vehicleId} {...stage} />;
}

function OpenViewer({ vehicleId, photoId }: { vehicleId: string; photoId: string }) {
  const { t } = useTranslation("photos");
  const walk = useWalk(vehicleId, photoId);
  const { entries, index, entry, close } = walk;
  const acts = usePhotoActs();
  const [zoomed, setZoomed] = useState(false);
  const [comparing, setComparing] = useState(false);
  const pinning = useDefectPinning(entry, acts);
  const [inspecting, setInspecting] = useLocalStorage({
    key: "photos.viewerInspector",
    defaultValue: true,
    getInitialValueInEffect: false,
  });
  const historyShown = useShell((state) => state.history !== null);
  const name = t("photoName", { number: index + 1, total: entries.length });
  const toggles = { zoomed, setZoomed, comparing, setComparing, inspecting, setInspecting };

  const onlyOwnClicks = useOnlyOwnClicks();
  useViewerKeys({ walk, acts, pinning, ...toggles });
  usePreloaded(entries[index + 1], entries[index - 1]);

  return (
    <Modal.Root
      opened
      onClose={close}
      fullScreen
      closeOnEscape={!pinning.isPinning && !historyShown}
      padding={0}
      transitionProps={{ duration: 0 }}
    >
      <Modal.Content
        className={classes.content ?? ""}
        radius={0}
        aria-label={t("viewer")}
        onClickCapture={onlyOwnClicks}
      >
        <Modal.Body className={classes.body ?? ""}>
          {entry && (
            <div className={classes.viewer} data-inspecting={inspecting || undefined}>
              <ViewerBar walk={walk} entry={entry} name={name} acts={acts} pinning={pinning} {...toggles} />
              <ViewerStage
                key={entry.id}
                walk={walk}
                entry={entry}
                name={name}
                pinning={pinning}
                {...toggles}
              />
              {inspecting && (
                <ViewerInspector
                  key={`about ${entry.id}`}
                  entry={entry}
                  entries={entries}
                  acts={acts}
                  pinning={pinning}
                />
              )}
            </div>
          )}
        </Modal.Body>
      </Modal.Content>
    </Modal.Root>
  );
}

/** The second click of a double click on what opens the viewer would press whatever comes to lie there. */
function useOnlyOwnClicks(): (event: MouseEvent) => void {
  const began = useRef(false);
  return (event) => {
    began.current ||= event.detail <= 1;
    if (!began.current) event.stopPropagation();
  };
}

function useViewerKeys(
  options: {
    walk: Walk;
    acts: ReturnType<typeof usePhotoActs>;
    pinning: ReturnType<typeof useDefectPinning>;
  } & Toggles,
): void {
  const { walk, acts, pinning, zoomed } = options;
  const { entry, index, show, vehicleId, entries } = walk;
  const showStage = useShell((state) => state.show);
  const showHistory = useShell((state) => state.showHistory);
  const shots = useShots();
  const digits = shots.slice(0, 9).map((shot, place) => ({ key: String(place + 1), shot }));
  const onPhoto = (act: (photo: PhotoEntry) => void) => () => entry && act(entry);
  const toChange = (act: (photo: PhotoEntry) => void) =>
    onPhoto((photo) => (acts.mayChange ? act(photo) : acts.refuse()));

  useHotkeys([
    ["ArrowRight", () => !zoomed && show(index + 1)],
    ["ArrowLeft", () => !zoomed && show(index - 1)],
    ["PageDown", () => show(index + 1)],
    ["PageUp", () => show(index - 1)],
    ["Home", () => show(0)],
    ["End", () => show(entries.length - 1)],
    ["Delete", toChange(({ id }) => (walk.leave(), acts.remove([id])))],
    ["c", onPhoto(({ id }) => acts.cover(vehicleId, id))],
    ["z", () => options.setZoomed(!zoomed)],
    ["d", toChange(() => pinning.setPinning(!pinning.isPinning))],
    ["h", onPhoto(({ id }) => showHistory({ vehicleId, photoId: id }))],
    ["i", () => options.setInspecting(!options.inspecting)],
    ["e", toChange(({ id }) => showStage({ type: "editor", vehicleId, photoId: id }))],
    ["x", onPhoto(({ id }) => showStage({ type: "export", photoIds: [id] }))],
    ["Escape", () => pinning.setPinning(false)],
    ["mod + Z", () => acts.undo()],
    ["0", onPhoto(({ id }) => acts.setShot([id], null))],
    ...digits.map(({ key, shot }): [string, () => void] => [
      key,
      onPhoto(({ id }) => acts.setShot([id], shot)),
    ]),
  ]);
  useHeldKey("o", options.setComparing);
}

/** The neighbours are fetched while this photo is looked at, so that the next arrow key shows its picture at once. */
function usePreloaded(...neighbours: (PhotoEntry | undefined)[]): void {
  const { photoBase } = useDesk();
  const wanted = neighbours
    .flatMap((entry) => (entry ? [renditionsOf(entry.photo)[1920].sha256] : []))
    .join(" ");
  useEffect(() => {
    for (const sha256 of wanted.split(" ").filter(Boolean)) new Image().src = `${photoBase}${sha256}`;
  }, [photoBase, wanted]);
}
