import { PasswordInput } from "@mantine/core";
import { type FormEvent, useState } from "react";
import { useTranslation } from "react-i18next";
import classes from "./accounts.module.css";
import { SecretFormEnd, type SecretFormProps } from "./secret-form-end.tsx";

export function TelegramForm({ onSave, ...end }: SecretFormProps) {
  const { t } = useTranslation("accounts");
  const [token, setToken] = useState("");
  const [tried, setTried] = useState(false);
  const submit = (event: FormEvent) => {
    event.preventDefault();
    setTried(true);
    if (token.trim()) onSave({ id: "telegram", token });
  };
  return (
    <form className={classes.form} onSubmit={submit}>
      <p className={classes.intro}>{t("telegram.text")}</p>
      <PasswordInput
        data-autofocus
        label={t("telegram.token")}
        autoComplete="off"
        spellCheck={false}
        maxLength={200}
        value={token}
        error={tried && !token.trim() ? t("required") : null}
        onChange={(event) => setToken(event.currentTarget.value)}
      />
      <SecretFormEnd {...end} />
    </form>
  );
}
