import { Button } from "@mantine/core";
import { useTranslation } from "react-i18next";
import classes from "./accounts.module.css";
import { useVaultReset } from "./use-vault-reset.ts";

/** The one way on from a file that no passphrase opens. */
export function VaultReset({ onDone }: { onDone: () => void }) {
  const { t } = useTranslation("accounts");
  const reset = useVaultReset(onDone);
  return (
    <div className={classes.form}>
      <p className={classes.intro}>{t("vault.intro.damaged")}</p>
      <div className={classes.foot}>
        <Button variant="default" onClick={onDone}>
          {t("vault.later")}
        </Button>
        <Button color="red" onClick={() => void reset()}>
          {t("vault.reset")}
        </Button>
      </div>
    </div>
  );
}
