import { Menu } from "@mantine/core";
import { IconWorldUp } from "@tabler/icons-react";
import { useTranslation } from "react-i18next";
import { useReplica } from "#renderer/replica/context.tsx";
import type { PresetEntry } from "#renderer/replica/settings.ts";
import { useLive } from "#renderer/replica/use-live.ts";

/** Makes a channel's pictures ahead of time, so that publishing finds them. */
export function PrepareMenu({ onChoose }: { onChoose: (preset: PresetEntry) => void }) {
  const { t } = useTranslation("library");
  const presets = useLive(useReplica().settings.presets);
  return (
    <>
      <Menu.Divider />
      <Menu.Label>{t("prepareFor")}</Menu.Label>
      {presets.map((entry) => (
        <Menu.Item
          key={entry.id}
          leftSection={<IconWorldUp size={16} stroke={1.75} aria-hidden />}
          onClick={() => onChoose(entry)}
        >
          {entry.preset.name}
        </Menu.Item>
      ))}
    </>
  );
}
