import { Button } from "@mantine/core";
import { IconPhotoX } from "@tabler/icons-react";
import { useTranslation } from "react-i18next";
import { SettingsRow } from "#renderer/ui/settings-section.tsx";
import { useRefused } from "./refused-context.tsx";

/** The way to the files that were not taken, where there are any. */
export function RefusedButton() {
  const { t } = useTranslation("intake");
  const { files, show } = useRefused();
  if (files.length === 0) return null;
  return (
    <Button
      size="compact-sm"
      variant="default"
      ml="sm"
      leftSection={<IconPhotoX size={14} stroke={1.75} aria-hidden />}
      onClick={show}
    >
      {t("notTaken", { count: files.length })}
    </Button>
  );
}

/** The same among the settings, which also say where there are none. */
export function RefusedRow() {
  const { t } = useTranslation("intake");
  const { files, show } = useRefused();
  return (
    <SettingsRow label={t("refused.title")}>
      {files.length === 0 ? (
        t("refused.none")
      ) : (
        <Button size="compact-sm" variant="default" onClick={show}>
          {t("refused.show", { count: files.length })}
        </Button>
      )}
    </SettingsRow>
  );
}
