import {
  IconAlertTriangle,
  IconCheck,
  IconCircleDashed,
  IconClock,
  IconLock,
  IconPlugOff,
} from "@tabler/icons-react";
import { useTranslation } from "react-i18next";
import type { AccountStanding } from "#shared/rules/account-standing.ts";
import classes from "./accounts.module.css";

const looks = {
  connected: { icon: IconCheck, tone: "good" },
  expiresSoon: { icon: IconClock, tone: "warn" },
  signInAgain: { icon: IconAlertTriangle, tone: "bad" },
  vaultLocked: { icon: IconLock, tone: "warn" },
  notConnected: { icon: IconCircleDashed, tone: "plain" },
  notSetUp: { icon: IconPlugOff, tone: "plain" },
} as const;

/** How an account stands: an icon, a colour and always the word. */
export function AccountBadge({ standing }: { standing: AccountStanding }) {
  const { t } = useTranslation("accounts");
  const { icon: Icon, tone } = looks[standing];
  return (
    <span className={classes.badge} data-tone={tone}>
      <Icon size={14} stroke={2} aria-hidden />
      {t(`standing.${standing}`)}
    </span>
  );
}
