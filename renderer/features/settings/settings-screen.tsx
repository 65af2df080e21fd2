import { SegmentedControl, useMantineColorScheme } from "@mantine/core";
import { IconDeviceDesktop, IconMoon, IconSun } from "@tabler/icons-react";
import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";
import { useDesk } from "#renderer/bridge/context.tsx";
import { locales } from "#renderer/ui/locale.ts";
import { SettingsRow, SettingsSection } from "#renderer/ui/settings-section.tsx";
import { DealershipForm } from "./dealership-form.tsx";
import { Licences } from "./licences.tsx";
import styles from "./settings-screen.module.css";

/** `sections` are those of other features, each a `SettingsSection`. */
export function SettingsScreen({ sections }: { sections?: ReactNode }) {
  const { t } = useTranslation("settings");
  return (
    <div className={styles.scroll}>
      <div className={styles.page}>
        <h1 className={styles.title}>{t("title")}</h1>
        <SettingsSection title={t("appearance")}>
          <Appearance />
        </SettingsSection>
        <SettingsSection title={t("dealership")} text={t("dealershipText")}>
          <DealershipForm />
        </SettingsSection>
        {sections}
        <SettingsSection title={t("about")}>
          <About />
        </SettingsSection>
      </div>
    </div>
  );
}

const schemes = [
  { value: "light", icon: IconSun },
  { value: "dark", icon: IconMoon },
  { value: "auto", icon: IconDeviceDesktop },
] as const;

function Appearance() {
  const { t, i18n } = useTranslation("settings");
  const { colorScheme, setColorScheme } = useMantineColorScheme();
  return (
    <>
      <SettingsRow label={t("theme")}>
        <SegmentedControl
          aria-label={t("theme")}
          value={colorScheme}
          onChange={(value) => setColorScheme(value)}
          data={schemes.map(({ value, icon: Icon }) => ({
            value,
            label: (
              <span className={styles.choice}>
                <Icon size={14} stroke={1.75} aria-hidden />
                {t(`themes.${value}`)}
              </span>
            ),
          }))}
        />
      </SettingsRow>
      <SettingsRow label={t("language")}>
        <SegmentedControl
          aria-label={t("language")}
          value={i18n.language}
          onChange={(language) => void i18n.changeLanguage(language)}
          data={locales.map((locale) => ({ value: locale, label: locale === "en" ? "English" : "Español" }))}
        />
      </SettingsRow>
    </>
  );
}

function About() {
  const { t } = useTranslation("settings");
  const { version, host, deviceId } = useDesk();
  return (
    <>
      <SettingsRow label={t("version")}>
        <span data-selectable>{version}</span>
      </SettingsRow>
      <SettingsRow label={t("host")}>{t(`hosts.${host}`)}</SettingsRow>
      <SettingsRow label={t("deskId")}>
        <span className={styles.identifier} data-selectable>
          {deviceId}
        </span>
      </SettingsRow>
      <SettingsRow label={t("licences")}>
        <Licences />
      </SettingsRow>
    </>
  );
}
