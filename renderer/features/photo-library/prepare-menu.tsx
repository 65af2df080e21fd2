import { Menu } from "@mantine/core";
import { IconWorldUp } from "@tabler/icons-react";
import { useTranslation } from "react-i18next";
import { useReplica } from "#renderer/replica/context.tsx";
import { useLive } from "#renderer/replica/use-live.ts";

/** Makes a channel's pictures ahead of time, so that publishing finds them. */
export function PrepareMenu({ onChoose }: { onChoose: (presetId: string) => void }) {
  const { t } = useTranslation("library");
  const presets = useLive(useReplica().settings.presets);
  return (
    <>
      <Menu.Divider />
      <Menu.Label>{t("prepareFor")}</Menu.Label>
      {presets.map(({ id, preset }) => (
        <Menu.Item
          key={id}
          leftSection={<IconWorldUp size={16} stroke={1.75} aria-hidden />}
          onClick={() => onChoose(id)}
        >
          {preset.name}
        </Menu.Item>
      ))}
    </>
  );
}
