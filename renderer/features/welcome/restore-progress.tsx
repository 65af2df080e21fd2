import { Button } from "@mantine/core";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { useBridge } from "#renderer/bridge/context.tsx";
import { formatBytes } from "#renderer/ui/format.ts";
import { ProgressBar } from "#renderer/ui/progress-bar.tsx";
import { Caution, Failure } from "#renderer/ui/told.tsx";
import { useLocale } from "#renderer/ui/use-locale.ts";
import type { DeskDescription } from "#shared/contract/bridge.ts";
import type { RestoreState } from "#shared/contract/export-file.ts";
import styles from "./welcome-screen.module.css";

type Of<Phase extends RestoreState["phase"]> = Extract<RestoreState, { phase: Phase }>;

/** How far it is; what has only been read can be called off. */
export function RestoreProgress({ state }: { state: Of<"working"> }) {
  const { t } = useTranslation(["welcome", "common"]);
  const locale = useLocale();
  const { restoring } = useBridge();
  const [ending, setEnding] = useState(false);
  const { step, done, all } = state;
  const words =
    step === "reading"
      ? t("restore.readOf", { done: formatBytes(done, locale), all: formatBytes(all, locale) })
      : t("restore.documentsOf", { done, count: all });
  const cancel = () => {
    setEnding(true);
    void restoring.cancel().finally(() => setEnding(false));
  };
  return (
    <section className={styles.form} aria-label={t("restore.title")}>
      <h2 className={styles.formTitle}>{t("restore.title")}</h2>
      <div role="status">
        <p className={styles.formText}>{t(`restore.${step}`)}</p>
        <ProgressBar my="xs" label={t("restore.title")} done={done} total={all} words={words} />
        <p className={styles.formText}>{words}</p>
      </div>
      {step === "reading" ? (
        <div>
          <Button variant="default" loading={ending} onClick={cancel}>
            {t("common:cancel")}
          </Button>
        </div>
      ) : null}
    </section>
  );
}

/** What went wrong; what was read of the file is gone again, unless it was all of it. */
export function RestoreFailed({ state, onLeft }: { state: Of<"failed">; onLeft: () => void }) {
  const { t } = useTranslation(["welcome", "common"]);
  const { restoring } = useBridge();
  const goesOn = state.step === "filling";
  const leave = () => {
    onLeft();
    void restoring.cancel();
  };
  return (
    <section className={styles.form} aria-label={t("restore.title")}>
      <h2 className={styles.formTitle}>{t("restore.title")}</h2>
      <Failure>{t(`restore.errors.${state.problem}`)}</Failure>
      <div className={styles.formActions}>
        <Button variant="default" onClick={leave}>
          {goesOn ? t("restore.giveUp") : t("common:back")}
        </Button>
        {goesOn ? <Button onClick={() => void restoring.again()}>{t("common:retry")}</Button> : null}
      </div>
    </section>
  );
}

/** What is here now. */
export function RestoreDone({
  state,
  onBegun,
}: {
  state: Of<"done">;
  onBegun: (desk: DeskDescription) => void;
}) {
  const { t } = useTranslation("welcome");
  const bridge = useBridge();
  const [busy, setBusy] = useState(false);
  const enter = () => {
    setBusy(true);
    void bridge.desk.describe().then(onBegun, () => setBusy(false));
  };
  const { cars, photos, absentPhotos } = state;
  return (
    <section className={styles.form} aria-label={t("restore.title")}>
      <h2 className={styles.formTitle}>{t("restore.done")}</h2>
      <p className={styles.formText} role="status">
        {t("restore.doneText", {
          cars: t("restore.cars", { count: cars }),
          photos: t("restore.photos", { count: photos }),
        })}
      </p>
      {absentPhotos > 0 ? <Caution>{t("restore.absent", { count: absentPhotos })}</Caution> : null}
      <div>
        <Button autoFocus loading={busy} onClick={enter}>
          {t("restore.enter")}
        </Button>
      </div>
    </section>
  );
}
