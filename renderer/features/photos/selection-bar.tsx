import { ActionIcon, Menu, Popover, TagsInput } from "@mantine/core";
import {
  IconArrowUpRight,
  IconCar,
  IconFileExport,
  IconListCheck,
  IconTag,
  IconTrash,
  IconX,
  type Icon,
} from "@tabler/icons-react";
import { type ReactNode, useState } from "react";
import { useTranslation } from "react-i18next";
import { useAccess } from "#renderer/ui/access.tsx";
import { nothingSelected } from "#renderer/ui/selection.ts";
import { useShell } from "#renderer/ui/shell-state.tsx";
import { MovePhotosDialog } from "./move-photos-dialog.tsx";
import classes from "./photo-strip.module.css";
import type { PhotoActs } from "./use-photo-acts.ts";
import { useDragOut } from "./use-drag-out.ts";
import { useShots } from "./use-shots.ts";
import type { Strip } from "./use-strip.ts";
import { useKnownTags } from "./use-known-tags.ts";

interface SelectionBarProps {
  readonly strip: Strip;
  readonly acts: PhotoActs;
}

/** In the place of the header while photos are selected: what can be done with all of them. */
export function SelectionBar({ strip, acts }: SelectionBarProps) {
  const { t } = useTranslation("photos");
  const { selected, select } = strip;
  const show = useShell((state) => state.show);
  const [moving, setMoving] = useState(false);
  const mayChange = useAccess().changes("photo");
  const clear = () => select(nothingSelected);
  return (
    <header className={classes.header} role="toolbar" aria-label={t("selectionTools")}>
      <Act icon={IconX} label={t("clearSelection")} onClick={clear} />
      <span className={classes.count} role="status">
        {t("selected", { count: selected.length })}
      </span>
      {mayChange && (
        <>
          <ShotMenu ids={selected} acts={acts} />
          <TagPopover ids={selected} acts={acts} />
          <Act icon={IconCar} label={t("moveToCar")} onClick={() => setMoving(true)} />
        </>
      )}
      <Act
        icon={IconFileExport}
        label={t("export")}
        onClick={() => show({ type: "export", photoIds: selected })}
      />
      <DragHandle strip={strip} />
      {mayChange && (
        <Act icon={IconTrash} label={t("deleteSelected")} onClick={() => (acts.remove(selected), clear())} />
      )}
      {moving && (
        <MovePhotosDialog
          ids={selected}
          vehicleId={strip.vehicleId}
          onClose={() => setMoving(false)}
          onMove={(vehicleId, name) => {
            acts.moveTo(selected, vehicleId, name);
            clear();
          }}
        />
      )}
    </header>
  );
}

function Act(props: { icon: Icon; label: string; onClick: () => void }) {
  const { icon: ActIcon, label, onClick } = props;
  return (
    <ActionIcon aria-label={label} title={label} onClick={onClick}>
      <ActIcon size={16} stroke={1.75} aria-hidden />
    </ActionIcon>
  );
}

function ShotMenu({ ids, acts }: { ids: readonly string[]; acts: PhotoActs }) {
  const { t } = useTranslation("photos");
  const shots = useShots();
  return (
    <Menu position="bottom-end">
      <Menu.Target>
        <ActionIcon aria-label={t("setShot")} title={t("setShot")}>
          <IconListCheck size={16} stroke={1.75} aria-hidden />
        </ActionIcon>
      </Menu.Target>
      <Menu.Dropdown mah={360} style={{ overflowY: "auto" }}>
        {shots.map((shot) => (
          <Menu.Item key={shot.id} onClick={() => acts.setShot(ids, shot)}>
            {shot.name}
          </Menu.Item>
        ))}
        <Menu.Divider />
        <Menu.Item onClick={() => acts.setShot(ids, null)}>{t("shotNone")}</Menu.Item>
      </Menu.Dropdown>
    </Menu>
  );
}

function TagPopover({ ids, acts }: { ids: readonly string[]; acts: PhotoActs }) {
  const { t } = useTranslation("photos");
  const [opened, setOpened] = useState(false);
  return (
    <Popover opened={opened} onChange={setOpened} position="bottom-end" trapFocus width={280}>
      <Popover.Target>
        <ActionIcon aria-label={t("addTag")} title={t("addTag")} onClick={() => setOpened(!opened)}>
          <IconTag size={16} stroke={1.75} aria-hidden />
        </ActionIcon>
      </Popover.Target>
      <Popover.Dropdown>
        <NewTags label={t("tagsFor", { count: ids.length })} onAdd={(names) => acts.addTags(ids, names)} />
      </Popover.Dropdown>
    </Popover>
  );
}

function NewTags({ label, onAdd }: { label: ReactNode; onAdd: (names: readonly string[]) => void }) {
  const { t } = useTranslation("photos");
  const known = useKnownTags();
  const [added, setAdded] = useState<string[]>([]);
  return (
    <TagsInput
      data-autofocus
      label={label}
      placeholder={t("tagsPlaceholder")}
      data={known}
      limit={8}
      maxLength={60}
      acceptValueOnBlur
      value={added}
      onChange={(names) => {
        const fresh = names.filter((name) => !added.includes(name));
        setAdded(names);
        if (fresh.length > 0) onAdd(fresh);
      }}
      comboboxProps={{ withinPortal: false }}
    />
  );
}

/** Files are taken out of the window from here, so that it never clashes with reordering. */
function DragHandle({ strip }: { strip: Strip }) {
  const { t } = useTranslation("photos");
  const dragOut = useDragOut();
  return (
    <span
      className={classes.dragHandle}
      draggable
      title={t("dragOutHint")}
      onDragStart={(event) => dragOut(event, strip.entries, new Set(strip.selected), strip.vehicleId)}
    >
      <IconArrowUpRight size={16} stroke={1.75} aria-label={t("dragOut")} role="img" />
    </span>
  );
}
