import { useTranslation } from "react-i18next";
import { SettingsSection } from "#renderer/ui/settings-section.tsx";
import { AccountRow } from "./account-row.tsx";
import row from "#renderer/ui/settings-row.module.css";
import classes from "./accounts.module.css";
import { useAccounts, useVault } from "./use-accounts.ts";
import { VaultNotice } from "./vault-notice.tsx";

/** The accounts with vendors and what protects them, as a section of the settings. */
export function AccountSettings() {
  const { t } = useTranslation(["accounts", "common"]);
  const accounts = useAccounts();
  const vault = useVault();
  return (
    <SettingsSection title={t("title")} text={t("text")}>
      {vault ? <VaultNotice vault={vault} /> : null}
      {accounts && vault ? (
        <ul className={classes.list} aria-label={t("title")}>
          {accounts.map((account) => (
            <AccountRow key={account.id} account={account} vaultOpen={vault.state === "open"} />
          ))}
        </ul>
      ) : (
        <p className={row.hint}>{t("common:loading")}</p>
      )}
    </SettingsSection>
  );
}
