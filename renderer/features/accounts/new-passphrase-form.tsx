import { Button, PasswordInput } from "@mantine/core";
import { type FormEvent, useState } from "react";
import { useTranslation } from "react-i18next";
import { shortestPassphrase } from "#shared/contract/accounts.ts";
import { useBridge } from "#renderer/bridge/context.tsx";
import { notifyDone } from "#renderer/ui/notify.tsx";
import classes from "./accounts.module.css";
import { usePassphraseAct } from "./use-passphrase-act.ts";

interface NewPassphraseFormProps {
  /** There is one already, which has to be given once more. */
  isChange: boolean;
  onDone: () => void;
}

export function NewPassphraseForm({ isChange, onDone }: NewPassphraseFormProps) {
  const { t } = useTranslation(["accounts", "common"]);
  const bridge = useBridge();
  const [present, setPresent] = useState("");
  const [next, setNext] = useState("");
  const [again, setAgain] = useState("");
  const [tried, setTried] = useState(false);
  const { busy, failure, attempt } = usePassphraseAct(() => {
    notifyDone({ message: t(isChange ? "vault.changed" : "vault.chosen") });
    onDone();
  });
  const isShort = next.length < shortestPassphrase;
  const isDifferent = next !== again;

  const submit = (event: FormEvent) => {
    event.preventDefault();
    setTried(true);
    if (isShort || isDifferent || (isChange && !present)) return;
    void attempt(() =>
      isChange
        ? bridge.vault.changePassphrase({ present, next })
        : bridge.vault.setPassphrase({ passphrase: next }),
    );
  };
  return (
    <form className={classes.form} onSubmit={submit}>
      <p className={classes.intro}>{t(isChange ? "vault.intro.open" : "vault.intro.unset")}</p>
      {isChange ? (
        <PasswordInput
          data-autofocus
          label={t("vault.present")}
          autoComplete="off"
          maxLength={1024}
          value={present}
          error={failure ?? (tried && !present ? t("required") : null)}
          onChange={(event) => setPresent(event.currentTarget.value)}
        />
      ) : null}
      <PasswordInput
        data-autofocus={isChange ? undefined : true}
        label={t(isChange ? "vault.next" : "vault.passphrase")}
        description={t("vault.hint", { count: shortestPassphrase })}
        autoComplete="new-password"
        maxLength={1024}
        value={next}
        error={tried && isShort ? t("vault.tooShort", { count: shortestPassphrase }) : null}
        onChange={(event) => setNext(event.currentTarget.value)}
      />
      <PasswordInput
        label={t("vault.repeat")}
        autoComplete="new-password"
        maxLength={1024}
        value={again}
        error={tried && isDifferent ? t("vault.different") : isChange ? null : failure}
        onChange={(event) => setAgain(event.currentTarget.value)}
      />
      <div className={classes.foot}>
        <Button variant="default" onClick={onDone}>
          {t(isChange ? "common:cancel" : "vault.later")}
        </Button>
        <Button type="submit" loading={busy}>
          {t(isChange ? "vault.change" : "vault.choose")}
        </Button>
      </div>
    </form>
  );
}
