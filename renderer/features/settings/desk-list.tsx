import { IconDeviceDesktop } from "@tabler/icons-react";
import { useTranslation } from "react-i18next";
import { useDesk } from "#renderer/bridge/context.tsx";
import { useReplica } from "#renderer/replica/context.tsx";
import { useLive } from "#renderer/replica/use-live.ts";
import { formatInstant } from "#renderer/ui/format.ts";
import { useLocale } from "#renderer/ui/use-locale.ts";
import styles from "./settings-screen.module.css";

/** Every desk that shares this lot, this one first. */
export function DeskList() {
  const { t } = useTranslation("settings");
  const locale = useLocale();
  const { deviceId } = useDesk();
  const desks = useLive(useReplica().settings.desks);
  if (desks.length === 0) return <p className={styles.hint}>{t("noDesks")}</p>;
  const ordered = [...desks].sort(
    (a, b) => Number(b.deviceId === deviceId) - Number(a.deviceId === deviceId),
  );
  return (
    <ul className={styles.desks}>
      {ordered.map((desk) => (
        <li key={desk.deviceId} className={styles.desk}>
          <IconDeviceDesktop size={18} stroke={1.5} aria-hidden />
          <span className={styles.deskName}>{desk.name}</span>
          {desk.deviceId === deviceId ? <span className={styles.tag}>{t("thisDesk")}</span> : null}
          <span className={styles.deskJoined}>
            {t("joined", { date: formatInstant(desk.joinedAt, locale) })}
          </span>
        </li>
      ))}
    </ul>
  );
}
