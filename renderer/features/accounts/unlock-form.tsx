import { Button, PasswordInput } from "@mantine/core";
import { type FormEvent, useState } from "react";
import { useTranslation } from "react-i18next";
import { useBridge } from "#renderer/bridge/context.tsx";
import { notifyDone } from "#renderer/ui/notify.tsx";
import classes from "./accounts.module.css";
import { usePassphraseAct } from "./use-passphrase-act.ts";
import { useVaultReset } from "./use-vault-reset.ts";

export function UnlockForm({ onDone }: { onDone: () => void }) {
  const { t } = useTranslation("accounts");
  const bridge = useBridge();
  const [passphrase, setPassphrase] = useState("");
  const reset = useVaultReset(onDone);
  const { busy, failure, attempt } = usePassphraseAct(() => {
    notifyDone({ message: t("vault.unlocked") });
    onDone();
  });
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (passphrase) void attempt(() => bridge.vault.unlock({ passphrase }));
  };
  return (
    <form className={classes.form} onSubmit={submit}>
      <p className={classes.intro}>{t("vault.intro.locked")}</p>
      <PasswordInput
        data-autofocus
        label={t("vault.passphrase")}
        autoComplete="off"
        maxLength={1024}
        value={passphrase}
        error={failure}
        onChange={(event) => setPassphrase(event.currentTarget.value)}
      />
      <div className={classes.foot}>
        <Button className={classes.aside ?? ""} variant="subtle" color="gray" onClick={() => void reset()}>
          {t("vault.forgot")}
        </Button>
        <Button variant="default" onClick={onDone}>
          {t("vault.later")}
        </Button>
        <Button type="submit" loading={busy} disabled={!passphrase}>
          {t("vault.unlock")}
        </Button>
      </div>
    </form>
  );
}
