import { ActionIcon, Button, Loader, Menu } from "@mantine/core";
import { IconDots, IconExternalLink, IconTrash } from "@tabler/icons-react";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import type { Account } from "#shared/contract/accounts.ts";
import { type AccountStanding, accountStanding } from "#shared/rules/account-standing.ts";
import { useShell } from "#renderer/ui/shell-state.tsx";
import { useNow } from "#renderer/ui/use-now.ts";
import { AccountBadge } from "./account-badge.tsx";
import { AccountIcon } from "./account-icon.tsx";
import { AccountWords } from "./account-words.tsx";
import row from "#renderer/ui/settings-row.module.css";
import classes from "./accounts.module.css";
import { SecretDialog } from "./secret-dialog.tsx";
import { useAccountActs } from "./use-account-acts.ts";

interface AccountRowProps {
  account: Account;
  vaultOpen: boolean;
}

/** One account: what it is for, how it stands, and what can be done about it. */
export function AccountRow({ account, vaultOpen }: AccountRowProps) {
  const { t } = useTranslation("accounts");
  const now = useNow();
  const acts = useAccountActs(account);
  const standing = accountStanding(account, now);
  const { id, waiting, problem } = account;
  return (
    <li className={classes.account} aria-label={acts.name}>
      <AccountIcon id={id} />
      <div className={row.words}>
        <h3 className={row.name}>{acts.name}</h3>
        <AccountWords account={account} standing={standing} />
        {waiting ? <Waiting waiting={waiting} onCancel={() => void acts.cancel()} /> : null}
        {problem && !waiting ? (
          <p className={row.problem} role="alert">
            {t(`problem.${problem}`, { name: acts.name })}
          </p>
        ) : null}
      </div>
      <AccountBadge standing={standing} />
      <Acts account={account} standing={standing} acts={acts} vaultOpen={vaultOpen} />
    </li>
  );
}

interface ActsProps extends AccountRowProps {
  standing: AccountStanding;
  acts: ReturnType<typeof useAccountActs>;
}

/** What needs the vault asks for its passphrase first. */
function Acts({ account, standing, acts, vaultOpen }: ActsProps) {
  const { t } = useTranslation("accounts");
  const [entering, setEntering] = useState(false);
  const showVault = useShell((shell) => shell.showVault);
  const { id, signIn, state, waiting, locked } = account;
  const isKept = state === "connected" || state === "signInAgain";
  const words =
    signIn === "browser"
      ? ({ kept: "reconnect", fresh: "connect" } as const)
      : ({ kept: "change", fresh: "enter" } as const);
  const begin = () => (signIn === "browser" ? void acts.connect() : setEntering(true));
  if (signIn === "pairing" || state === "notSetUp") return null;
  return (
    <div className={classes.acts}>
      <Button
        size="compact-sm"
        variant={standing === "signInAgain" ? "filled" : "default"}
        disabled={waiting !== null}
        onClick={() => (vaultOpen ? begin() : showVault(true))}
      >
        {t(words[isKept ? "kept" : "fresh"])}
      </Button>
      {entering && (id === "telegram" || id === "mail") ? (
        <SecretDialog id={id} onClose={() => setEntering(false)} />
      ) : null}
      {isKept ? (
        <Menu position="bottom-end">
          <Menu.Target>
            <ActionIcon aria-label={t("acts", { name: acts.name })}>
              <IconDots size={16} />
            </ActionIcon>
          </Menu.Target>
          <Menu.Dropdown>
            <Menu.Item
              leftSection={<IconTrash size={16} />}
              disabled={locked}
              onClick={() => void acts.forget()}
            >
              {t("forget")}
            </Menu.Item>
          </Menu.Dropdown>
        </Menu>
      ) : (
        <span className={classes.noMenu} />
      )}
    </div>
  );
}

interface WaitingProps {
  waiting: NonNullable<Account["waiting"]>;
  onCancel: () => void;
}

function Waiting({ waiting: { until, link }, onCancel }: WaitingProps) {
  const { t } = useTranslation(["accounts", "common"]);
  const left = Math.max(0, Math.ceil((Date.parse(until) - useNow(1000)) / 1000));
  const time = `${Math.floor(left / 60)}:${String(left % 60).padStart(2, "0")}`;
  return (
    <div className={classes.waiting} role="status">
      <Loader size={14} aria-hidden />
      <span>{t("waiting", { time })}</span>
      {link ? (
        <a className={classes.link} href={link} target="_blank" rel="noreferrer">
          {t("openPage")}
          <IconExternalLink size={14} stroke={1.5} aria-hidden />
        </a>
      ) : null}
      <Button size="compact-xs" variant="subtle" color="gray" onClick={onCancel}>
        {t("common:cancel")}
      </Button>
    </div>
  );
}
