import { Checkbox, Group, Switch } from "@mantine/core";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { useBridge } from "#renderer/bridge/context.tsx";
import { notifyProblem } from "#renderer/ui/notify.tsx";
import { SettingsSection } from "#renderer/ui/settings-section.tsx";
import {
  type ComputerSettings as Settings,
  type ComputerState,
  SpellingLanguage,
} from "#shared/contract/desktop.ts";
import { useComputer } from "./computer-context.tsx";
import classes from "./computer-settings.module.css";

/** The settings' part about this computer alone; a browser's window has none. */
export function ComputerSettings() {
  const { t } = useTranslation("desktop");
  const state = useComputer();
  if (!state) return null;
  return (
    <SettingsSection title={t("title")} text={t("text")}>
      <Choices state={state} />
    </SettingsSection>
  );
}

function Choices({ state: { settings, hasTray } }: { state: ComputerState }) {
  const { t } = useTranslation("desktop");
  const { shown, change } = useChange(settings);
  return (
    <div className={classes.choices}>
      <Switch
        label={t("closeToTray")}
        description={t(hasTray ? "closeToTrayHint" : "noTray")}
        checked={hasTray && shown.closeToTray}
        disabled={!hasTray}
        onChange={(event) => change({ closeToTray: event.currentTarget.checked })}
      />
      <Switch
        label={t("startAtLogin")}
        description={hasTray && shown.closeToTray ? t("startAtLoginHint") : undefined}
        checked={shown.startAtLogin}
        onChange={(event) => change({ startAtLogin: event.currentTarget.checked })}
      />
      <Switch
        label={t("notifications")}
        description={t("notificationsHint")}
        checked={shown.notifications}
        onChange={(event) => change({ notifications: event.currentTarget.checked })}
      />
      <Checkbox.Group
        label={t("spelling")}
        description={t("spellingHint")}
        value={[...shown.spelling]}
        onChange={(languages) =>
          change({ spelling: SpellingLanguage.options.filter((language) => languages.includes(language)) })
        }
      >
        <Group mt={8} gap="lg">
          {SpellingLanguage.options.map((language) => (
            <Checkbox key={language} value={language} label={t(`languages.${language}`)} />
          ))}
        </Group>
      </Checkbox.Group>
    </div>
  );
}

/** Shows a change at once, and what main has where it could not be made. */
function useChange(settings: Settings) {
  const { t } = useTranslation("desktop");
  const bridge = useBridge();
  const [wanted, setWanted] = useState<Partial<Settings>>({});
  const change = (next: Partial<Settings>) => {
    setWanted(next);
    bridge.computer
      .change({ ...settings, ...next })
      .catch(() => notifyProblem({ message: t("changeFailed"), id: "computer-settings" }))
      .finally(() => setWanted({}));
  };
  return { shown: { ...settings, ...wanted }, change };
}
