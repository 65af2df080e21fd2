import { TextInput } from "@mantine/core";
import { useState, type FormEvent } from "react";
import { useTranslation } from "react-i18next";
import { useBridge, useDesk } from "#renderer/bridge/context.tsx";
import type { DeskDescription } from "#shared/contract/bridge.ts";
import { FormEnd } from "./form-end.tsx";
import { useAttempt } from "./use-attempt.ts";
import styles from "./welcome-screen.module.css";

interface JoinFormProps {
  onBack: () => void;
  onBegun: (desk: DeskDescription) => void;
}

/** A pairing code is at least this long, whatever the hub makes of it. */
const shortestCode = 4;

export function JoinForm({ onBack, onBegun }: JoinFormProps) {
  const { t } = useTranslation(["welcome", "common"]);
  const bridge = useBridge();
  const desk = useDesk();
  const { busy, failure, attempt } = useAttempt();
  const [address, setAddress] = useState("");
  const [code, setCode] = useState("");
  const [deskName, setDeskName] = useState(desk.deskName || t("deskNameDefault"));
  const [tried, setTried] = useState(false);
  const missing = (value: string, least = 1) => (tried && value.trim().length < least ? t("required") : null);

  const submit = (event: FormEvent) => {
    event.preventDefault();
    setTried(true);
    if (!address.trim() || code.trim().length < shortestCode || !deskName.trim()) return;
    void attempt(async () => onBegun(await bridge.desk.join({ address, code, deskName })));
  };

  return (
    <form className={styles.form} onSubmit={submit}>
      <h2 className={styles.formTitle}>{t("joinTitle")}</h2>
      <TextInput
        autoFocus
        label={t("address")}
        description={t("addressHint")}
        placeholder="http://192.168.1.20:47110"
        maxLength={300}
        spellCheck={false}
        value={address}
        error={missing(address)}
        onChange={(event) => setAddress(event.currentTarget.value)}
      />
      <TextInput
        label={t("code")}
        maxLength={40}
        spellCheck={false}
        autoComplete="off"
        value={code}
        error={missing(code, shortestCode)}
        onChange={(event) => setCode(event.currentTarget.value)}
        classNames={{ input: styles.code }}
      />
      <TextInput
        label={t("deskName")}
        description={t("deskNameHint")}
        maxLength={60}
        value={deskName}
        error={missing(deskName)}
        onChange={(event) => setDeskName(event.currentTarget.value)}
      />
      <FormEnd
        failure={failure}
        busy={busy}
        working={t("working.join")}
        action={t("joinAction")}
        onBack={onBack}
      />
    </form>
  );
}
