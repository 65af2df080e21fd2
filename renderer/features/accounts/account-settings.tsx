import { useTranslation } from "react-i18next";
import { AwaitedContent } from "#renderer/ui/awaited-content.tsx";
import { SettingsSection } from "#renderer/ui/settings-section.tsx";
import { AccountRow } from "./account-row.tsx";
import classes from "./accounts.module.css";
import { useAccounts, useVault } from "./use-accounts.ts";
import { VaultNotice } from "./vault-notice.tsx";

/** The height of all vendors where nobody is connected, in pixels. */
const ofNoAccount = 618;

/** The accounts with vendors and what protects them, as a section of the settings. */
export function AccountSettings() {
  const { t } = useTranslation(["accounts", "common"]);
  const accounts = useAccounts();
  const vault = useVault();
  return (
    <SettingsSection title={t("title")} text={t("text")}>
      <AwaitedContent name="accounts" height={ofNoAccount} waiting={t("common:loading")}>
        {accounts && vault ? (
          <>
            <VaultNotice vault={vault} />
            <ul className={classes.list} aria-label={t("title")}>
              {accounts.map((account) => (
                <AccountRow key={account.id} account={account} vaultOpen={vault.state === "open"} />
              ))}
            </ul>
          </>
        ) : null}
      </AwaitedContent>
    </SettingsSection>
  );
}
