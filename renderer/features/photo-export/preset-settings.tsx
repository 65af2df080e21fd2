import { ActionIcon, Button, Menu, UnstyledButton } from "@mantine/core";
import { IconCopy, IconDots, IconPhotoCog, IconPlus, IconTrash } from "@tabler/icons-react";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { useReplica } from "#renderer/replica/context.tsx";
import type { PresetEntry } from "#renderer/replica/settings.ts";
import { useLive } from "#renderer/replica/use-live.ts";
import { notifyDone } from "#renderer/ui/notify.tsx";
import { SettingsSection } from "#renderer/ui/settings-section.tsx";
import type { PhotoPreset } from "#shared/model/photo-preset.ts";
import { ChannelIcon } from "./channel-icon.tsx";
import { usePresetWords } from "./preset-choice.tsx";
import { PresetEditor } from "./preset-editor.tsx";
import classes from "./preset-settings.module.css";
import { usePreparation } from "./use-preparation.ts";
import { type PreparedCount, usePreparedCounts } from "./use-prepared-counts.ts";

const newPreset: Omit<PhotoPreset, "name"> = {
  channel: "other",
  longEdge: 1600,
  format: "jpeg",
  quality: 85,
  shape: null,
  maxBytes: null,
  namePattern: "{stock}-{number}",
  watermark: null,
  banner: null,
  deletedAt: null,
};

const nothingPrepared: PreparedCount = { pictures: 0, outdated: 0 };

/** How pictures leave for each channel, as a section of the settings. */
export function PresetSettings() {
  const { t } = useTranslation(["photoExport", "common"]);
  const { settings } = useReplica();
  const presets = useLive(settings.presets);
  const prepared = usePreparedCounts(presets);
  /** `id` null is a preset that is not saved yet. */
  const [edited, setEdited] = useState<{ id: string | null; preset: PhotoPreset } | null>(null);

  const duplicate = ({ preset }: PresetEntry) =>
    setEdited({
      id: null,
      preset: { ...preset, name: t("copyName", { name: preset.name }).slice(0, 60) },
    });
  const remove = async ({ id, preset }: PresetEntry) => {
    await settings.removePreset(id);
    notifyDone({
      message: t("deleted", { name: preset.name }),
      action: { label: t("common:undo"), run: () => settings.savePreset(id, preset) },
    });
  };

  return (
    <SettingsSection title={t("section")} text={t("sectionText")}>
      <ul className={classes.list} aria-label={t("section")}>
        {presets.map((entry) => (
          <PresetRow
            key={entry.id}
            entry={entry}
            prepared={prepared.get(entry.id) ?? nothingPrepared}
            onEdit={() => setEdited(entry)}
            onDuplicate={() => duplicate(entry)}
            onRemove={() => void remove(entry)}
          />
        ))}
      </ul>
      <Button
        variant="default"
        leftSection={<IconPlus size={16} />}
        onClick={() => setEdited({ id: null, preset: { ...newPreset, name: t("newPresetName") } })}
      >
        {t("newPreset")}
      </Button>
      {edited && <PresetEditor id={edited.id} preset={edited.preset} onClose={() => setEdited(null)} />}
    </SettingsSection>
  );
}

interface PresetRowProps {
  readonly entry: PresetEntry;
  readonly prepared: PreparedCount;
  readonly onEdit: () => void;
  readonly onDuplicate: () => void;
  readonly onRemove: () => void;
}

function PresetRow({ entry, prepared, onEdit, onDuplicate, onRemove }: PresetRowProps) {
  const { t } = useTranslation(["photoExport", "common"]);
  const inWords = usePresetWords();
  const prepare = usePreparation();
  const { preset } = entry;
  return (
    <li className={classes.row}>
      <UnstyledButton
        className={classes.open}
        aria-label={t("editPreset", { name: preset.name })}
        onClick={onEdit}
      >
        <ChannelIcon channel={preset.channel} />
        <span>
          <strong>{preset.name}</strong>
          <small>{inWords(preset)}</small>
        </span>
      </UnstyledButton>
      {prepared.outdated > 0 ? (
        <span className={classes.outdated}>
          {t("outdated", { count: prepared.outdated })}
          <Button size="compact-xs" variant="default" onClick={() => prepare(entry)}>
            {t("makeAgain")}
          </Button>
        </span>
      ) : (
        prepared.pictures > 0 && (
          <span className={classes.ready}>{t("prepared", { count: prepared.pictures })}</span>
        )
      )}
      <Menu position="bottom-end">
        <Menu.Target>
          <ActionIcon aria-label={t("presetActs", { name: preset.name })}>
            <IconDots size={16} />
          </ActionIcon>
        </Menu.Target>
        <Menu.Dropdown>
          <Menu.Item leftSection={<IconPhotoCog size={16} />} onClick={() => prepare(entry)}>
            {t("prepareAll")}
          </Menu.Item>
          <Menu.Item leftSection={<IconCopy size={16} />} onClick={onDuplicate}>
            {t("common:duplicate")}
          </Menu.Item>
          <Menu.Item leftSection={<IconTrash size={16} />} onClick={onRemove}>
            {t("common:delete")}
          </Menu.Item>
        </Menu.Dropdown>
      </Menu>
    </li>
  );
}
