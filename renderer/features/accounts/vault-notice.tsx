import { Button } from "@mantine/core";
import { IconAlertTriangle, IconLock, IconLockOpen, IconShieldCheck } from "@tabler/icons-react";
import { useTranslation } from "react-i18next";
import type { VaultStanding } from "#shared/contract/accounts.ts";
import { useShell } from "#renderer/ui/shell-state.tsx";
import classes from "./accounts.module.css";

const icons = { open: IconLockOpen, locked: IconLock, unset: IconLock, damaged: IconAlertTriangle };

/** What seals the credentials, and the way to the passphrase where there is one. */
export function VaultNotice({ vault: { protection, state } }: { vault: VaultStanding }) {
  const { t } = useTranslation("accounts");
  const showVault = useShell((state) => state.showVault);
  const asks = protection === "passphrase";
  const Icon = asks ? icons[state] : IconShieldCheck;
  return (
    <div className={classes.vault} data-tone={state === "open" ? "plain" : "warn"}>
      <Icon size={18} stroke={1.5} aria-hidden />
      <p>{protection === "passphrase" ? t(`vault.${state}`) : t(`vault.${protection}`)}</p>
      {asks ? (
        <Button
          size="compact-sm"
          variant={state === "open" ? "default" : "filled"}
          onClick={() => showVault(true)}
        >
          {t(`vault.act.${state}`)}
        </Button>
      ) : null}
    </div>
  );
}
