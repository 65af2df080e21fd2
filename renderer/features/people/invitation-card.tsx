import { useTranslation } from "react-i18next";
import { CopyButton } from "#renderer/ui/copy-button.tsx";
import { formatInstant } from "#renderer/ui/format.ts";
import { useLocale } from "#renderer/ui/use-locale.ts";
import type { OneTimeCode } from "#shared/contract/hub.ts";
import styles from "./people.module.css";

/** All that has to be typed at the other desk. */
export function InvitationCard({ code, addresses }: { code: OneTimeCode; addresses: readonly string[] }) {
  const { t } = useTranslation("people");
  const locale = useLocale();
  return (
    <div className={styles.card}>
      <div className={styles.cardRow}>
        <span className={styles.tag}>{t("code")}</span>
        <output className={styles.code} data-selectable>
          {code.code}
        </output>
        <CopyButton value={code.code} />
      </div>
      {addresses.map((address) => (
        <div key={address} className={styles.cardRow}>
          <span className={styles.tag}>{t("address")}</span>
          <output className={styles.address} data-selectable>
            {address}
          </output>
          <CopyButton value={address} />
        </div>
      ))}
      <p className={styles.hint}>{t("validUntil", { date: formatInstant(code.expiresAt, locale) })}</p>
    </div>
  );
}
