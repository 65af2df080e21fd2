import {
  closestCenter,
  DndContext,
  type DragEndEvent,
  KeyboardSensor,
  PointerSensor,
  useSensor,
  useSensors,
} from "@dnd-kit/core";
import { rectSortingStrategy, SortableContext, sortableKeyboardCoordinates } from "@dnd-kit/sortable";
import { ActionIcon, Button, Menu, VisuallyHidden } from "@mantine/core";
import {
  IconClock,
  IconDots,
  IconFolderOpen,
  IconPhotoPlus,
  IconTrash,
  IconUpload,
} from "@tabler/icons-react";
import { type DragEvent, type ReactNode, useMemo, useState } from "react";
import { useTranslation } from "react-i18next";
import { useReplica } from "#renderer/replica/context.tsx";
import type { PhotoEntry } from "#renderer/replica/photos.ts";
import { useLive } from "#renderer/replica/use-live.ts";
import { carriesFiles } from "#renderer/ui/file-drag.ts";
import { useShell } from "#renderer/ui/shell-state.tsx";
import { useDeletePhoto } from "./delete-photo.ts";
import { PhotoBin } from "./photo-bin.tsx";
import classes from "./photo-strip.module.css";
import { PhotoTile } from "./photo-tile.tsx";

export interface PhotoStripProps {
  readonly vehicleId: string;
  readonly onDropFiles: (transfer: DataTransfer) => void;
  readonly onChooseFiles: (what: "files" | "folder") => void;
}

/** The photos of one car in order: add, reorder, choose the cover, delete, open large. */
export function PhotoStrip({ vehicleId, onDropFiles, onChooseFiles }: PhotoStripProps) {
  const { t } = useTranslation(["photos", "common"]);
  const replica = useReplica();
  const show = useShell((state) => state.show);
  const photos = useLive(useMemo(() => replica.photos.ofVehicle(vehicleId), [replica, vehicleId]));
  const [binShown, setBinShown] = useState(false);
  const { announcement, ...actions } = usePhotoActions(vehicleId, photos);

  return (
    <section className={classes.strip} aria-label={t("photos")}>
      <header className={classes.header}>
        <span className={classes.count}>{t("count", { count: photos.length })}</span>
        <AddPhotosButton onChoose={onChooseFiles} />
        <Menu position="bottom-end">
          <Menu.Target>
            <ActionIcon variant="subtle" color="gray" aria-label={t("common:more")}>
              <IconDots size={16} />
            </ActionIcon>
          </Menu.Target>
          <Menu.Dropdown>
            <Menu.Item leftSection={<IconClock size={16} />} onClick={actions.sortByCapture}>
              {t("sortByCapture")}
            </Menu.Item>
            <Menu.Item leftSection={<IconTrash size={16} />} onClick={() => setBinShown(!binShown)}>
              {binShown ? t("hideBin") : t("showBin")}
            </Menu.Item>
          </Menu.Dropdown>
        </Menu>
      </header>
      <FileDropArea onDrop={onDropFiles}>
        {photos.length === 0 ? (
          <EmptyStrip />
        ) : (
          <SortablePhotos photos={photos} onMove={actions.move}>
            {photos.map((entry, index) => (
              <PhotoTile
                key={entry.id}
                entry={entry}
                name={t("photoName", { number: index + 1, total: photos.length })}
                onOpen={() => show({ type: "viewer", vehicleId, photoId: entry.id })}
                onCover={() => actions.cover(entry.id)}
                onDelete={() => actions.remove(entry.id)}
                onShift={(step) => actions.shift(index, step)}
              />
            ))}
          </SortablePhotos>
        )}
      </FileDropArea>
      <VisuallyHidden aria-live="polite">{announcement}</VisuallyHidden>
      {binShown && <PhotoBin vehicleId={vehicleId} />}
    </section>
  );
}

