import { TextInput } from "@mantine/core";
import { useState, type FormEvent } from "react";
import { useTranslation } from "react-i18next";
import { useBridge, useDesk } from "#renderer/bridge/context.tsx";
import { formatBytes, formatInstant } from "#renderer/ui/format.ts";
import { useLocale } from "#renderer/ui/use-locale.ts";
import type { ExportFacts } from "#shared/contract/export-file.ts";
import { FormEnd } from "./form-end.tsx";
import { useAttempt } from "./use-attempt.ts";
import styles from "./welcome-screen.module.css";

/** What is in the file, before anything is done with it. */
export function RestoreFacts({ facts, onBack }: { facts: ExportFacts; onBack: () => void }) {
  const { t } = useTranslation("welcome");
  const locale = useLocale();
  const bridge = useBridge();
  const desk = useDesk();
  const { busy, failure, attempt } = useAttempt();
  const [deskName, setDeskName] = useState(desk.deskName || t("deskNameDefault"));
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (deskName.trim()) void attempt(async () => void (await bridge.restoring.begin({ deskName })));
  };
  const { dealership, madeAt, deskName: madeOn, cars, photos, bytes } = facts;
  return (
    <form className={styles.form} onSubmit={submit}>
      <h2 className={styles.formTitle}>{t("restore.title")}</h2>
      <div className={styles.fileFacts}>
        <strong>{dealership ?? t("restore.unnamed")}</strong>
        <p className={styles.formText}>
          {t("restore.made", { when: formatInstant(madeAt, locale), desk: madeOn })}
        </p>
        <p className={styles.formText}>
          {t("restore.inside", {
            cars: t("restore.cars", { count: cars }),
            photos: t("restore.photos", { count: photos }),
            size: formatBytes(bytes, locale),
          })}
        </p>
      </div>
      <p className={styles.formText}>{t("restore.becomes")}</p>
      <TextInput
        data-autofocus
        autoFocus
        label={t("deskName")}
        description={t("deskNameHint")}
        maxLength={60}
        value={deskName}
        error={deskName.trim() ? null : t("required")}
        onChange={(event) => setDeskName(event.currentTarget.value)}
      />
      <FormEnd
        failure={failure}
        busy={busy}
        working={t("restore.reading")}
        action={t("restore.begin")}
        onBack={onBack}
      />
    </form>
  );
}
