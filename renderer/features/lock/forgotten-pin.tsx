import { Button, TextInput } from "@mantine/core";
import { useEffect, useRef, useState, type FormEvent } from "react";
import { useTranslation } from "react-i18next";
import { useBridge } from "#renderer/bridge/context.tsx";
import { notifyDone } from "#renderer/ui/notify.tsx";
import { useShell } from "#renderer/ui/shell-state.tsx";
import { recoveryCodeLength } from "#shared/contract/lock.ts";
import styles from "./lock.module.css";
import { useLockAct } from "./use-lock-act.ts";

/** Opens the desk by the code that came with the PIN, or by one that another desk has made for its person. */
export function ForgottenPin() {
  const { t } = useTranslation("lock");
  const bridge = useBridge();
  const go = useShell((state) => state.go);
  const field = useRef<HTMLInputElement>(null);
  const [code, setCode] = useState("");
  const { busy, failure, attempt } = useLockAct();
  const isOwnCode = code.replaceAll(/[^0-9a-z]/gi, "").length === recoveryCodeLength;
  useEffect(() => field.current?.focus(), []);
  const submit = async (event: FormEvent) => {
    event.preventDefault();
    const opened = await attempt(() =>
      isOwnCode ? bridge.lock.recover({ recoveryCode: code }) : bridge.lock.rejoin({ code }),
    );
    if (!opened) return;
    const action = { label: t("setPin"), run: () => go("settings") };
    notifyDone({ message: t("pinForgotten"), action });
  };
  return (
    <form className={styles.form} onSubmit={(event) => void submit(event)}>
      <TextInput
        ref={field}
        size="md"
        label={t("code")}
        value={code}
        error={failure}
        maxLength={40}
        autoComplete="off"
        spellCheck={false}
        onChange={(event) => setCode(event.currentTarget.value)}
      />
      <Button type="submit" size="md" fullWidth loading={busy} disabled={code.trim().length < 4}>
        {t("unlock")}
      </Button>
    </form>
  );
}
