import { useTranslation } from "react-i18next";
import type { Account } from "#shared/contract/accounts.ts";
import type { AccountStanding } from "#shared/rules/account-standing.ts";
import { civilDateOf, formatCivilDate } from "#renderer/ui/format.ts";
import { useLocale } from "#renderer/ui/use-locale.ts";
import row from "#renderer/ui/settings-row.module.css";
import classes from "./accounts.module.css";

interface AccountWordsProps {
  account: Account;
  standing: AccountStanding;
}

/** Who an account is connected as, what it may do and for how long; what it is for while it is not. */
export function AccountWords({ account, standing }: AccountWordsProps) {
  const { t } = useTranslation("accounts");
  const { id, who } = account;
  const times = useTimes(account, standing);
  if (standing === "notSetUp") return <p className={row.hint}>{t("notSetUp", { name: t(`name.${id}`) })}</p>;
  if (standing === "notConnected")
    return <p className={row.hint}>{id === "hub" ? t("pairedIn") : t(`purpose.${id}`)}</p>;
  const whom = who === null || id === "hub" ? who : t("as", { who });
  const facts = [whom, ...times].filter((fact) => fact !== null);
  return (
    <>
      <p className={row.hint} data-selectable>
        {capitalized(facts.join(" · "))}
      </p>
      {id === "mail" ? <p className={row.hint}>{t("mailUnchecked")}</p> : null}
      <Permissions account={account} />
    </>
  );
}

function useTimes({ signIn, connectedAt, expiresAt }: Account, standing: AccountStanding) {
  const { t } = useTranslation("accounts");
  const locale = useLocale();
  const day = (instant: string) => formatCivilDate(civilDateOf(new Date(instant)), locale);
  const since = connectedAt === null ? null : t("since", { date: day(connectedAt) });
  if (expiresAt !== null)
    return [since, t(standing === "signInAgain" ? "ended" : "until", { date: day(expiresAt) })];
  if (standing === "connected" && signIn === "browser") return [since, t("renews")];
  return [since];
}

function Permissions({ account: { permissions } }: { account: Account }) {
  const { t, i18n } = useTranslation("accounts");
  const list = new Intl.ListFormat(i18n.language, { type: "conjunction" });
  const named = (granted: boolean) =>
    list.format(
      permissions
        .filter((one) => one.granted === granted)
        .map(({ permission }) => t(`permission.${permission}`)),
    );
  const [allowed, refused] = [named(true), named(false)];
  return (
    <>
      {allowed ? <p className={row.hint}>{capitalized(allowed)}</p> : null}
      {refused ? <p className={classes.warning}>{t("notGranted", { what: refused })}</p> : null}
    </>
  );
}

/** Addresses stay as they are written. */
function capitalized(text: string): string {
  if (text.startsWith("http")) return text;
  return text.charAt(0).toUpperCase() + text.slice(1);
}
