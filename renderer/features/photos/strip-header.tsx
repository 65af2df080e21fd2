import { ActionIcon, Button, Menu } from "@mantine/core";
import {
  IconClock,
  IconDots,
  IconFileExport,
  IconFolderOpen,
  IconPhotoPlus,
  IconTrash,
  IconUpload,
} from "@tabler/icons-react";
import { useTranslation } from "react-i18next";
import { useBridge } from "#renderer/bridge/context.tsx";
import { useKeptCars } from "#renderer/bridge/presence-context.tsx";
import { notifyProblem } from "#renderer/ui/notify.tsx";
import { useAccess } from "#renderer/ui/access.tsx";
import { useShell } from "#renderer/ui/shell-state.tsx";
import classes from "./photo-strip.module.css";
import type { Strip } from "./use-strip.ts";

interface StripHeaderProps {
  readonly vehicleId: string;
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
      {useAccess().changes("photo") && <AddPhotosButton onChoose={props.onChooseFiles} />}
      <StripMenu {...props} />
    </header>
  );
}

function StripMenu({ vehicleId, strip, binShown, onShowBin, onSortByCapture }: StripHeaderProps) {
  const { t } = useTranslation(["photos", "common"]);
  const show = useShell((state) => state.show);
  const { entries, isStacking, setStacking } = strip;
  const photoIds = entries.map(({ id }) => id);
  const mayChange = useAccess().changes("photo");
  return (
    <Menu position="bottom-end">
      <Menu.Target>
        <ActionIcon variant="subtle" color="gray" aria-label={t("common:more")}>
          <IconDots size={16} />
        </ActionIcon>
      </Menu.Target>
      <Menu.Dropdown>
        {mayChange && (
          <Menu.Item leftSection={<IconClock size={16} />} onClick={onSortByCapture}>
            {t("sortByCapture")}
          </Menu.Item>
        )}
        <Menu.CheckboxItem checked={isStacking} onChange={setStacking} closeMenuOnClick>
          {t("stackSimilar")}
        </Menu.CheckboxItem>
        <Menu.Item
          leftSection={<IconFileExport size={16} />}
          disabled={photoIds.length === 0}
          onClick={() => show({ type: "export", photoIds })}
        >
          {t("exportAll")}
        </Menu.Item>
        <KeepItem vehicleId={vehicleId} />
        {mayChange && (
          <>
            <Menu.Divider />
            <Menu.Item leftSection={<IconTrash size={16} />} onClick={() => onShowBin(!binShown)}>
              {binShown ? t("hideBin") : t("showBin")}
            </Menu.Item>
          </>
        )}
      </Menu.Dropdown>
    </Menu>
  );
}

/** For a car that is to be shown where there is no signal. */
function KeepItem({ vehicleId }: { vehicleId: string }) {
  const { t } = useTranslation("photos");
  const bridge = useBridge();
  const isKept = useKeptCars().has(vehicleId);
  const keep = (kept: boolean) =>
    bridge.photoSpace.keepCar({ vehicleId, kept }).catch(() => notifyProblem({ message: t("keepFailed") }));
  return (
    <Menu.CheckboxItem checked={isKept} onChange={(kept) => void keep(kept)} closeMenuOnClick>
      {t("keepHere")}
    </Menu.CheckboxItem>
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
