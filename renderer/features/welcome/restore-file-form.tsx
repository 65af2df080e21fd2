import { Button, Input, PasswordInput, TextInput } from "@mantine/core";
import { useState, type FormEvent } from "react";
import { useTranslation } from "react-i18next";
import { useBridge, useDesk } from "#renderer/bridge/context.tsx";
import type { ExportFacts } from "#shared/contract/export-file.ts";
import { FormEnd } from "./form-end.tsx";
import { useAttempt } from "./use-attempt.ts";
import styles from "./welcome-screen.module.css";

interface RestoreFileFormProps {
  readonly onBack: () => void;
  readonly onOpened: (facts: ExportFacts) => void;
}

/** Asks for the file, in the system's dialog or, where there is none, by its path, and for its passphrase. */
export function RestoreFileForm({ onBack, onOpened }: RestoreFileFormProps) {
  const { t } = useTranslation("welcome");
  const bridge = useBridge();
  const hasDialog = useDesk().fileDialog === "main";
  const { busy, failure, attempt } = useAttempt();
  const [path, setPath] = useState("");
  const [passphrase, setPassphrase] = useState("");
  const [tried, setTried] = useState(false);
  const missing = (value: string) => (tried && !value ? t("required") : null);

  const choose = async () => {
    const chosen = await bridge.restoring.choose();
    if (chosen) setPath(chosen.path);
  };
  const submit = (event: FormEvent) => {
    event.preventDefault();
    setTried(true);
    const named = plainPath(path);
    if (!named || !passphrase) return;
    void attempt(async () => onOpened(await bridge.restoring.open({ path: named, passphrase })));
  };

  return (
    <form className={styles.form} onSubmit={submit}>
      <h2 className={styles.formTitle}>{t("restore.title")}</h2>
      <p className={styles.formText}>{t("restore.lead")}</p>
      {hasDialog ? (
        <Input.Wrapper label={t("restore.file")} error={missing(plainPath(path))} labelElement="div">
          <div className={styles.chosenFile}>
            <output data-selectable>{path || t("restore.noFile")}</output>
            <Button variant="default" onClick={() => void choose()}>
              {t("restore.choose")}
            </Button>
          </div>
        </Input.Wrapper>
      ) : (
        <TextInput
          autoFocus
          label={t("restore.file")}
          description={t("restore.fileHint")}
          maxLength={4096}
          spellCheck={false}
          value={path}
          error={missing(plainPath(path))}
          onChange={(event) => setPath(event.currentTarget.value)}
        />
      )}
      <PasswordInput
        label={t("restore.passphrase")}
        description={t("restore.passphraseHint")}
        autoComplete="off"
        maxLength={1024}
        value={passphrase}
        error={missing(passphrase)}
        onChange={(event) => setPassphrase(event.currentTarget.value)}
      />
      <FormEnd
        failure={failure}
        busy={busy}
        working={t("restore.opening")}
        action={t("restore.open")}
        onBack={onBack}
      />
    </form>
  );
}

/** Without the quotes in which Windows and terminals copy a path. */
function plainPath(written: string): string {
  return written.trim().replace(/^(["'])(.*)\1$/, "$2");
}
