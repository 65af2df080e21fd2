import { ActionIcon, Button, Menu } from "@mantine/core";
import {
  IconCheck,
  IconClock,
  IconDots,
  IconFileExport,
  IconFolderOpen,
  IconPhotoPlus,
  IconStack2,
  IconTrash,
  IconUpload,
} from "@tabler/icons-react";
import { useTranslation } from "react-i18next";
import { useShell } from "#renderer/ui/shell-state.tsx";
import classes from "./photo-strip.module.css";
import type { Strip } from "./use-strip.ts";

interface StripHeaderProps {
  readonly strip: Strip;
  readonly binShown: boolean;
  readonly onShowBin: (shown: boolean) => void;
  readonly onChooseFiles: (what: "files" | "folder") => void;
  readonly onSortByCapture: () => void;
}

export function StripHeader(props: StripHeaderProps) {
  const { t } = useTranslation("photos");
  return (
    <header className={classes.header}>
      <span className={classes.count}>{t("count", { count: props.strip.entries.length })}</span>
      <AddPhotosButton onChoose={props.onChooseFiles} />
      <StripMenu {...props} />
    </header>
  );
}

function StripMenu({ strip, binShown, onShowBin, onSortByCapture }: StripHeaderProps) {
  const { t } = useTranslation(["photos", "common"]);
  const show = useShell((state) => state.show);
  const { entries, isStacking, setStacking } = strip;
  const photoIds = entries.map(({ id }) => id);
  return (
    <Menu position="bottom-end">
      <Menu.Target>
        <ActionIcon variant="subtle" color="gray" aria-label={t("common:more")}>
          <IconDots size={16} />
        </ActionIcon>
      </Menu.Target>
      <Menu.Dropdown>
        <Menu.Item leftSection={<IconClock size={16} />} onClick={onSortByCapture}>
          {t("sortByCapture")}
        </Menu.Item>
        <Menu.Item
          leftSection={<IconStack2 size={16} />}
          rightSection={isStacking && <IconCheck size={14} />}
          role="menuitemcheckbox"
          aria-checked={isStacking}
          onClick={() => setStacking(!isStacking)}
        >
          {t("stackSimilar")}
        </Menu.Item>
        <Menu.Item
          leftSection={<IconFileExport size={16} />}
          disabled={photoIds.length === 0}
          onClick={() => show({ type: "export", photoIds })}
        >
          {t("exportAll")}
        </Menu.Item>
        <Menu.Divider />
        <Menu.Item leftSection={<IconTrash size={16} />} onClick={() => onShowBin(!binShown)}>
          {binShown ? t("hideBin") : t("showBin")}
        </Menu.Item>
      </Menu.Dropdown>
    </Menu>
  );
}

function AddPhotosButton({ onChoose }: { onChoose: StripHeaderProps["onChooseFiles"] }) {
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
