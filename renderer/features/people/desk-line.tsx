import { IconDeviceDesktop } from "@tabler/icons-react";
import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";
import { useDesk } from "#renderer/bridge/context.tsx";
import { formatInstant, formatSince } from "#renderer/ui/format.ts";
import { useLocale } from "#renderer/ui/use-locale.ts";
import { useNow } from "#renderer/ui/use-now.ts";
import styles from "./people.module.css";

interface DeskLineProps {
  deviceId: string;
  name: string;
  joinedAt: string;
  lastSeenAt?: string | null;
  /** What can be done with it. */
  children?: ReactNode;
}

/** A desk: when it was last seen, or when it joined where that says nothing. */
export function DeskLine({ deviceId, name, joinedAt, lastSeenAt = null, children }: DeskLineProps) {
  const { t } = useTranslation("people");
  const locale = useLocale();
  const isThis = useDesk().deviceId === deviceId;
  const now = useNow(60_000);
  return (
    <li className={styles.device} aria-label={name}>
      <IconDeviceDesktop size={16} stroke={1.5} aria-hidden />
      <span className={styles.deskName}>{name}</span>
      {isThis ? <span className={styles.tag}>{t("thisDesk")}</span> : null}
      <span className={styles.seen}>
        {lastSeenAt === null || isThis
          ? t("joinedOn", { date: formatInstant(joinedAt, locale) })
          : t("lastSeen", { when: formatSince(lastSeenAt, locale, now) })}
      </span>
      {children}
    </li>
  );
}