function usePhotoActions(vehicleId: string, photos: readonly PhotoEntry[]) {
  const { t } = useTranslation("photos");
  const { photos: repository } = useReplica();
  const remove = useDeletePhoto();
  const [announcement, setAnnouncement] = useState("");
  const ids = photos.map(({ id }) => id);

  const place = (id: string, position: number) => {
    const others = ids.filter((other) => other !== id);
    setAnnouncement(t("movedTo", { position: position + 1, total: ids.length }));
    void repository.reorder([id], others[position] ?? null);
  };
  return {
    announcement,
    move: (id: string, over: string) => place(id, ids.indexOf(over)),
    shift(index: number, step: -1 | 1) {
      const target = index + step;
      if (target >= 0 && target < ids.length) place(ids[index]!, target);
    },
    cover: (id: string) => void repository.setCover(vehicleId, id),
    remove,
    sortByCapture() {
      const sorted = [...photos].sort((a, b) => captureKey(a).localeCompare(captureKey(b)));
      void repository.reorder(
        sorted.map(({ id }) => id),
        null,
      );
    },
  };
}

/** Photos whose camera left no time go last, in the order they have. */
function captureKey({ photo }: PhotoEntry): string {
  return photo.capturedAt ?? "9999";
}

function AddPhotosButton({ onChoose }: { onChoose: PhotoStripProps["onChooseFiles"] }) {
  const { t } = useTranslation("photos");
  return (
    <Menu position="bottom-end">
      <Menu.Target>
        <Button size="compact-sm" variant="light" leftSection={<IconPhotoPlus size={16} />}>
          {t("addPhotos")}
        </Button>
      </Menu.Target>
      <Menu.Dropdown>
        <Menu.Item leftSection={<IconUpload size={16} />} onClick={() => onChoose("files")}>
          {t("chooseFiles")}
        </Menu.Item>
        <Menu.Item leftSection={<IconFolderOpen size={16} />} onClick={() => onChoose("folder")}>
          {t("chooseFolder")}
        </Menu.Item>
      </Menu.Dropdown>
    </Menu>
  );
}

function EmptyStrip() {
  const { t } = useTranslation("photos");
  return (
    <div className={classes.empty}>
      <IconPhotoPlus size={24} stroke={1.5} aria-hidden />
      <strong>{t("emptyTitle")}</strong>
      <span>{t("emptyHint")}</span>
    </div>
  );
}

function SortablePhotos(props: {
  photos: readonly PhotoEntry[];
  onMove: (id: string, over: string) => void;
  children: ReactNode;
}) {
  const { t } = useTranslation("photos");
  const sensors = useSensors(
    useSensor(PointerSensor, { activationConstraint: { distance: 6 } }),
    useSensor(KeyboardSensor, {
      coordinateGetter: sortableKeyboardCoordinates,
      keyboardCodes: { start: ["Space"], cancel: ["Escape"], end: ["Space"] },
    }),
  );
  const finish = ({ active, over }: DragEndEvent) => {
    if (over && over.id !== active.id) props.onMove(String(active.id), String(over.id));
  };
  return (
    <DndContext sensors={sensors} collisionDetection={closestCenter} onDragEnd={finish}>
      <SortableContext items={props.photos.map(({ id }) => id)} strategy={rectSortingStrategy}>
        <ul className={classes.grid} aria-label={t("listLabel")} title={t("sortHint")}>
          {props.children}
        </ul>
      </SortableContext>
    </DndContext>
  );
}

function FileDropArea({
  onDrop,
  children,
}: {
  onDrop: (transfer: DataTransfer) => void;
  children: ReactNode;
}) {
  const [over, setOver] = useState(false);
  const accept = (event: DragEvent) => {
    if (!carriesFiles(event.dataTransfer)) return false;
    event.preventDefault();
    return true;
  };
  return (
    <div
      className={classes.dropArea}
      data-over={over || undefined}
      onDragOver={(event) => accept(event) && setOver(true)}
      onDragLeave={() => setOver(false)}
      onDrop={(event) => {
        setOver(false);
        if (accept(event)) onDrop(event.dataTransfer);
      }}
    >
      {children}
    </div>
  );
}
