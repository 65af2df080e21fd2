import { ActionIcon, Button, Menu } from "@mantine/core";
import {
  IconArrowBackUp,
  IconArrowRight,
  IconCamera,
  IconCopy,
  IconDots,
  IconDownload,
  IconPencilOff,
  IconTag,
  IconTrash,
  IconX,
  type Icon,
} from "@tabler/icons-react";
import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";
import type { Shot } from "#shared/model/shot-list.ts";
import type { PresetEntry } from "#renderer/replica/settings.ts";
import { useAccess } from "#renderer/ui/access.tsx";
import { formatCount } from "#renderer/ui/format.ts";
import { shotName } from "#renderer/ui/shot-name.ts";
import { useLocale } from "#renderer/ui/use-locale.ts";
import styles from "#renderer/ui/bulk-bar.module.css";
import type { CopiedPart } from "./copied-edits.ts";
import { PrepareMenu } from "./prepare-menu.tsx";

export interface BulkBarActs {
  readonly move: () => void;
  readonly bin: () => void;
  readonly restore: () => void;
  readonly tag: () => void;
  readonly setShot: (shot: string | null, name: string) => void;
  readonly copyEdits: (part: CopiedPart) => void;
  readonly removeEdits: () => void;
  readonly exportThem: () => void;
  readonly prepare: (preset: PresetEntry) => void;
  readonly clear: () => void;
}

interface BulkBarProps {
  count: number;
  /** The bin has acts of its own. */
  inBin: boolean;
  shots: readonly Shot[];
  /** The file whose edits can be copied to the others; null where the current photo has none. */
  editsOf: string | null;
  acts: BulkBarActs;
  disabled: boolean;
}

/** Floats over the grid while photos are selected. */
export function BulkBar({ count, inBin, shots, editsOf, acts, disabled }: BulkBarProps) {
  const { t } = useTranslation(["library", "common"]);
  const locale = useLocale();
  const mayChange = useAccess().changes("photo");
  return (
    <div className={styles.bar} role="toolbar" aria-label={t("bulkActions")}>
      <span className={styles.count} role="status">
        {t("selected", { count, number: formatCount(count, locale) })}
      </span>
      {inBin ? null : (
        <BarButton icon={IconDownload} label={t("export")} onClick={acts.exportThem} disabled={false} />
      )}
      {mayChange ? (
        <ChangeActs inBin={inBin} shots={shots} editsOf={editsOf} acts={acts} disabled={disabled} />
      ) : null}
      <ActionIcon aria-label={t("clearSelection")} title={t("clearSelection")} onClick={acts.clear}>
        <IconX size={16} stroke={1.75} />
      </ActionIcon>
    </div>
  );
}

function ChangeActs({ inBin, shots, editsOf, acts, disabled }: Omit<BulkBarProps, "count">) {
  const { t } = useTranslation(["library", "common"]);
  if (inBin)
    return (
      <BarButton
        icon={IconArrowBackUp}
        label={t("common:restore")}
        onClick={acts.restore}
        disabled={disabled}
      />
    );
  return (
    <>
      <BarButton icon={IconArrowRight} label={t("moveToCar")} onClick={acts.move} disabled={disabled} />
      <ShotMenu shots={shots} onChoose={acts.setShot} disabled={disabled} />
      <BarButton icon={IconTag} label={t("tag")} onClick={acts.tag} disabled={disabled} />
      <MoreMenu editsOf={editsOf} acts={acts} disabled={disabled} />
      <BarButton
        icon={IconTrash}
        label={t("common:delete")}
        onClick={acts.bin}
        disabled={disabled}
        dangerous
      />
    </>
  );
}

function BarButton(props: {
  icon: Icon;
  label: ReactNode;
  onClick: () => void;
  disabled: boolean;
  dangerous?: boolean;
}) {
  const { icon: BarIcon, label, onClick, disabled, dangerous = false } = props;
  return (
    <Button
      size="compact-sm"
      variant="subtle"
      color={dangerous ? "red" : undefined}
      disabled={disabled}
      leftSection={<BarIcon size={16} stroke={1.75} aria-hidden />}
      onClick={onClick}
    >
      {label}
    </Button>
  );
}

function ShotMenu(props: {
  shots: readonly Shot[];
  onChoose: (shot: string | null, name: string) => void;
  disabled: boolean;
}) {
  const { t } = useTranslation("library");
  const { t: common } = useTranslation("common");
  return (
    <Menu position="top-start">
      <Menu.Target>
        <Button
          size="compact-sm"
          variant="subtle"
          disabled={props.disabled}
          leftSection={<IconCamera size={16} stroke={1.75} aria-hidden />}
        >
          {t("setShot")}
        </Button>
      </Menu.Target>
      <Menu.Dropdown className={styles.choices}>
        {props.shots.map((shot) => {
          const name = shotName(shot, common);
          return (
            <Menu.Item key={shot.id} onClick={() => props.onChoose(shot.id, name)}>
              {name}
            </Menu.Item>
          );
        })}
        <Menu.Divider />
        <Menu.Item onClick={() => props.onChoose(null, "")}>{t("noShot")}</Menu.Item>
      </Menu.Dropdown>
    </Menu>
  );
}

function MoreMenu({ editsOf, acts, disabled }: Pick<BulkBarProps, "editsOf" | "acts" | "disabled">) {
  const { t } = useTranslation(["library", "common"]);
  const copyIcon = <IconCopy size={16} stroke={1.75} aria-hidden />;
  return (
    <Menu position="top-end">
      <Menu.Target>
        <ActionIcon aria-label={t("common:more")} title={t("common:more")} disabled={disabled}>
          <IconDots size={16} stroke={1.75} />
        </ActionIcon>
      </Menu.Target>
      <Menu.Dropdown className={styles.choices}>
        <Menu.Label>{editsOf === null ? t("copyEditsNone") : t("copyEditsOf", { name: editsOf })}</Menu.Label>
        <Menu.Item leftSection={copyIcon} disabled={editsOf === null} onClick={() => acts.copyEdits("light")}>
          {t("copyLight")}
        </Menu.Item>
        <Menu.Item leftSection={copyIcon} disabled={editsOf === null} onClick={() => acts.copyEdits("frame")}>
          {t("copyFrame")}
        </Menu.Item>
        <Menu.Item
          leftSection={<IconPencilOff size={16} stroke={1.75} aria-hidden />}
          onClick={acts.removeEdits}
        >
          {t("removeEdits")}
        </Menu.Item>
        <PrepareMenu onChoose={acts.prepare} />
      </Menu.Dropdown>
    </Menu>
  );
}
